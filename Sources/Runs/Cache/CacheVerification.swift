// SPDX-License-Identifier: Apache-2.0

import Cache
import Scheduling

/// Verifies the files of a cache, and removes damaged ones if requested.
package struct CacheVerification: Sendable {
    private let place: CachePlace
    private let progress: @Sendable (_ files: Int, _ all: Int) -> Void

    package init(of place: CachePlace, progress: @escaping @Sendable (_ files: Int, _ all: Int) -> Void) {
        self.place = place
        self.progress = progress
    }

    /// Verifies the cache; `repairing` is the time to wait for other runs before damaged files are removed; `nil` removes
    /// nothing.
    package func run(repairing patience: Duration? = nil) async throws -> VerifiedCache {
        try place.requireCache()
        let found = try await look()
        guard let patience, !found.faults.isEmpty else { return found }
        return VerifiedCache(
            files: found.files,
            faults: try await remove(found.faults, waiting: patience),
            areRemoved: true
        )
    }

    private func look() async throws -> VerifiedCache {
        let opened = try await place.openIfPresent()
        defer { withExtendedLifetime(opened) {} }
        // Without a lock, so that no thread holds one longer than this function.
        let cache = DiskCache(root: place.root)
        let files = try await blocking { try CacheInventory(of: cache).files }.filter { $0.kind != .draft }
        let done = Guarded(0)
        // Reading waits for the disk, hashing for a processor.
        let faults = try await concurrentMap(files, limit: 4) { file in
            let fault = try await blocking { cache.fault(of: file) }
            let number = done.withLock { done in
                done += 1
                return done
            }
            progress(number, files.count)
            return fault
        }
        return VerifiedCache(files: files, faults: faults.compactMap(\.self))
    }

    /// Removes the files that are still damaged, and returns them: another run may have replaced some.
    private func remove(_ faults: [CacheFault], waiting patience: Duration) async throws -> [CacheFault] {
        let lock = try await place.lockForRemoving(waiting: patience)
        defer { withExtendedLifetime(lock) {} }
        return try await blocking { [root = place.root] in
            let cache = DiskCache(root: root)
            let wrong = faults.filter { cache.fault(of: $0.file) != nil }
            for fault in wrong { try cache.remove(fault.file) }
            return wrong
        }
    }
}
