// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Plans
import Scheduling

/// Takes out of the cache what is about deleted images, as their plan says.
struct CacheRemoval {
    let place: CachePlace
    let entries: [CachedEntry]

    /// Removes the files; what somebody uses stays, because it only costs room.
    func run() async throws {
        guard !entries.isEmpty else { return }
        let lock: FileLock?
        do {
            lock = try await place.lockForRemoving(waiting: .seconds(10))
        } catch let error as CommandError {
            Console.standard.note("warning: the cache keeps what it has of the deleted images: \(error)\n")
            return
        }
        defer { withExtendedLifetime(lock) {} }
        let removed = try await blocking { [cache = DiskCache(root: place.root)] in
            let wanted = Set(entries.map(\.name))
            let files = try CacheInventory(of: cache).files.filter { wanted.contains($0.name) }
            for file in files { try cache.remove(file) }
            return files
        }
        let bytes = ByteCount.text(removed.reduce(0) { $0 + $1.size })
        Console.standard.note("\(counted(removed.count, "file")) of the cache removed (\(bytes)).\n")
    }
}
