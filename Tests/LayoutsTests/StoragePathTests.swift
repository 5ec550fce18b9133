// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import TestSupport
import Testing

@Suite("The paths of a registry's storage")
struct StoragePathTests {
    private static let hex = "ab" + String(repeating: "0", count: 62)
    private static let root = "docker/registry/v2"

    private func digest() throws -> Digest { try Digest("sha256:\(Self.hex)") }

    @Test("are those of the program `registry`")
    func paths() throws {
        let name = try RepositoryName("a/b")
        let tag = try Tag("v1")
        let digest = try digest()
        let links = "\(Self.root)/repositories/a/b"
        #expect(StoragePath.blob(digest) == "\(Self.root)/blobs/sha256/ab/\(Self.hex)/data")
        #expect(StoragePath.revision(digest, in: name) == "\(links)/_manifests/revisions/sha256/\(Self.hex)/link")
        #expect(StoragePath.layer(digest, in: name) == "\(links)/_layers/sha256/\(Self.hex)/link")
        #expect(StoragePath.tag(tag, in: name) == "\(links)/_manifests/tags/v1/current/link")
        #expect(
            StoragePath.taggedRevision(digest, of: tag, in: name)
                == "\(links)/_manifests/tags/v1/index/sha256/\(Self.hex)/link"
        )
    }

    @Test("are understood as what they were made for")
    func roundTrips() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<100 {
            let bytes = generator.bytes(8)
            let algorithm = Digest.Algorithm.allCases.randomElement(using: &generator) ?? .sha256
            let digest = Digest(of: bytes, algorithm: algorithm)
            let name = try RepositoryName(["a", "a/b", "a/b/c-d", "x__y/z.w"].randomElement(using: &generator) ?? "")
            let tag = try Tag(["v1", "_manifests", "link", "4.16.3-x86_64"].randomElement(using: &generator) ?? "")
            #expect(StoredFile(StoragePath.blob(digest)) == .blob(digest))
            #expect(StoredFile(StoragePath.revision(digest, in: name)) == .revision(digest, name))
            #expect(StoredFile(StoragePath.layer(digest, in: name)) == .layer(digest, name))
            #expect(StoredFile(StoragePath.tag(tag, in: name)) == .tag(tag, name))
            // It says no more than the tag's own link does.
            #expect(StoredFile(StoragePath.taggedRevision(digest, of: tag, in: name)) == nil)
            #expect(StoredFile(StoragePath.blob(digest)[...]) == .blob(digest))
        }
    }

    @Test(
        "are understood in no other form",
        arguments: [
            "", "docker/registry/v2", "docker/registry/v2/", "\(root)/blobs", "\(root)/blobs/sha256/ab/\(hex)",
            "/\(root)/blobs/sha256/ab/\(hex)/data", "\(root)/blobs/sha256/ac/\(hex)/data",
            "\(root)/blobs/sha256/ab/\(hex)/data/",
            "\(root)/blobs/sha256/ab/\(hex)/link", "\(root)/blobs/md5/ab/\(hex)/data",
            "\(root)/blobs/sha256/ab/../data",
            "\(root)/blobs/sha256/ab/\(hex.uppercased())/data", "docker/registry/v1/blobs/sha256/ab/\(hex)/data",
            "\(root)/repositories/_manifests/revisions/sha256/\(hex)/link",
            "\(root)/repositories/a/_manifests/revisions/sha256/\(hex)",
            "\(root)/repositories/a/_manifests/revisions/sha256/\(hex)/data",
            "\(root)/repositories/a/_manifests/revisions/md5/\(hex)/link",
            "\(root)/repositories/a/_manifests/tags/v1/link", "\(root)/repositories/a/_manifests/tags/-x/current/link",
            "\(root)/repositories/a/_manifests/tags/v1/current/x/link", "\(root)/repositories/a/_layers/sha256/\(hex)",
            "\(root)/repositories/a/_layers/sha256/\(hex)/x/link", "\(root)/repositories/A/_layers/sha256/\(hex)/link",
            "\(root)/repositories/a//b/_layers/sha256/\(hex)/link", "\(root)/repositories/a/_uploads/x/data",
            "\(root)/repositories/a/_manifests/other/v1/current/link", "\(root)/other/a",
        ]
    )
    func others(path: String) {
        #expect(StoredFile(path) == nil)
    }
}
