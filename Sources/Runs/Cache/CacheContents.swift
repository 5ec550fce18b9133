// SPDX-License-Identifier: Apache-2.0

package import Cache
import Layouts
import Scheduling

/// The place and the contents of the cache.
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
    /// Whether any run has stored anything there.
    package let exists: Bool
    package let inventory: CacheInventory
    /// The cache of oc-mirror; `nil` if oc-mirror has no cache here.
    package let ocMirror: Store?

    package init(root: String, exists: Bool, inventory: CacheInventory, ocMirror: Store? = nil) {
        self.root = root
        self.exists = exists
        self.inventory = inventory
        self.ocMirror = ocMirror
    }

    /// Reads the contents of the cache at a place.
    ///
    /// There is no lock: files that appear or vanish meanwhile may be counted or not.
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
