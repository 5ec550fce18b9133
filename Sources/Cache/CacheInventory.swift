// SPDX-License-Identifier: Apache-2.0

import Layouts

/// The content of a cache.
package struct CacheInventory: Sendable {
    /// A number of files and their total size in bytes.
    package struct Amount: Sendable, Hashable {
        package var count = 0
        package var bytes: Int64 = 0

        package init() {}

        package mutating func add(_ size: Int64) {
            count += 1
            bytes += size
        }
    }

    /// The files of the cache, sorted by name.
    package private(set) var files: [CachedFile] = []
    /// Unknown files in the cache's own folders; they are never changed.
    package private(set) var others = Amount()

    /// Lists a cache; the call blocks, and a missing folder is empty.
    package init(of cache: DiskCache) throws {
        let walk = FolderWalk(root: cache.root)
        for folder in [StoragePath.blobs, DiskCache.folder] {
            try walk.files(in: folder) { name, status in
                if let kind = CachedFile.Kind(name) {
                    files.append(CachedFile(kind: kind, name: name, size: status.size, lastUse: status.modified))
                } else if name != DiskCache.lockName {
                    others.add(status.size)
                }
            }
        }
    }

    /// The amount of files that `isMeant` selects.
    package func amount(where isMeant: (CachedFile.Kind) -> Bool) -> Amount {
        var amount = Amount()
        for file in files where isMeant(file.kind) { amount.add(file.size) }
        return amount
    }
}

extension BlobStore {
    /// The total amount; the call blocks.
    package func amount() throws -> CacheInventory.Amount {
        var amount = CacheInventory.Amount()
        try FolderWalk(root: root).files(in: StoragePath.blobs) { name, status in
            if case .blob = CachedFile.Kind(name) { amount.add(status.size) }
        }
        return amount
    }
}
