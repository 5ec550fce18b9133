// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Keeps other processes of this tool out of a repository while it is held.
package final class RepositoryLock: Sendable {
    /// The root of the working tree that is locked.
    package let root: String
    private let lock: FileLock

    /// Takes the lock, waiting for another holder for up to `seconds`.
    package init(of repository: borrowing GitRepository, waiting seconds: Double = 0) throws(GitError) {
        root = repository.root
        do {
            let path = "\(repository.gitDirectory)/mirror.lock"
            lock = try FileLock.take(path, permissions: 0o644, waiting: .seconds(seconds))
        } catch {
            switch error {
            case .held(let process):
                throw GitError(
                    .locked,
                    "lock",
                    repository.root,
                    "another mirror is at work here" + (process.map { ", process \($0)" } ?? ""),
                    remedy: "wait for it to end, or end it"
                )
            case .unopened, .failed: throw GitError(.other, "lock", repository.root, "\(error)")
            }
        }
    }
}
