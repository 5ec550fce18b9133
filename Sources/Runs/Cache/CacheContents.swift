// SPDX-License-Identifier: Apache-2.0

package import Cache
import Layouts
import Scheduling

/// Where the cache is, and what it holds.
package struct CacheContents: Sendable {
    /// The cache of another tool.
    package struct Store: Sendable, Equatable {
        package let root: String
        package let blobs: CacheInventory.Amount

        package init(root: String, blobs: CacheInventory.Amount) {
            self.root = root
            self.blobs = blobs
        }
    }

    package let root: String
    /// Whether a run has kept anything there yet.
    package let exists: Bool
    package let inventory: CacheInventory
    /// The cache of oc-mirror, if there is one.
    package let ocMirror: Store?

    package init(root: String, exists: Bool, inventory: CacheInventory, ocMirror: Store? = nil) {
        self.root = root
        self.exists = exists
        self.inventory = inventory
        self.ocMirror = ocMirror
    }

    /// Looks through the cache at a place.
    ///
    /// Nothing is locked: what comes or goes meanwhile is counted or not.
    package static func read(at place: CachePlace) async throws -> Self {
        try place.requireCache()
        return try await blocking {
            let cache = DiskCache(root: place.root)
            let inventory = try CacheInventory(of: cache)
            return Self(
                root: place.root,
                exists: cache.exists || !inventory.files.isEmpty || inventory.others.count > 0,
                inventory: inventory,
                ocMirror: try place.ocMirror.map { Store(root: $0.root, blobs: try $0.amount()) }
            )
        }
    }
}
