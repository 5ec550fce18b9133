// SPDX-License-Identifier: Apache-2.0

package import Cache
import Scheduling

/// The result of trimming a cache, or of a dry run.
package struct TrimmedCache: Sendable, Equatable {
    package let root: String
    /// The files that were in the cache.
    package let files: [CachedFile]
    package let removed: [CachedFile]
    package let isDryRun: Bool

    package init(root: String, files: [CachedFile], removed: [CachedFile], isDryRun: Bool) {
        self.root = root
        self.files = files
        self.removed = removed
        self.isDryRun = isDryRun
    }

    /// Trims the cache at a place, after waiting for other runs for up to `patience`; a dry run does not wait.
    package static func trim(
        _ place: CachePlace,
        by trimming: CacheTrimming,
        waiting patience: Duration,
        isDryRun: Bool
    ) async throws -> Self {
        try place.requireCache()
        let lock = isDryRun ? nil : try await place.lockForRemoving(waiting: patience)
        defer { withExtendedLifetime(lock) {} }
        return try await blocking { [root = place.root] in
            let cache = DiskCache(root: root)
            let inventory = try CacheInventory(of: cache)
            let chosen = trimming.choose(inventory.files)
            for file in isDryRun ? [] : chosen {
                try Task.checkCancellation()
                try cache.remove(file)
            }
            return Self(root: root, files: inventory.files, removed: chosen, isDryRun: isDryRun)
        }
    }
}
