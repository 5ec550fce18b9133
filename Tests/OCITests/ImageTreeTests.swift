// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@testable import OCI

/// Manifests in memory, found by their digests.
private struct Shelf {
    private(set) var manifests: [Digest: Manifest] = [:]
    /// Which manifests were read, in order.
    let reads = Guarded([Digest]())

    /// Puts an image there, with layers named by texts.
    mutating func image(_ layers: String...) throws -> Manifest {
        let parts = layers.map { Self.part($0, .ociLayer, size: $0.utf8.count) }.joined(separator: ",")
        return try put(
            "{\"schemaVersion\":2,\"config\":\(Self.part("config", .ociConfiguration, size: 2)),\"layers\":[\(parts)]}"
        )
    }

    /// Puts an index there, of manifests with the platforms that they are for.
    mutating func index(_ children: (Manifest, String?)...) throws -> Manifest {
        let parts = children.map { child, platform in
            let names = (platform ?? "").split(separator: "/")
            let field =
                names.count == 2 ? ",\"platform\":{\"os\":\"\(names[0])\",\"architecture\":\"\(names[1])\"}" : ""
            return
                "{\"mediaType\":\"\(child.descriptor.mediaType)\",\"digest\":\"\(child.descriptor.digest)\","
                + "\"size\":\(child.bytes.count)\(field)}"
        }
        return try put("{\"schemaVersion\":2,\"manifests\":[\(parts.joined(separator: ","))]}")
    }

    private mutating func put(_ text: String) throws -> Manifest {
        let manifest = try Manifest(Array(text.utf8))
        manifests[manifest.descriptor.digest] = manifest
        return manifest
    }

    private static func part(_ name: String, _ type: MediaType, size: Int) -> String {
        "{\"mediaType\":\"\(type)\",\"digest\":\"\(Digest(of: Array(name.utf8)))\",\"size\":\(size)}"
    }

    func tree(_ root: Manifest, platforms: [String] = []) async throws -> ImageTree {
        try await ImageTree.read(root.descriptor.digest, platforms: platforms.map { try Platform($0) }) { digest in
            reads.withLock { $0.append(digest) }
            return try #require(manifests[digest])
        }
    }
}

@Suite("The tree of an image")
struct ImageTreeTests {
    @Test("of a single image is the image")
    func single() async throws {
        var shelf = Shelf()
        let image = try shelf.image("one", "two")
        let tree = try await shelf.tree(image, platforms: ["linux/arm64"])
        #expect(tree == ImageTree(root: image))
        #expect(tree.manifests == [image])
        #expect(tree.blobs.map(\.size) == [2, 3, 3])
        #expect(tree.manifestSize == Int64(image.bytes.count))
        #expect(tree.size == tree.manifestSize + 8)
    }

    @Test("has children before what refers to them, and every manifest and blob once")
    func order() async throws {
        var shelf = Shelf()
        let first = try shelf.image("one", "shared")
        let second = try shelf.image("shared", "two")
        let inner = try shelf.index((second, nil), (first, nil))
        let root = try shelf.index((first, nil), (inner, nil), (first, nil), (second, nil))
        let tree = try await shelf.tree(root)
        #expect(tree.manifests == [first, second, inner, root])
        #expect(tree.blobs.map(\.digest) == ["config", "one", "shared", "two"].map { Digest(of: Array($0.utf8)) })
        #expect(shelf.reads.withLock { $0 }.count == 4)
        // Whoever pushes in this order never names what is not there.
        for (place, manifest) in tree.manifests.enumerated() {
            let before = Set(tree.manifests[..<place].map(\.descriptor.digest))
            #expect(manifest.children.allSatisfy { before.contains($0.digest) })
        }
    }

    @Test(
        "has the children of the wanted platforms, and those that are for none",
        arguments: [
            ([], [0, 1, 2, 3]), (["linux/amd64"], [0, 2, 3]), (["linux/arm64"], [1, 2, 3]), (["linux/s390x"], [2, 3]),
            (["linux/amd64", "linux/arm64"], [0, 1, 2, 3]),
        ] as [([String], [Int])]
    )
    func platforms(wanted: [String], expected: [Int]) async throws {
        var shelf = Shelf()
        let images = [
            try shelf.image("amd64"), try shelf.image("arm64"), try shelf.image("any"), try shelf.image("attestation"),
        ]
        let root = try shelf.index(
            (images[0], "linux/amd64"),
            (images[1], "linux/arm64"),
            (images[2], nil),
            (images[3], "unknown/unknown")
        )
        let tree = try await shelf.tree(root, platforms: wanted)
        #expect(tree.children == expected.map { images[$0] })
        #expect(tree.root == root)
    }

    @Test("is at most four indexes deep", arguments: 1...6)
    func depth(levels: Int) async throws {
        var shelf = Shelf()
        var root = try shelf.image("leaf")
        for _ in 0..<levels { root = try shelf.index((root, nil)) }
        guard levels > ImageTree.depthLimit else {
            #expect(try await shelf.tree(root).children.count == levels)
            return
        }
        do {
            _ = try await shelf.tree(root)
            Issue.record("\(levels) levels are read")
        } catch let error as ManifestError {
            #expect(error.message == "its indexes are nested more than 4 levels deep")
        }
    }

    @Test("ends where a manifest refers to itself")
    func cycles() async throws {
        // No digest can be in its own content, but a registry may answer anything.
        var shelf = Shelf()
        let image = try shelf.image("x")
        let root = try shelf.index((image, nil))
        let tree = try await ImageTree.read(root.descriptor.digest, platforms: []) { _ in root }
        #expect(tree.children == [root])
    }

    @Test("passes on what reading throws")
    func errors() async throws {
        struct Gone: Error {}
        await #expect(throws: Gone.self) {
            _ =
                try await ImageTree.read(Digest(of: [1]), platforms: []) { _ in throw Gone() }
        }
    }

    @Test("that was built here is known by its digest")
    func built() throws {
        var shelf = Shelf()
        let (one, other) = (ImageTree(root: try shelf.image("one")), ImageTree(root: try shelf.image("other")))
        let bytes = BuiltImage(tree: one, blobs: [Digest(of: [1]): .bytes([1])])
        let file = BuiltImage(tree: one, blobs: [Digest(of: [1]): .file(path: "/tmp/x")])
        #expect(bytes == file)
        #expect(bytes != BuiltImage(tree: other, blobs: bytes.blobs))
        #expect(Set([bytes, file]).count == 1)
        #expect(bytes.digest == one.root.descriptor.digest)
    }
}
