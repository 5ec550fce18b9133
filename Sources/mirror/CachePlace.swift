// SPDX-License-Identifier: Apache-2.0

import Cache
import Foundation
import Layouts
import Runs
import Scheduling

/// Where a run keeps what can be had again, and where oc-mirror did.
struct CachePlace {
    /// How long a run waits for another one that removes from the cache, which takes moments.
    private static let patience = Duration.seconds(60)

    /// The folder of our own cache.
    let root: String
    /// The cache of oc-mirror v2, if there is one: its blobs are read, and it is never changed.
    let ocMirror: BlobStore?

    /// Opens the cache to use it; it is made if need be.
    func open() async throws -> DiskCache { try await open(waiting: Self.patience) }

    private func open(waiting patience: Duration) async throws -> DiskCache {
        try refuseRegistry()
        do {
            return try await DiskCache.open(root: root, waiting: patience) { error in
                Console.standard.note("Waiting for another mirror\(error.holder), which removes files from \(root)\n")
            }
        } catch let error as FileLockError {
            guard case .held = error else { throw CommandError("\(error)\nName another folder with --cache-dir.") }
            throw CommandError(
                """
                another mirror\(error.holder) has kept the cache \(root) for itself for \(patience)
                Wait for it to end, or name another folder with --cache-dir.
                """
            )
        }
    }

    /// Opens the cache if there is one; none is made, and whoever can do without one waits for nobody.
    func openIfPresent(waiting patience: Duration? = patience) async throws -> DiskCache? {
        FileManager.default.fileExists(atPath: root) ? try await open(waiting: patience ?? .zero) : nil
    }

    /// Keeps every other run out of the cache for as long as what is returned is held; `nil` where there is no cache.
    func lockForRemoving(waiting patience: Duration) async throws -> FileLock? {
        try refuseRegistry()
        let cache = DiskCache(root: root)
        guard cache.exists else { return nil }
        do {
            return try await cache.lock(.exclusive, waiting: patience) { error in
                Console.standard.note("Waiting for another mirror\(error.holder), which is using the cache \(root)\n")
            }
        } catch let error as FileLockError {
            switch error {
            case .held:
                throw CommandError(
                    """
                    another mirror\(error.holder) is using the cache \(root): nothing was removed
                    Wait for it to end, and try again; --wait says how many seconds are worth it.
                    """
                )
            case .unopened, .failed, .foreign: throw CommandError("\(error)")
            }
        }
    }

    /// Refuses what is there and no cache.
    func requireCache() throws {
        let type = try? FileManager.default.attributesOfItem(atPath: root)[.type] as? FileAttributeType
        guard type != .typeRegular else {
            throw CommandError("the cache \(root) is a file, not a folder\nName a folder with --cache-dir.")
        }
        try refuseRegistry()
    }

    /// What a registry keeps is not ours to add to, and not ours to remove.
    func refuseRegistry() throws {
        guard BlobStore(root: root).hasRepositories else { return }
        throw CommandError(
            """
            \(root) is the storage of a registry, such as oc-mirror's cache, and not a cache of mirror
            Name the folder that has `.oc-mirror` in it, whose blobs are then read, or any other.
            """
        )
    }
}

extension CachePlace: RunCache {
    var stores: [BlobStore] { ocMirror.map { [$0] } ?? [] }

    func openIfFree() async throws -> DiskCache? { try await openIfPresent(waiting: nil) }
}
