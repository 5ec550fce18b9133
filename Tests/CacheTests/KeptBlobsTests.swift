// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Cache
import Foundation
import Layouts
import OCI
import Scheduling
import TestSupport
import Testing

@Suite("Blobs that caches keep")
struct KeptBlobsTests {
    private let folder: TemporaryDirectory
    private let content = Array("what the blob is".utf8)
    private var digest: Digest { Digest(of: content) }
    private var descriptor: Descriptor { Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(content.count)) }
    private var cache: DiskCache { DiskCache(root: folder["cache"]) }

    init() throws { folder = try TemporaryDirectory() }

    private func write(_ bytes: [UInt8], to store: String) throws {
        try folder.write(bytes, to: "\(store)/\(StoragePath.blob(digest))")
    }

    @Test("are read from the first place that has them, from any offset", arguments: [0, 5, 16])
    func reads(offset: Int64) async throws {
        try write(content, to: "b")
        let kept = KeptBlobs(cache: cache, stores: ["a", "b", "c"].map { BlobStore(root: folder[$0]) })
        let stream = try #require(try await kept.blob(descriptor, from: offset))
        #expect(try await stream.collect(limit: 100) == Array(content[Int(offset)...]))
    }

    @Test("are not there where nobody has them")
    func nobody() async throws {
        #expect(try await KeptBlobs().blob(descriptor, from: 0) == nil)
        #expect(
            try await KeptBlobs(cache: cache, stores: [BlobStore(root: folder["a"])]).blob(descriptor, from: 0) == nil
        )
    }

    @Test("are passed over where their bytes are others, and that is told once")
    func broken() async throws {
        try write(Array("what the blob IS".utf8), to: "cache")
        try write(Array("short".utf8), to: "a")
        try write(content, to: "b")
        let told = Guarded([KeptBlobs.Broken]())
        let kept = KeptBlobs(cache: cache, stores: [BlobStore(root: folder["a"]), BlobStore(root: folder["b"])]) {
            broken in
            told.withLock { $0.append(broken) }
        }
        for _ in 0..<3 {
            let stream = try #require(try await kept.blob(descriptor, from: 0))
            #expect(try await stream.collect(limit: 100) == content)
        }
        // One of another size is none that could be meant.
        let paths = told.withLock { $0 }
        #expect(paths.map(\.path) == [folder["cache/\(StoragePath.blob(digest))"]])
        #expect(paths.map(\.digest) == [digest])
    }

    @Test("are not looked for again once they were not there")
    func remembers() async throws {
        let kept = KeptBlobs(stores: [BlobStore(root: folder["a"])])
        #expect(try await kept.blob(descriptor, from: 0) == nil)
        try write(content, to: "a")
        #expect(try await kept.blob(descriptor, from: 0) == nil)
    }

    @Test("that were removed meanwhile are had from elsewhere")
    func removed() async throws {
        try write(content, to: "a")
        let kept = KeptBlobs(stores: [BlobStore(root: folder["a"])])
        #expect(try await kept.blob(descriptor, from: 0) != nil)
        try FileManager.default.removeItem(atPath: folder["a/\(StoragePath.blob(digest))"])
        #expect(try await kept.blob(descriptor, from: 0) == nil)
    }

    @Test("are marked as used in our own cache, and in nobody else's")
    func marks() async throws {
        let long = Date(timeIntervalSince1970: 1_000_000)
        for (store, isOurs) in [("cache", true), ("foreign", false)] {
            try write(content, to: store)
            let path = folder["\(store)/\(StoragePath.blob(digest))"]
            try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
            let kept = isOurs ? KeptBlobs(cache: cache) : KeptBlobs(stores: [BlobStore(root: folder[store])])
            #expect(try await kept.blob(descriptor, from: 0) != nil)
            #expect((FileStatus(path)?.modified == long) == !isOurs)
        }
    }

    @Test("are counted with their bytes, and nothing beside them is")
    func amounts() throws {
        try write(content, to: "a")
        try folder.write("12345", to: "a/docker/registry/v2/blobs/sha256/zz/notes")
        try folder.write("12345", to: "a/mirror/graphs/notes")
        var expected = CacheInventory.Amount()
        expected.add(16)
        #expect(try BlobStore(root: folder["a"]).amount() == expected)
        #expect(expected.count == 1 && expected.bytes == 16)
        let inventory = try CacheInventory(of: DiskCache(root: folder["a"]))
        #expect(inventory.others.count == 2 && inventory.others.bytes == 10)
        #expect(inventory.amount { $0 == .draft }.count == 0)
        #expect(inventory.amount { _ in true } == expected)
    }

    @Test("are found with the documents that are about the same image")
    func files() throws {
        try write(content, to: "cache")
        let other = Digest(of: [1])
        for name in [
            "payloads/\(digest.tagText)", "payloads/\(other.tagText)", "signatures/\(digest.tagText)/signature-1",
        ] {
            try cache.storeSealed([1], as: name)
        }
        _ = try cache.makeDraft()
        let found = try CacheInventory(of: cache).files(about: [digest]).map(\.name)
        #expect(
            found == [
                StoragePath.blob(digest), "mirror/payloads/\(digest.tagText)",
                "mirror/signatures/\(digest.tagText)/signature-1",
            ]
        )
        #expect(try CacheInventory(of: cache).files(about: []).isEmpty)
    }
}
