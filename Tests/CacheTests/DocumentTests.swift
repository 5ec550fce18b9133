// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import OCI
import TestSupport
import Testing

@Suite("A document of the cache")
struct DocumentTests {
    private let folder: TemporaryDirectory
    private let cache: DiskCache
    private let text = Array("a document".utf8)

    init() throws {
        folder = try TemporaryDirectory()
        cache = DiskCache(root: folder["cache"])
    }

    @Test("is read as it was stored, up to a bound", arguments: [(10, true), (11, true), (9, false), (0, false)])
    func bounds(limit: Int, isRead: Bool) throws {
        try cache.store(text, as: "payloads/x")
        #expect(try folder.read("cache/mirror/payloads/x") == text)
        #expect((cache.bytes(of: "payloads/x", limit: limit) == text) == isRead)
    }

    @Test("takes the place of the one before, and leaves no draft")
    func replaces() throws {
        try cache.store(text, as: "graphs/x")
        try cache.store([1], as: "graphs/x")
        #expect(cache.bytes(of: "graphs/x", limit: 100) == [1])
        try cache.store([], as: "graphs/x")
        #expect(cache.bytes(of: "graphs/x", limit: 100) == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["cache/mirror/drafts"]).isEmpty)
    }

    @Test("is nobody else's to read")
    func permissions() throws {
        try cache.store(text, as: "graphs/x")
        for name in ["cache", "cache/mirror", "cache/mirror/graphs", "cache/mirror/drafts"] {
            let mode = try FileManager.default.attributesOfItem(atPath: folder[name])[.posixPermissions] as? Int
            #expect(mode == 0o700, "\(name)")
        }
    }

    @Test("is absent where there is none, a folder or a link")
    func absent() throws {
        #expect(cache.bytes(of: "graphs/x", limit: 100) == nil)
        try folder.makeDirectory("cache/mirror/graphs/folder")
        #expect(cache.bytes(of: "graphs/folder", limit: 1 << 20) == nil)
        try folder.write(text, to: "outside")
        try FileManager.default.createSymbolicLink(
            atPath: folder["cache/mirror/graphs/link"],
            withDestinationPath: folder["outside"]
        )
        #expect(cache.bytes(of: "graphs/link", limit: 100) == nil)
    }

    @Test("whose digest is known counts as absent where it has another")
    func digests() throws {
        try cache.store(text, as: "graphs/x")
        for algorithm in Digest.Algorithm.allCases {
            #expect(cache.bytes(of: "graphs/x", digest: Digest(of: text, algorithm: algorithm), limit: 10) == text)
            #expect(cache.bytes(of: "graphs/x", digest: Digest(of: [1], algorithm: algorithm), limit: 10) == nil)
        }
        #expect(cache.bytes(of: "graphs/x", digest: Digest(of: text), limit: 9) == nil)
    }

    @Test("that is sealed lies behind a line with its digest")
    func sealed() throws {
        try cache.storeSealed(text, as: "payloads/x")
        #expect(try folder.read("cache/mirror/payloads/x") == Array("\(Digest(of: text))\n".utf8) + text)
        // 71 characters of the digest and a line break.
        #expect(cache.sealedBytes(of: "payloads/x", limit: 82) == text)
        #expect(cache.sealedBytes(of: "payloads/x", limit: 81) == nil)
        try cache.storeSealed([], as: "payloads/empty")
        #expect(cache.sealedBytes(of: "payloads/empty", limit: 100) == [])
        try cache.store(text, as: "payloads/open")
        #expect(cache.sealedBytes(of: "payloads/open", limit: 100) == nil)
        try cache.store(Array("\n".utf8) + text, as: "payloads/short")
        #expect(cache.sealedBytes(of: "payloads/short", limit: 100) == nil)
    }

    @Test("is removed if it is there")
    func removes() throws {
        try cache.store(text, as: "graphs/x")
        try cache.remove("graphs/x")
        #expect(cache.bytes(of: "graphs/x", limit: 100) == nil)
        try cache.remove("graphs/x")
        try cache.remove("none/x")
    }

    @Test("is marked by the time of its last use")
    func marks() throws {
        try cache.store(text, as: "graphs/x")
        let path = folder["cache/mirror/graphs/x"]
        let long = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
        _ = cache.bytes(of: "graphs/x", limit: 1)
        #expect(FileStatus(path)?.modified == long)
        _ = cache.bytes(of: "graphs/x", limit: 100)
        #expect(try #require(FileStatus(path)).modified > long)
    }

    @Test("that cannot be written is told with its own name, and what to do")
    func unwritable() throws {
        try folder.write("a file", to: "cache/mirror/graphs")
        let error = #expect(throws: LayoutError.self) { try cache.store(text, as: "graphs/x") }
        #expect(error?.path == folder["cache/mirror/graphs/x"])
        #expect(error?.message.hasPrefix("it cannot be written to the cache: ") == true)
        #expect(error?.remedy == "name another folder with --cache-dir")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["cache/mirror/drafts"]).isEmpty)
        try folder.write("a file", to: "other")
        let draft = #expect(throws: LayoutError.self) { try DiskCache(root: folder["other"]).makeDraft() }
        #expect(draft?.path.hasPrefix(folder["other/mirror/drafts/"]) == true)
    }
}
