// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import OCI
import TestSupport
import Testing

@Suite("What lies in a cache")
struct CacheInventoryTests {
    private let folder: TemporaryDirectory
    private let cache: DiskCache
    private static let hex = String(repeating: "ab", count: 32)

    init() throws {
        folder = try TemporaryDirectory()
        cache = DiskCache(root: folder["cache"])
    }

    private func keep(_ text: String) throws -> Digest {
        let draft = try cache.makeDraft()
        try draft.append(Array(text.utf8))
        let digest = Digest(of: Array(text.utf8))
        try cache.keep(draft, as: digest)
        return digest
    }

    /// Sets when a file was last used, in days before now.
    private func age(_ file: CachedFile, days: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -86400 * days)],
            ofItemAtPath: folder["cache/\(file.name)"]
        )
    }

    @Test(
        "is told by its name",
        arguments: [
            ("docker/registry/v2/blobs/sha256/ab/\(hex)/data", true),
            ("docker/registry/v2/blobs/sha256/ac/\(hex)/data", false),
            ("docker/registry/v2/blobs/sha256/a/\(hex)/data", false),
            ("docker/registry/v2/blobs/sha256//\(hex)/data", false),
            ("docker/registry/v2/blobs/sha256/ab/\(hex)/data/data", false),
            ("docker/registry/v2/blobs/md5/ab/\(hex)/data", false),
            ("docker/registry/v2/repositories/a/_manifests/tags/b/current/link", false),
            ("mirror/graphs/sha256/\(hex).json", true), ("mirror/graphs/sha256/\(hex)", false),
            ("mirror/graphs/sha256/notes.json", false), ("mirror/graphs/\(hex).json", false),
            ("mirror/payloads/sha256-\(hex)", true), ("mirror/payloads/sha256-\(hex).bak", false),
            ("mirror/payloads/sha256:\(hex)", false), ("mirror/payloads/sha512-\(hex)", false),
            ("mirror/catalogs/sha256-\(hex)-0123456789ab", true), ("mirror/catalogs/sha256-\(hex)", false),
            ("mirror/catalogs/sha256-\(hex)-", false), ("mirror/catalog-layers/\(hex).json", true),
            ("mirror/catalog-layers/index.json", false), ("mirror/signatures/sha256-\(hex)/signature-1", true),
            ("mirror/signatures/sha256-\(hex)/signature-01", false),
            ("mirror/signatures/sha256-\(hex)/signature-0", false),
            ("mirror/signatures/sha256-\(hex)/signature--1", false), ("mirror/signatures/sha256-\(hex)", false),
            ("mirror/drafts/E621E1F8-C36C-495A-93FC-0C247A3E6E5F", true), ("mirror/drafts/mine", false),
            ("mirror/drafts", false), ("mirror/lock", false), ("mirror/graphs", false), ("mirror/", false),
            ("mirror", false), ("", false), ("/", false), ("graphs/sha256/\(hex).json", false),
            ("mirror/../mirror/payloads/sha256-\(hex)", false), ("mirror/payloads/../sha256-\(hex)", false),
        ]
    )
    func names(name: String, isKnown: Bool) {
        #expect((CachedFile.Kind(name) != nil) == isKnown)
    }

    @Test("is nothing that mirror did not make, whatever it is called", arguments: 0..<20)
    func foreign(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let known = try keep("known")
        let blob = StoragePath.blob(known)
        let parts = [
            "mirror", "docker/registry/v2/blobs/sha256", "ab", Self.hex, "data", "payloads", "graphs", "drafts",
        ]
        let marks = ["", ".", "-", " ", "\n", "%", "\u{1b}[31m", "ä", "..x", "sha256-", ".json", "*", "~"]
        var written: [String] = []
        for _ in 0..<40 {
            let depth = Int.random(in: 1...4, using: &generator)
            let name = (0..<depth).map { _ in
                (parts.randomElement(using: &generator) ?? "") + (marks.randomElement(using: &generator) ?? "")
            }.joined(separator: "/")
            guard CachedFile.Kind(name) == nil, !blob.hasPrefix(name),
                (try? folder.write("mine", to: "cache/\(name)")) != nil
            else { continue }
            written.append(name)
        }
        try folder.write("outside", to: "outside/payloads/sha256-\(Self.hex)")
        let elsewhere = folder["outside/payloads"]
        for link in ["cache/mirror/catalogs", "cache/docker/registry/v2/blobs/sha512"] {
            try? FileManager.default.createSymbolicLink(atPath: folder[link], withDestinationPath: elsewhere)
        }
        try FileManager.default.createDirectory(
            atPath: folder["cache/mirror/signatures"],
            withIntermediateDirectories: true
        )
        try? FileManager.default.createSymbolicLink(
            atPath: folder["cache/mirror/signatures/sha256-\(Self.hex)"],
            withDestinationPath: elsewhere
        )
        #expect(unsafe mkfifo(folder["cache/mirror/pipe"], 0o600) == 0)

        let inventory = try CacheInventory(of: cache)
        #expect(inventory.files.map(\.name) == [blob])
        for file in CacheTrimming(everything: true).choose(inventory.files) { try cache.remove(file) }
        #expect(try CacheInventory(of: cache).files.isEmpty)
        for name in written { #expect(try folder.read("cache/\(name)") == Array("mine".utf8), "\(name)") }
        #expect(try folder.read("outside/payloads/sha256-\(Self.hex)") == Array("outside".utf8))
    }

    @Test("is as it was written, or told with what was found")
    func faults() throws {
        _ = try keep("whole")
        let broken = try keep("broken")
        let content = Array("an answer".utf8)
        let digest = Digest(of: content)
        try cache.store(content, as: "graphs/sha256/\(digest.hex).json")
        try cache.store(content, as: "graphs/sha256/\(Self.hex).json")
        try cache.storeSealed(content, as: "payloads/sha256-\(Self.hex)")
        try cache.store(Array("no seal".utf8), as: "payloads/sha256-\(digest.hex)")
        try cache.storeSealed(content, as: "catalogs/sha256-\(Self.hex)-0123456789ab")
        try cache.store(Array("a signature".utf8), as: "signatures/sha256-\(Self.hex)/signature-1")
        try folder.write("brokem", to: "cache/\(StoragePath.blob(broken))")

        let faults = try CacheInventory(of: cache).files.compactMap { cache.fault(of: $0) }
        #expect(
            faults.map(\.file.name) == [
                StoragePath.blob(broken), "mirror/graphs/sha256/\(Self.hex).json",
                "mirror/payloads/sha256-\(digest.hex)",
            ]
        )
        #expect(faults.first?.found == "\(Digest(of: Array("brokem".utf8)))")
        #expect(faults.first?.expected == "\(broken)")
        #expect(faults.last?.found == "no digest in its first line")
        for fault in faults { try cache.remove(fault.file) }
        #expect(faults.allSatisfy { cache.fault(of: $0.file) == nil })
        #expect(try CacheInventory(of: cache).files.allSatisfy { cache.fault(of: $0) == nil })
        // The folders of a blob go with it.
        let left = StoragePath.blob(broken).dropLast("/\(broken.hex)/data".count)
        #expect(!FileManager.default.fileExists(atPath: folder["cache/\(left)"]))
    }

    @Test("is a seal that was damaged anywhere", arguments: 0..<80)
    func seal(place: Int) throws {
        let name = "payloads/sha256-\(Self.hex)"
        try cache.storeSealed(Array("content".utf8), as: name)
        #expect(cache.sealedBytes(of: name, limit: 1000) == Array("content".utf8))
        var bytes = try folder.read("cache/mirror/\(name)")
        guard bytes.indices.contains(place) else { return }
        bytes[place] ^= 1
        try folder.write(bytes, to: "cache/mirror/\(name)")
        #expect(cache.sealedBytes(of: name, limit: 1000) == nil)
        #expect(try CacheInventory(of: cache).files.contains { cache.fault(of: $0) != nil })
    }

    @Test("goes where it was not used for the longest time")
    func trimming() throws {
        let digests = try ["1234", "12345", "123456"].map { try keep($0) }
        try cache.store(Array("1234567".utf8), as: "signatures/sha256-\(Self.hex)/signature-1")
        for (index, digest) in digests.enumerated() {
            let file = try #require(try CacheInventory(of: cache).files.first { $0.kind == .blob(digest) })
            try age(file, days: Double(10 * (index + 1)))
        }
        func chosen(_ trimming: CacheTrimming) throws -> [Int64] {
            trimming.choose(try CacheInventory(of: cache).files).map(\.size).sorted()
        }
        #expect(try chosen(CacheTrimming(limit: 22)).isEmpty)
        #expect(try chosen(CacheTrimming(limit: 21)) == [6])
        #expect(try chosen(CacheTrimming(limit: 15)) == [5, 6])
        #expect(try chosen(CacheTrimming(limit: 0)) == [4, 5, 6, 7])
        #expect(try chosen(CacheTrimming(unusedSince: Date(timeIntervalSinceNow: -86400 * 15))) == [5, 6])
        #expect(try chosen(CacheTrimming(unusedSince: Date(timeIntervalSinceNow: -86400 * 25), limit: 11)) == [5, 6])
        // What is used is young again.
        #expect(cache.holds(digests[2], size: 6))
        #expect(try chosen(CacheTrimming(limit: 17)) == [5])
        // A draft that nobody writes is of no use at any age.
        let draft = try cache.makeDraft()
        try draft.append([1])
        #expect(try chosen(CacheTrimming(limit: 1 << 40)) == [1])
        draft.discard()
    }
}
