// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("What a plan writes into an archive of v1")
struct PlannedContentsTests {
    private static let index = "catalogs/src.example:5000/ns/index/v1/index/index.json"
    private static let catalog: PlacedName = "localhost/ns/index:v1"

    /// A plan of additional images, of which the first ones were brought before.
    private static func plan(
        _ images: [SequenceBench.Line],
        known: Int = 0,
        dropped: [PlannedSequence.Dropped] = [],
        number: Int = 1,
        documents: [PlannedArchive.Document] = []
    ) -> Plan {
        let placed = images.map { line in
            PlacedImage(
                destination: "localhost/\(line.repository):\(line.tag)",
                digest: line.image.digest,
                type: .additionalImage,
                origins: ["\(line.host)/\(line.repository):\(line.tag)"]
            )
        }
        return Plan(
            work: .copiesToArchive(folder: "usb"),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(.archive(folder: "usb")),
            actions: placed.dropFirst(known).map { image in
                Action(
                    kind: .copy,
                    type: image.type,
                    origins: image.origins,
                    source: ContentPlace(stringLiteral: "\(image.origins[0])@\(image.digest)"),
                    destination: image.destination,
                    digest: image.digest,
                    size: 1,
                    transfer: 1,
                    expect: .init(destination: nil),
                    reason: "missing at destination",
                    requestedBy: ["mirror.additionalImages[0]"]
                )
            },
            inSync: Array(placed.prefix(known)),
            archive: PlannedArchive(limit: 1 << 30, firstVolume: 1, documents: documents),
            sequence: PlannedSequence(
                workspace: SequenceBench.uid,
                number: number,
                place: .folder("meta"),
                continues: nil,
                content: .run(
                    record: PastMirror(
                        timestamp: 0,
                        sequence: 0,
                        configuration: MirrorSection(additionalImages: ["src.example:5000/x:1"])
                    ).record,
                    dropped: dropped
                )
            )
        )
    }

    private static func images(_ lines: [SequenceBench.Line]) -> ArchiveContents.Images {
        let trees = lines.map {
            (PlacedName(PlacedRepository("localhost/\($0.repository)"), tag: $0.tag), SequenceBench.tree($0.image))
        }
        return .init(copied: Dictionary(uniqueKeysWithValues: trees), renamed: [:])
    }

    private static func contents(
        _ plan: Plan,
        _ lines: [SequenceBench.Line],
        after previous: WorkspaceMetadata? = nil,
        at time: Int64 = 1_796_005_763
    ) throws -> ArchiveContents {
        try ArchiveContents(of: plan, images(lines), after: previous, timestamp: time) { document in
            [UInt8](repeating: 0x20, count: Int(document.size))
        }
    }

    @Test("is the next metadata, and the images that it records for the first time")
    func images() throws {
        let lines = try SequenceBench.lines()
        let contents = try Self.contents(Self.plan(lines), lines)
        #expect(contents.metadata.sequence == 1 && "\(contents.metadata.uid)" == SequenceBench.uid)
        #expect(contents.metadata.current?.timestamp == 1_796_005_763)
        #expect(
            Set(contents.images.map { "\($0.repository):\($0.tag.map { "\($0)" } ?? "")" }) == [
                "tools/alpha:1.0", "tools/beta:latest",
            ]
        )
        #expect(contents.metadata.isSound)
        #expect(try SequenceLayout(contents).files == ["mirror_seq1_000000.tar"])
    }

    @Test("leaves out what the metadata has already, and drops what the plan drops")
    func next() throws {
        let lines = try SequenceBench.lines()
        let first = try Self.contents(Self.plan([lines[0]]), [lines[0]]).metadata
        let second = try Self.contents(Self.plan(lines, known: 1, number: 2), [lines[1]], after: first)
        #expect(second.images.map { "\($0.repository)" } == ["tools/alpha"])
        #expect(second.metadata.sequence == 2)
        #expect(Set(second.metadata.pastAssociations.map(\.path)) == ["tools/alpha", "tools/beta"])
        let gone = PlannedSequence.Dropped(name: lines[0].source, path: lines[0].repository)
        let third = try Self.contents(
            Self.plan([lines[1]], dropped: [gone], number: 2),
            [lines[1]],
            after: first
        )
        #expect(Set(third.metadata.pastAssociations.map(\.path)) == ["tools/alpha"])
    }

    @Test("has an image that came from elsewhere before, so that its new name is recorded")
    func renamed() throws {
        var line = try SequenceBench.lines()[1]
        let first = try Self.contents(Self.plan([line]), [line]).metadata
        line.host = "other.example"
        let plan = Self.plan([line], known: 1, number: 2)
        let image = try #require(plan.sequencedImages(besides: first).first)
        let contents = try ArchiveContents(
            of: plan,
            .init(copied: [:], renamed: [image: SequenceBench.tree(line.image)]),
            after: first,
            timestamp: 2,
            content: { _ in [] }
        )
        #expect(contents.metadata.current?.associations.map(\.name) == [line.source])
        #expect(contents.images.map { "\($0.repository)" } == [line.repository])
    }

    @Test("has the original of each catalog beside its selected part")
    func catalogs() throws {
        let line = try SequenceBench.Line(repository: "ns/index", tag: "v1", image: SequenceBench.index("catalog"))
        let documents = [
            PlannedArchive.Document(path: Self.index, digest: Digest(of: []), size: 7, content: nil),
            PlannedArchive.Document(
                path: "release-signatures/signature-sha256-1.json",
                digest: Digest(of: []),
                size: 3,
                content: nil
            ),
        ]
        let contents = try Self.contents(Self.plan([line], documents: documents), [line])
        let paths = contents.documents.map(\.path)
        #expect(paths.contains(Self.index) && paths.contains("release-signatures/signature-sha256-1.json"))
        #expect(paths.contains("catalogs/src.example:5000/ns/index/v1/layout/index.json"))
        let blobs = line.image.blobs.keys.map { "catalogs/src.example:5000/ns/index/v1/layout/blobs/sha256/\($0.hex)" }
        #expect(Set(blobs).isSubset(of: paths))
        #expect(try SequenceLayout(contents).places.keys.count == line.image.blobs.count)
    }

    @Test("has the same length at any time", arguments: [1_000_000_000, 1_796_005_763, 8_589_934_591] as [Int64])
    func times(time: Int64) throws {
        let lines = try SequenceBench.lines()
        let plan = Self.plan(lines)
        func sizes(_ time: Int64) throws -> [Int64] {
            try SequenceLayout(Self.contents(plan, lines, at: time)).sizes.map(\.size)
        }
        #expect(try sizes(time) == sizes(1_500_000_000))
    }

    @Test("is nothing without a step of a sequence")
    func none() throws {
        var plan = Self.plan([])
        plan.fields.sequence = nil
        let error = try #require(throws: SequencedArchiveError.self) { try Self.contents(plan, []) }
        #expect(error.message == "the plan takes no step of a sequence")
    }
}
