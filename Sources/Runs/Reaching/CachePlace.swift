// SPDX-License-Identifier: Apache-2.0

package import Cache
import Foundation
package import Layouts
package import Scheduling

/// Where a run keeps what can be had again, and where oc-mirror did.
package struct CachePlace: Sendable {
    /// How long a run waits for another one that removes from the cache, which takes moments.
    private static let patience = Duration.seconds(60)

    /// The folder of our own cache.
    package let root: String
    /// The cache of oc-mirror v2, if there is one: its blobs are read, and it is never changed.
    package let ocMirror: BlobStore?
    private let note: @Sendable (String) -> Void

    /// `note` hears whom a run waits for.
    package init(root: String, ocMirror: BlobStore?, note: @escaping @Sendable (String) -> Void) {
        self.root = root
        self.ocMirror = ocMirror
        self.note = note
    }

    /// Opens the cache to use it; it is made if need be.
    package func open() async throws -> DiskCache { try await open(waiting: Self.patience) }

    private func open(waiting patience: Duration) async throws -> DiskCache {
        try refuseRegistry()
        do {
            return try await DiskCache.open(root: root, waiting: patience) { error in
                note("Waiting for another mirror\(error.holder), which removes files from \(root)\n")
            }
        } catch let error as FileLockError {
            guard case .held = error else { throw CachePlaceError.unlockable("\(error)") }
            throw CachePlaceError.busy(root: root, holder: error.holder, patience: patience)
        }
    }

    /// Opens the cache if there is one; none is made.
    package func openIfPresent() async throws -> DiskCache? { try await openIfPresent(waiting: Self.patience) }

    private func openIfPresent(waiting patience: Duration) async throws -> DiskCache? {
        FileManager.default.fileExists(atPath: root) ? try await open(waiting: patience) : nil
    }

    /// Keeps every other run out of the cache for as long as what is returned is held; `nil` where there is no cache.
    package func lockForRemoving(waiting patience: Duration) async throws -> FileLock? {
        try refuseRegistry()
        let cache = DiskCache(root: root)
        guard cache.exists else { return nil }
        do {
            return try await cache.lock(.exclusive, waiting: patience) { error in
                note("Waiting for another mirror\(error.holder), which is using the cache \(root)\n")
            }
        } catch let error as FileLockError {
            switch error {
            case .held: throw CachePlaceError.inUse(root: root, holder: error.holder)
            case .unopened, .failed, .foreign: throw CachePlaceError.unremovable("\(error)")
            }
        }
    }

    /// Refuses what is there and no cache.
    package func requireCache() throws(CachePlaceError) {
        let type = try? FileManager.default.attributesOfItem(atPath: root)[.type] as? FileAttributeType
        guard type != .typeRegular else { throw .file(root: root) }
        try refuseRegistry()
    }

    /// What a registry keeps is not ours to add to, and not ours to remove.
    package func refuseRegistry() throws(CachePlaceError) {
        if BlobStore(root: root).hasRepositories { throw .registry(root: root) }
    }
}

extension CachePlace: RunCache {
    package var stores: [BlobStore] { ocMirror.map { [$0] } ?? [] }

    package func openIfFree() async throws -> DiskCache? { try await openIfPresent(waiting: .zero) }
}
