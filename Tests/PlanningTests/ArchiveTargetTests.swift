// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

/// Two images that share a layer; the first set carried the old one, the second the new one.
@Suite("What archives carried")
struct ArchiveTargetTests {
    private static let old = "quay.io/a/app:1"
    private static let new = "quay.io/a/app:2"

    private let source: FixedSource
    private let images: [DesiredImage]
    private var ledger = TargetLedger(target: "file:///media/usb")

    init() throws {
        let trees = [try Scene.tree(["base", "old"]), try Scene.tree(["base", "new"])]
        source = FixedSource(images: [Self.old: trees[0], Self.new: trees[1]])
        images = try [
            Scene.image(Self.old, as: "localhost/a/app:1"), Scene.image(Self.new, as: "localhost/a/app:2", index: 1),
        ]
        for (image, tree) in zip(images, trees) {
            ledger.entries[image.destination.name] = .init(
                image: PlacedImage(
                    destination: image.destination.name,
                    digest: tree.root.descriptor.digest,
                    type: .additionalImage,
                    origins: ["\(image.origin)"]
                ),
                placed: true,
                knowsAttachments: true,
                wantedBy: ["isc.yaml"]
            )
        }
        let blobs = trees.map { tree in [tree.root.descriptor.digest] + tree.blobs.map(\.digest) }
        ledger.archive = ArchiveHistory(sets: [
            .init(plan: Scene.digest("one"), finished: "2026-03-31T23:59:59Z", volumes: [], blobs: blobs[0].sorted()),
            .init(
                plan: Scene.digest("two"),
                finished: "2026-04-01T00:00:00Z",
                volumes: [],
                blobs: blobs[1].filter { $0 != Scene.digest("base") }.sorted()
            ),
        ])
    }

    /// The destinations that are brought, and the layers.
    private struct Brought: Equatable, CustomStringConvertible {
        let images: [PlacedName]
        let layers: Set<String>

        var description: String { "\(images) \(layers.sorted())" }
    }

    private func brought(
        since day: String? = nil,
        missing: MissingReport? = nil,
        wanting wanted: [Int] = [0, 1]
    ) async throws -> Brought {
        let images = wanted.map { self.images[$0] }
        let observer = Observer(
            source: source,
            target: ArchiveTarget(ledger: ledger, since: day, missing: missing),
            ledger: ledger
        )
        var scene = Scene()
        scene.target = "file:///media/usb"
        scene.archive = ArchiveRequest(limit: 1 << 30, firstVolume: 3, documents: [])
        scene.images = images
        scene.observed = try await observer.observe(images)
        scene.ledger = ledger
        let plan = try scene.plan
        let texts = ["base", "old", "new"].map { (Scene.digest($0), $0) }
        let names = Dictionary(texts, uniquingKeysWith: { first, _ in first })
        return Brought(
            images: plan.actions.map(\.destination),
            layers: Set(plan.blobs.filter { !$0.atHome }.compactMap { names[$0.digest] })
        )
    }

    private static let nothing = Brought(images: [], layers: [])
    private static let everything = Brought(
        images: ["localhost/a/app:1", "localhost/a/app:2"],
        layers: ["base", "old", "new"]
    )

    @Test("is not brought again")
    func inSync() async throws { #expect(try await brought() == Self.nothing) }

    /// A day, and which images are brought again for it.
    static let days: [(day: String, images: [PlacedName], layers: Set<String>)] = [
        ("2026-03-30", ["localhost/a/app:1", "localhost/a/app:2"], ["base", "old", "new"]),
        ("2026-03-31", ["localhost/a/app:1", "localhost/a/app:2"], ["base", "old", "new"]),
        ("2026-04-01", ["localhost/a/app:2"], ["new"]),
        ("2026-04-02", [], []),
        ("2030-01-01", [], []),
    ]

    @Test("since a day is brought again, which is what was finished on that day and later", arguments: days)
    func since(day: String, images: [PlacedName], layers: Set<String>) async throws {
        #expect(try await brought(since: day) == Brought(images: images, layers: layers))
    }

    @Test("and was lost with its name is brought with all that it needs")
    func lostImage() async throws {
        let digest = try #require(source.images[Self.old]).root.descriptor.digest
        let report = MissingReport(
            target: "mirror:5000",
            images: [.init(digest: digest, origins: [Self.old])],
            blobs: []
        )
        #expect(
            try await brought(missing: report) == Brought(images: ["localhost/a/app:1"], layers: ["base", "old"])
        )
    }

    @Test("and of which a blob is lost is brought with that blob alone")
    func lostBlob() async throws {
        let digest = try #require(source.images[Self.new]).root.descriptor.digest
        // The manifest is there, and listed because its image has to be looked at again.
        let report = MissingReport(target: "mirror:5000", images: [], blobs: [digest, Scene.digest("base")])
        #expect(try await brought(missing: report) == Brought(images: ["localhost/a/app:2"], layers: ["base"]))
        #expect(
            try await brought(missing: report, wanting: [1])
                == Brought(images: ["localhost/a/app:2"], layers: ["base"])
        )
    }

    @Test("and is missing without being named by any configuration changes nothing")
    func foreignLoss() async throws {
        let report = MissingReport(
            target: "mirror:5000",
            images: [.init(digest: Scene.digest("x"), origins: ["quay.io/x:1"])],
            blobs: [Scene.digest("y")]
        )
        #expect(try await brought(missing: report) == Self.nothing)
    }

    @Test("is nothing where the ledger knows of no archive, whatever it says of images")
    func noHistory() async throws {
        var test = self
        test.ledger.archive = nil
        #expect(try await test.brought() == Self.everything)
    }

    @Test("under a tag that moved is sent again with its present content and only new blobs")
    func moved() async throws {
        var test = self
        let tree = try Scene.tree(["base", "newer"])
        test.ledger.entries["localhost/a/app:2"]?.image.fields.digest = tree.root.descriptor.digest
        let found = try await test.brought()
        #expect(found.images == ["localhost/a/app:2"])
        #expect(found.layers == [], "the content was carried, under that tag another one")
    }
}

/// A source of a few images.
private struct FixedSource: SourceObserving {
    let images: [String: ImageTree]

    func digest(of source: ImageSource) -> Digest? { images["\(source)"]?.root.descriptor.digest }

    func manifest(_ digest: Digest, of source: ImageSource) -> Manifest? {
        images.values.map(\.root).first { $0.descriptor.digest == digest }
    }

    func manifest(_ tag: OCI.Tag, beside source: ImageSource) -> Manifest? { nil }
    func referrers(of digest: Digest, in source: ImageSource) -> [Descriptor] { [] }
}
