// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans
import TestSupport

/// Contents of an archive made from a seed, with the bytes of everything in them.
struct RandomContents {
    let contents: SetContents
    var generator: SeededGenerator
    private var stored: [Digest: [UInt8]] = [:]

    init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var images: [SetContents.Image] = []
        var blobs: [Digest: [UInt8]] = [:]
        let base = generator.bytes(Int.random(in: 0...20_000, using: &generator))
        for number in 0..<Int.random(in: 0...8, using: &generator) {
            let own = generator.bytes(Int.random(in: 0...40_000, using: &generator))
            let image = try TestImage(layers: [base, own])
            blobs.merge(image.blobs) { first, _ in first }
            for manifest in image.manifests { stored[manifest.descriptor.digest] = manifest.bytes }
            let name = try RepositoryName("team/\(String(repeating: "deep/", count: number % 4))image\(number)")
            let tag = number % 3 == 0 ? nil : try Tag("v\(number)")
            images.append(.init(repository: name, tag: tag, tree: ImageTree(root: image.top)))
        }
        let documents = (0..<Int.random(in: 0...6, using: &generator)).map { number in
            SetContents.Document(
                path: "mirror/documents/\(String(repeating: "long", count: 40 * (number % 2)))\(number).json",
                size: Int64.random(in: 0...3000, using: &generator)
            )
        }
        // An earlier archive carried some of them.
        let carried = blobs.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
        let brought = blobs.filter { carried[$0.key] == nil }
        contents = SetContents(
            documents: documents,
            images: images,
            blobs: brought.map { .init(digest: $0.key, size: Int64($0.value.count)) }
        )
        stored.merge(blobs) { first, _ in first }
        self.generator = generator
    }

    /// The same in another order.
    mutating func shuffled() -> SetContents {
        SetContents(
            documents: contents.documents.shuffled(using: &generator),
            images: contents.images.shuffled(using: &generator),
            blobs: contents.blobs.shuffled(using: &generator)
        )
    }

    /// The bytes of a member; what has no digest has random ones.
    mutating func bytes(of placed: ArchiveLayout.Placed) throws -> [UInt8] {
        switch placed.member.content {
        case .blob(let digest), .manifest(let digest): stored[digest] ?? []
        case .link(let digest): Array(digest.description.utf8)
        case .description, .plan, .document: generator.bytes(Int(placed.member.size))
        }
    }
}
