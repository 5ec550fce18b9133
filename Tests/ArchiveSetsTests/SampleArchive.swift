// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans
import TestSupport

/// Two sets, the second relying on the first: `one` in volumes 1 and 2, `two` in volume 3.
struct SampleArchive {
    static let graph = "mirror/documents/graphs/stable.json"

    let images: [TestImage]
    let one: TestArchiveSet
    let two: TestArchiveSet

    init() throws {
        images = try (1...3).map { try .seeded($0) }
        one = try TestArchiveSet(
            [.init("a/b", images[0]), .init("a/c", images[1])],
            parts: 2,
            documents: [Self.graph: "old", "mirror/documents/graphs/fast.json": "fast"],
            configuration: "one\n"
        )
        let carried = Set(images[0].blobs.keys).union([images[0].digest])
        two = try TestArchiveSet(
            [.init("a/b", images[0], carried: carried), .init("a/b", tag: "2", images[2])],
            first: 3,
            documents: [Self.graph: "new"],
            configuration: "two\n",
            lineage: one.plan.id
        )
    }

    /// Writes both into a new folder.
    func folder() throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try one.write(to: folder)
        try two.write(to: folder)
        return folder
    }

    /// All blobs and manifests.
    var blobs: [Digest: [UInt8]] {
        (one.blobs + two.blobs).reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}

extension TestImage {
    /// An image of two layers of seeded bytes.
    static func seeded(_ seed: UInt64) throws -> TestImage {
        var generator = SeededGenerator(seed: seed)
        return try TestImage(layers: [generator.bytes(300_000), generator.bytes(700)])
    }
}

/// Opens a folder and returns the error that it is refused with.
func refusal(_ folder: TemporaryDirectory) async -> ArchiveSetError? {
    do {
        _ = try await OpenedArchive.open(folder.path)
        return nil
    } catch {
        return error as? ArchiveSetError
    }
}
