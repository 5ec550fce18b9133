// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import OCI
import Scheduling
import TestSupport
import Testing

@Suite("The cache")
struct DiskCacheTests {
    private let folder: TemporaryDirectory
    private let cache: DiskCache
    private let content = Array("what the blob is".utf8)
    private var digest: Digest { Digest(of: content) }

    init() throws {
        folder = try TemporaryDirectory()
        cache = DiskCache(root: folder["cache"])
    }

    private func keep(_ bytes: [UInt8]) throws {
        let draft = try cache.makeDraft()
        try draft.file.write(contentsOf: Data(bytes))
        try cache.keep(draft, as: digest)
    }

    private var drafts: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder["cache/mirror/drafts"]) }
    }

    @Test("keeps a blob in the place of a broken one, and no draft of it")
    func replaces() throws {
        try keep(Array("broken".utf8))
        #expect(!cache.holds(digest, size: Int64(content.count)))
        try keep(content)
        #expect(cache.holds(digest, size: Int64(content.count)))
        #expect(try drafts.isEmpty)
    }

    @Test("always has a blob that is kept again and again")
    func neverMissing() async throws {
        try keep(content)
        let isDone = Guarded(false)
        async let misses = blocking { [cache, digest] in
            var misses = 0
            while !isDone.withLock({ $0 }) {
                if FileHandle(forReadingAtPath: cache.path(of: digest)) == nil { misses += 1 }
            }
            return misses
        }
        for _ in 0..<500 { try keep(content) }
        isDone.withLock { $0 = true }
        #expect(try await misses == 0)
    }

    @Test("removes the draft of what it cannot keep, and nothing else")
    func refused() throws {
        let name = "cache/\(StoragePath.blob(digest))/file"
        try folder.write("mine", to: name)
        let error = #expect(throws: LayoutError.self) { try keep(content) }
        #expect(error?.path == cache.path(of: digest))
        #expect(try drafts.isEmpty)
        #expect(try folder.read(name) == Array("mine".utf8))
    }
}
