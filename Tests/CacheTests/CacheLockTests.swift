// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import Scheduling
import TestSupport
import Testing

@Suite("The lock of a cache")
struct CacheLockTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func open(_ name: String) async throws -> DiskCache {
        try await DiskCache.open(root: folder[name], waiting: .zero) { _ in }
    }

    @Test("is shared by all who use it, and keeps away who removes from it")
    func shared() async throws {
        var caches = [try await open("cache"), try await open("cache")]
        #expect(caches.map(\.exists) == [true, true])
        while !caches.isEmpty {
            await #expect(throws: FileLockError.self) {
                _ = try await DiskCache(root: folder["cache"]).lock(.exclusive, waiting: .zero) { _ in }
            }
            caches.removeLast()
        }
        let lock = try await DiskCache(root: folder["cache"]).lock(.exclusive, waiting: .zero) { _ in }
        await #expect(throws: FileLockError.self) { _ = try await open("cache") }
        withExtendedLifetime(lock) {}
    }

    @Test("makes the folder of a cache, and none of what it will hold")
    func makesFolder() async throws {
        #expect(!DiskCache(root: folder["cache"]).exists)
        let cache = try await open("cache")
        #expect(cache.exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["cache"]) == ["mirror"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["cache/mirror"]) == ["lock"])
        // The lock is no file that the cache does not know.
        let inventory = try CacheInventory(of: cache)
        #expect(inventory.files.isEmpty && inventory.others.count == 0)
    }

    @Test("does not stand in the way of reading where no folder can be made")
    func unwritable() async throws {
        try folder.write("x", to: "file")
        let cache = try await open("file")
        #expect(cache.bytes(of: "graphs/x", limit: 10) == nil)
        #expect(throws: LayoutError.self) { try cache.store([1], as: "graphs/x") }
    }

    @Test("tells the one who waits for it who holds it")
    func tells() async throws {
        let cache = try await open("cache")
        let told = Guarded(0)
        await #expect(throws: FileLockError.self) {
            _ = try await DiskCache(root: folder["cache"]).lock(.exclusive, waiting: .milliseconds(200)) { _ in
                told.withLock { $0 += 1 }
            }
        }
        #expect(told.withLock { $0 } == 1)
        withExtendedLifetime(cache) {}
    }
}
