// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("What a set carries")
struct SetContentsTests {
    private static func blob(_ name: String, _ size: Int64) -> SetContents.Blob {
        .init(digest: VolumeValues.digest(name), size: size)
    }

    @Test func `are blobs with the longest first, and of equal length in the order of their digests`() {
        let blobs = [Self.blob("a", 1), Self.blob("b", 9), Self.blob("c", 5), Self.blob("d", 5), Self.blob("e", 0)]
        let large = SetContents(documents: [], images: [], blobs: blobs).large
        #expect(large.map(\.size) == [9, 5, 5, 1, 0])
        #expect(large[1].path < large[2].path)
        #expect(SetContents(documents: [], images: [], blobs: blobs.reversed()).large == large)
    }

    @Test func `are documents by their paths before links and manifests by theirs, each once`() throws {
        let image = try TestImage(layers: [[1], [2]])
        let tree = ImageTree(root: image.top)
        let images = try ["b/c", "a/d", "b/c"].map { name in
            SetContents.Image(repository: try RepositoryName(name), tag: try OCI.Tag("v1"), tree: tree)
        }
        let documents = ["z.json", "a.json"].map { SetContents.Document(path: $0, size: 3) }
        let small = SetContents(documents: documents, images: images, blobs: []).small
        #expect(small.prefix(2).map(\.path) == ["a.json", "z.json"])
        let stored = small.dropFirst(2).map(\.path)
        #expect(stored == stored.sorted())
        #expect(Set(stored).count == stored.count)
        // In each of two repositories: a revision, three layers, and two links of a tag; and the manifest once.
        #expect(stored.count == 2 * (1 + 3 + 2) + 1)
        let manifest = small.filter { $0.content == .manifest(image.digest) }
        #expect(manifest.map(\.path) == [StoragePath.blob(image.digest)])
    }

    @Test func `have links that are as long as the digests that they name`() throws {
        let image = try TestImage(layers: [[1]])
        let tree = ImageTree(root: image.top)
        let name = try RepositoryName("a/b")
        let contents = SetContents(documents: [], images: [.init(repository: name, tag: nil, tree: tree)], blobs: [])
        for member in contents.small {
            guard case .link(let digest) = member.content else { continue }
            #expect(member.size == Int64("\(digest)".utf8.count))
        }
        // Without a tag an image is found by its digest alone.
        #expect(!contents.small.contains { $0.path.contains("/tags/") })
    }
}
