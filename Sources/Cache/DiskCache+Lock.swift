// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Layouts
package import Scheduling

extension DiskCache {
    /// The lock's name below the root.
    static let lockName = "\(folder)/lock"

    /// Whether anything was ever stored here.
    package var exists: Bool { FileStatus("\(root)/\(Self.folder)") != nil }

    /// Opens a cache for use beside other runs: nothing is removed from it until the last copy is gone.
    ///
    /// A folder that is not writable can still be read, if it has content.
    package static func open(
        root: String,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> DiskCache {
        let cache = DiskCache(root: root)
        // If the folder cannot be made, storing a file reports why.
        try? cache.makeFolder()
        do {
            return DiskCache(root: root, use: try await cache.lock(.shared, waiting: patience, told: told))
        } catch let error as FileLockError {
            guard case .unopened = error else { throw error }
            return cache
        }
    }

    /// Takes the cache's lock: shared for use, exclusive for removing files.
    package func lock(
        _ kind: FileLock.Kind,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> FileLock {
        try await FileLock.take("\(root)/\(Self.lockName)", kind, waiting: patience, told: told)
    }

    /// Makes the folder for everything except blobs, and the folders above it.
    private func makeFolder() throws {
        try FileManager.default.createDirectory(
            atPath: "\(root)/\(Self.folder)",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }
}
