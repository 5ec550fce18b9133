// SPDX-License-Identifier: Apache-2.0

import Cache
import Deletions
import Diagnostics
import Plans
import Scheduling

/// Takes out of the cache what is about deleted images, as their plan says, and tells of it.
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
        let removed = try await CachedRemains(cache: DiskCache(root: place.root)).remove(entries)
        let bytes = ByteCount.text(removed.bytes)
        Console.standard.note("\(counted(removed.count, "file")) of the cache removed (\(bytes)).\n")
    }
}
