// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
package import Plans
import Scheduling

/// The cached files about deleted images: found when the plan is made, removed after the images.
package struct CachedRemains: Sendable {
    private let cache: DiskCache

    package init(cache: DiskCache) { self.cache = cache }

    /// Returns the cached files about the given contents.
    package func entries(about contents: Set<Digest>) async throws -> [CachedEntry] {
        try await blocking { [cache] in
            try CacheInventory(of: cache).files(about: contents).map { CachedEntry(name: $0.name, size: $0.size) }
        }
    }

    /// Removes those of the files that still exist, and returns their amount.
    ///
    /// The caller must hold the lock of the cache.
    package func remove(_ entries: [CachedEntry]) async throws -> CacheInventory.Amount {
        try await blocking { [cache] in
            let wanted = Set(entries.map(\.name))
            var removed = CacheInventory.Amount()
            for file in try CacheInventory(of: cache).files where wanted.contains(file.name) {
                try cache.remove(file)
                removed.add(file.size)
            }
            return removed
        }
    }
}
