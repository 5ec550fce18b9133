// SPDX-License-Identifier: Apache-2.0

package import Cache
import Deletions
package import Plans
import Scheduling

/// Removes the files about deleted images from the cache, as listed in the plan.
package struct CacheRemoval: Sendable {
    private let place: CachePlace
    private let entries: [CachedEntry]

    package init(of entries: [CachedEntry], from place: CachePlace) {
        self.entries = entries
        self.place = place
    }

    /// The result of the removal.
    package enum Outcome: Sendable, Equatable {
        /// There was nothing to remove.
        case none
        case removed(CacheInventory.Amount)
        /// Another run uses the cache; files that stay only cost space.
        case kept(reason: String)
    }

    /// Removes the files; waits a moment for other users of the cache.
    package func run() async throws -> Outcome {
        guard !entries.isEmpty else { return .none }
        let lock: FileLock?
        do {
            lock = try await place.lockForRemoving(waiting: .seconds(10))
        } catch let error as CachePlaceError {
            return .kept(reason: "\(error)")
        }
        defer { withExtendedLifetime(lock) {} }
        return .removed(try await CachedRemains(cache: DiskCache(root: place.root)).remove(entries))
    }
}
