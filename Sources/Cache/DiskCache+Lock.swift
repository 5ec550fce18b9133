// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Layouts
package import Scheduling

extension DiskCache {
    /// The lock's name below the root.
    static let lockName = "\(folder)/lock"

    /// Whether anything was ever kept here.
    package var exists: Bool { FileStatus("\(root)/\(Self.folder)") != nil }

    /// Opens a cache to be used beside other runs: nothing is removed from it until the last copy is gone.
    ///
    /// A folder that cannot be written can be read all the same, as long as there is something to read.
    package static func open(
        root: String,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> DiskCache {
        let cache = DiskCache(root: root)
        // Where the folder cannot be made, storing says why.
        try? cache.makeFolder()
        do {
            return DiskCache(root: root, use: try await cache.lock(.shared, waiting: patience, told: told))
        } catch let error as FileLockError {
            guard case .unopened = error else { throw error }
            return cache
        }
    }

    /// Takes the cache's lock: shared by those who use it, exclusive for whoever removes from it.
    package func lock(
        _ kind: FileLock.Kind,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> FileLock {
        try await FileLock.take("\(root)/\(Self.lockName)", kind, waiting: patience, told: told)
    }

    /// Makes the folder of everything that is no blob, and those above it.
    private func makeFolder() throws {
        try FileManager.default.createDirectory(
            atPath: "\(root)/\(Self.folder)",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }
}
