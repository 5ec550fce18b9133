// SPDX-License-Identifier: Apache-2.0

package import Cache
import Deletions
package import Plans
import Scheduling

/// Takes out of the cache what is about deleted images, as their plan says.
package struct CacheRemoval: Sendable {
    private let place: CachePlace
    private let entries: [CachedEntry]

    package init(of entries: [CachedEntry], from place: CachePlace) {
        self.entries = entries
        self.place = place
    }

    /// What became of the files.
    package enum Outcome: Sendable, Equatable {
        /// There was nothing to remove.
        case none
        case removed(CacheInventory.Amount)
        /// Somebody uses the cache; what stays there only costs room.
        case kept(reason: String)
    }

    /// Removes the files; waits for a moment for whoever uses the cache.
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
