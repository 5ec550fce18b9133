// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// Keeps other processes of this tool out of a repository while it is held.
package final class RepositoryLock: Sendable {
    /// The root of the working tree that is locked.
    package let root: String
    private let lock: FileLock

    /// Takes the lock; waits up to `seconds` for another holder.
    ///
    /// Files that a killed holder left behind are removed.
    package init(of repository: borrowing GitRepository, waiting seconds: Double = 0) throws(GitError) {
        root = repository.root
        let path = "\(repository.gitDirectory)/mirror.lock"
        let isNew = unsafe access(path, F_OK) != 0
        lock = try Self.locking(root) { () throws(FileLockError) in
            try FileLock.take(path, permissions: 0o666, waiting: .seconds(seconds))
        }
        if isNew { unsafe chmod(path, try repository.sharing().mode(ofNew: 0o666)) }
        // A user without permission to write there cannot commit either, and leaves no files behind.
        try? GitScratch(of: repository).clean()
    }

    /// Takes the lock of a folder that is not in a repository.
    package init(ofFolder folder: String, waiting seconds: Double = 0) throws(GitError) {
        root = folder
        lock = try Self.locking(folder) { () throws(FileLockError) in
            try FileLock.take(folder: folder, waiting: .seconds(seconds))
        }
    }

    private static func locking(
        _ root: String,
        _ take: () throws(FileLockError) -> FileLock
    ) throws(GitError) -> FileLock {
        do {
            return try take()
        } catch {
            switch error {
            case .held(let process):
                throw GitError(
                    .locked,
                    "lock",
                    root,
                    "another mirror process is running here" + (process.map { ", process \($0)" } ?? ""),
                    remedy: "wait until it has finished, or stop it"
                )
            case .unopened, .failed, .foreign:
                let found = error.explanation
                throw GitError(.other, "lock", root, found.summary, remedy: found.remedy)
            }
        }
    }
}
