// SPDX-License-Identifier: Apache-2.0

import Audit
package import Cache
import Diagnostics
import Foundation
package import Layouts
package import Scheduling

/// The places of the caches of this tool and of oc-mirror.
package struct CachePlace: Sendable {
    /// The time to wait for another run that removes files, which takes moments.
    private static let patience = Duration.seconds(60)

    /// The folder of our own cache.
    package let root: String
    /// The cache of oc-mirror v2, whose blobs are read and which is never changed; `nil` if oc-mirror has no cache here.
    package let ocMirror: BlobStore?
    private let note: @Sendable (String) -> Void

    /// `note` receives messages about other runs that are waited for.
    package init(root: String, ocMirror: BlobStore?, note: @escaping @Sendable (String) -> Void) {
        self.root = root
        self.ocMirror = ocMirror
        self.note = note
    }

    /// Finds the caches: in `folder`, else in `$OC_MIRROR_CACHE`, else in the user's folder for caches.
    ///
    /// Checks only whether oc-mirror has one.
    package init(
        folder: String?,
        environment: [String: String],
        note: @escaping @Sendable (String) -> Void
    ) throws {
        guard folder?.isEmpty != true else { throw CachePlaceError.unnamed }
        let variable = environment["OC_MIRROR_CACHE"].flatMap { $0.isEmpty ? nil : $0 }
        let named = (folder ?? variable).map { URL(filePath: $0).path }
        let root = try named ?? UserFolder.cache.path(environment)
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let store = (named ?? home).map { BlobStore(root: "\($0)/.oc-mirror/.cache") }
        self.init(root: root, ocMirror: store.flatMap { $0.exists ? $0 : nil }, note: note)
    }

    /// Opens the cache; makes it if it is missing.
    package func open() async throws -> DiskCache { try await open(waiting: Self.patience) }

    private func open(waiting patience: Duration) async throws -> DiskCache {
        try refuseRegistry()
        do {
            return try await DiskCache.open(root: root, waiting: patience) { error in
                note("Waiting for another mirror\(error.holder), which removes files from \(root)\n")
            }
        } catch let error as FileLockError {
            guard case .held = error else { throw CachePlaceError.unlockable(error.explanation) }
            throw CachePlaceError.busy(root: root, holder: error.holder, patience: patience)
        }
    }

    /// Opens the cache if it exists; does not make it.
    package func openIfPresent() async throws -> DiskCache? { try await openIfPresent(waiting: Self.patience) }

    private func openIfPresent(waiting patience: Duration) async throws -> DiskCache? {
        FileManager.default.fileExists(atPath: root) ? try await open(waiting: patience) : nil
    }

    /// Locks the cache against all other runs, as long as the returned lock exists; `nil` if the folder of the cache does
    /// not exist.
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
            case .unopened, .failed, .foreign: throw CachePlaceError.unremovable(error.explanation)
            }
        }
    }

    /// Refuses an existing path that is not a cache.
    package func requireCache() throws(CachePlaceError) {
        let type = try? FileManager.default.attributesOfItem(atPath: root)[.type] as? FileAttributeType
        guard type != .typeRegular else { throw .file(root: root) }
        try refuseRegistry()
    }

    /// Refuses the storage of a registry, which must not be changed.
    package func refuseRegistry() throws(CachePlaceError) {
        if BlobStore(root: root).hasRepositories { throw .registry(root: root) }
    }
}

extension CachePlace: RunCache {
    package var stores: [BlobStore] { ocMirror.map { [$0] } ?? [] }

    package func openIfFree() async throws -> DiskCache? { try await openIfPresent(waiting: .zero) }
}
