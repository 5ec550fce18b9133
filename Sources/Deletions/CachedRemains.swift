// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
package import Plans
import Scheduling

/// What a cache has of deleted images: found when their plan is made, removed when they are gone.
package struct CachedRemains: Sendable {
    private let cache: DiskCache

    package init(cache: DiskCache) { self.cache = cache }

    /// Returns the files about some contents.
    package func entries(about contents: Set<Digest>) async throws -> [CachedEntry] {
        try await blocking { [cache] in
            try CacheInventory(of: cache).files(about: contents).map { CachedEntry(name: $0.name, size: $0.size) }
        }
    }

    /// Removes those of the files that are still there, and returns how much that was.
    ///
    /// Whoever calls it keeps other runs out of the cache.
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
