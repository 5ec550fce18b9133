// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing
@testable import SequenceMetadata

/// What a plan that continues a sequence writes.
@Suite("The step that a plan takes")
struct PlannedSequenceTests {
    private static let target = "mirror.example:5000/ns"

    private static func tree(_ name: String) throws -> ImageTree {
        ImageTree(root: try TestImage(layers: [Array(name.utf8)]).top)
    }

    private static func placed(
        _ name: String,
        _ origins: [String]? = nil,
        type: ImageType = .additionalImage,
        at root: String = target
    ) throws -> PlacedImage {
        PlacedImage(
            destination: "\(root)/\(name):1.0",
            digest: try tree(name).root.descriptor.digest,
            type: type,
            origins: origins ?? ["src.example:5000/\(name):1.0"]
        )
    }

    private static func plan(_ images: [PlacedImage], to place: TargetPlace = TargetPlace(target)) -> Plan {
        Plan(
            work: PlanWork(copyingTo: place),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: SampleMetadata.digest("isc")),
            options: PlanOptions(),
            target: PlanTarget(place),
            inSync: images
        )
    }

    private static func sequence(
        _ number: Int = 1,
        record: PastMirror? = nil,
        dropped: [PlannedSequence.Dropped] = [],
        place: SequencePlace? = .folder("meta")
    ) -> PlannedSequence {
        PlannedSequence(
            workspace: SampleMetadata.uid,
            number: number,
            place: place,
            continues: nil,
            content: .run(record: (record ?? run).record, dropped: dropped)
        )
    }

    private static let run = PastMirror(
        timestamp: 7,
        sequence: 9,
        configuration: MirrorSection(additionalImages: ["src.example:5000/a/b:1.0"]),
        catalogs: [
            RecordedCatalog(
                "src.example/index:v1",
                imagePin: "src.example/index@\(SampleMetadata.digest("index"))",
                packages: [IncludedPackage(name: "p", channels: [.init(name: "c", bounds: .init(minVersion: "1.0.0"))])]
            ),
            RecordedCatalog("other.example/index:v1", imagePin: "", packages: nil),
        ],
        channels: [RecordedChannel(channel: "stable-4.16", minVersion: "4.16.1")]
    )

    @Test("records the run without time, number and images, and reads that again")
    func record() throws {
        let text = Self.run.record
        #expect(!text.contains("timestamp") && !text.contains("sequence") && !text.contains("associations"))
        let read = try PastMirror(record: text)
        #expect(read.configuration == Self.run.configuration && read.catalogs == Self.run.catalogs)
        #expect(read.channels == Self.run.channels)
        #expect(read.record == text)
    }

    @Test("records any section as it was", arguments: 0..<40)
    func anyRecord(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let run = PastMirror(timestamp: 0, sequence: 0, configuration: random.section())
        #expect(try PastMirror(record: run.record) == run)
    }

    @Test(
        "refuses a record that is damaged",
        arguments: ["", "{", "[]", #"{"mirror":[]}"#, #"{"mirror":{"platfrom":{}}}"#, #"{"other":1}"#]
    )
    func damagedRecord(text: String) {
        let error = #expect(throws: MetadataError.self) { try PastMirror(record: text) }
        #expect(error?.explanation.summary.contains("sequence.record") == true)
    }

    @Test("names the images that metadata records, and none of the others")
    func images() throws {
        let types: [(ImageType, AssociationType?)] = [
            (.releasePayload, .releasePayload), (.releaseComponent, .releaseComponent), (.operatorBundle, .bundle),
            (.operatorRelatedImage, .bundle), (.additionalImage, .generic), (.helmImage, .generic), (.graphData, nil),
            (.operatorCatalog, nil), (.signature, nil), (.attestation, nil), (.sbom, nil), (.referrer, nil),
        ]
        #expect(Set(types.map(\.0)) == Set(ImageType.allCases))
        for (type, expected) in types {
            let found = Self.plan([try Self.placed("a/b", type: type)]).sequencedImages(besides: nil)
            #expect(found.map(\.type) == [expected].compactMap(\.self), "\(type)")
        }
    }

    @Test("names an image once for each source, and none from a folder")
    func sources() throws {
        let origins = ["src.example/a/b:1.0", "src.example/a/b:2.0", "other.example/a/b@\(SampleMetadata.digest("x"))"]
        let plan = Self.plan([try Self.placed("a/b", origins + ["oci:///some/folder"])])
        #expect(
            plan.sequencedImages(besides: nil).map(\.source.repository.host.description) == [
                "src.example", "other.example",
            ]
        )
        #expect(plan.sequencedNames.count == 2)
    }

    @Test("does not name what the metadata has in the same place, and names it in another")
    func known() throws {
        let image = try Self.placed("a/b")
        let plan = Self.plan([image])
        let association = Association(
            .generic,
            name: "src.example:5000/a/b@\(image.digest)",
            path: "a/b",
            id: DigestText(image.digest),
            content: .init(layers: [SampleMetadata.text("layer")])
        )
        let previous = try SampleMetadata.metadata(all: [association])
        #expect(plan.sequencedImages(besides: previous).isEmpty)
        #expect(plan.sequencedImages(besides: nil).count == 1)
        let elsewhere = Self.plan(
            [try Self.placed("a/b", at: "mirror.example:5000/other")],
            to: TargetPlace("mirror.example:5000/other")
        )
        #expect(elsewhere.sequencedImages(besides: previous).isEmpty)
        let moved = Self.plan([try Self.placed("c/b", ["src.example:5000/a/b:1.0"])])
        #expect(moved.sequencedImages(besides: previous).count == 1)
    }

    @Test("writes an image by its place: on disk without host, at a registry with the whole destination")
    func places() throws {
        let registry = try #require(Self.plan([try Self.placed("a/b")]).sequencedImages(besides: nil).first)
        let direct = try registry.recorded(Self.tree("a/b"), onDisk: false).associations
        #expect(direct.map(\.path) == ["\(Self.target)/a/b@\(registry.digest)"])
        #expect(direct.map(\.tagSymlink) == ["1.0"])
        let archive = Self.plan([try Self.placed("a/b", at: "localhost")], to: .archive(folder: "usb"))
        let disk = try #require(archive.sequencedImages(besides: nil).first)
        let written = try disk.recorded(Self.tree("a/b"), onDisk: true).associations
        #expect(written.map(\.path) == ["a/b"] && written.map(\.tagSymlink) == ["1.0"])
        let untagged = SequencedImage(
            type: .generic,
            source: try ImageReference("src.example/a/b@\(disk.digest)"),
            destination: PlacedName("localhost/a/b@\(disk.digest)"),
            digest: disk.digest,
            platforms: nil
        )
        #expect(
            try untagged.recorded(Self.tree("a/b"), onDisk: true).associations.map(\.tagSymlink) == [
                String(disk.digest.hex.prefix(6))
            ]
        )
        #expect(
            try untagged.recorded(Self.tree("a/b"), onDisk: false).associations.map(\.tagSymlink) == [
                String(disk.digest.hex.prefix(6))
            ]
        )
    }

    @Test("begins a new workspace, and continues it without what was deleted or dropped")
    func life() throws {
        let images = try ["a/one", "a/two", "a/three"].map { try Self.placed($0) }
        let plan = Self.plan(images)
        let mirrored = try plan.sequencedImages(besides: nil).map { image in
            let name = String(image.destination.repository.description.dropFirst(Self.target.count + 1))
            return try image.recorded(Self.tree(name), onDisk: false)
        }
        let first = try Self.sequence().metadata(
            after: nil,
            SequenceOutcome(timestamp: 1_796_005_763, mirrored: mirrored),
            at: Self.target
        )
        #expect(first.isSound && first.sequence == 1 && first.uid.description == SampleMetadata.uid)
        #expect(first.current?.timestamp == 1_796_005_763)
        #expect(first.current?.associations.count == 3 && first.pastAssociations.count == 3)
        #expect(try MetadataReader.read(first.bytes, from: "x").metadata == first)
        #expect(plan.sequencedImages(besides: first).isEmpty)
        let gone = MirroredManifest(repository: images[0].destination.repository, digest: images[0].digest)
        let dropped = try #require(first.pastAssociations.first { $0.name.contains("two") })
        let second = try Self.sequence(2, dropped: [.init(name: dropped.name, path: dropped.path)]).metadata(
            after: first,
            SequenceOutcome(timestamp: 1_796_005_764, mirrored: [], deleted: [gone]),
            at: Self.target
        )
        #expect(second.sequence == 2 && second.uid == first.uid)
        #expect(second.pastAssociations.map(\.name) == ["src.example:5000/a/three@\(images[2].digest)"])
        #expect(second.current?.associations.isEmpty == true)
    }

    @Test("belongs to no workspace that goes on if it has no place")
    func singleUse() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        #expect(try Self.sequence(place: nil).metadata(after: nil, outcome, at: "localhost").isSingleUse)
        #expect(try !Self.sequence().metadata(after: nil, outcome, at: "localhost").isSingleUse)
    }

    @Test("knows what it has written, and nothing else")
    func wrote() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        let step = Self.sequence()
        let written = try step.metadata(after: nil, outcome, at: Self.target)
        #expect(step.wrote(written))
        #expect(!Self.sequence(2).wrote(written))
        let other = PastMirror(timestamp: 1, sequence: 1, configuration: MirrorSection(additionalImages: ["x"]))
        #expect(!Self.sequence(record: other).wrote(written))
        #expect(!step.wrote(try SampleMetadata.metadata(SampleMetadata.otherUID)))
        let published = PlannedSequence(
            workspace: SampleMetadata.uid,
            number: 1,
            place: nil,
            continues: nil,
            content: .published(SampleMetadata.digest("x"))
        )
        #expect(!published.wrote(written))
        #expect(throws: MetadataError.self) { try published.metadata(after: nil, outcome, at: Self.target) }
    }

    @Test("does not continue metadata of an earlier generation, nor what contradicts itself")
    func unfit() throws {
        let outcome = SequenceOutcome(timestamp: 1, mirrored: [])
        let earlier = WorkspaceMetadata(.alpha1, .init())
        #expect(throws: MetadataContinuationError.earlierGeneration(.alpha1)) {
            try Self.sequence().metadata(after: earlier, outcome, at: Self.target)
        }
        let hollow = Association(.generic, name: "a/b@x", path: "a", id: SampleMetadata.text("a"), content: .init())
        #expect(throws: MetadataContinuationError.unsound) {
            try Self.sequence().metadata(after: SampleMetadata.metadata(all: [hollow]), outcome, at: Self.target)
        }
    }

    @Test("makes the same workspace of the same configuration, target and place, and another of any other")
    func workspaces() throws {
        func make(
            _ path: String = "isc.yaml",
            _ content: String = "isc",
            _ target: String = Self.target,
            _ place: String = "p"
        )
            -> WorkspaceID
        {
            WorkspaceID(
                of: ConfigurationRecord(path: path, digest: SampleMetadata.digest(content)),
                at: target,
                place: place
            )
        }
        let ids = [
            make(), make("other.yaml"), make("isc.yaml", "x"), make("isc.yaml", "isc", "t"),
            make("isc.yaml", "isc", Self.target, "q"),
        ]
        #expect(Set(ids).count == 5 && !ids.contains(.none))
        #expect(make() == make())
        for id in ids.map({ Array($0.description) }) {
            #expect(id[14] == "8" && "89ab".contains(id[19]), "\(String(id))")
        }
    }
}
