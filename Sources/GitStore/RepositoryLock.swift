// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Keeps other processes of this tool out of a repository while it is held.
///
/// The kernel releases it when the process ends, however it ends, so the file that stays
/// behind means nothing by itself.
package final class RepositoryLock: Sendable {
    /// The root of the working tree that is locked.
    package let root: String
    private let number: CInt

    /// Takes the lock, waiting for another holder for up to `seconds`.
    package init(of repository: borrowing GitRepository, waiting seconds: Double = 0) throws(GitError) {
        root = repository.root
        let path = "\(repository.gitDirectory)/mirror.lock"
        number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard number >= 0 else { throw GitError(.other, "lock", path, systemMessage()) }
        for attempt in 0... {
            if flock(number, LOCK_EX | LOCK_NB) == 0 { break }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw GitError(.other, "lock", path, systemMessage()) }
            guard Double(attempt) * 0.02 < seconds else {
                throw GitError(
                    .locked,
                    "lock",
                    repository.root,
                    "another mirror is at work here" + Self.holder(number),
                    remedy: "wait for it to end, or end it"
                )
            }
            usleep(20_000)
        }
        ftruncate(number, 0)
        let holder = Array("\(getpid())\n".utf8)
        unsafe pwrite(number, holder, holder.count, 0)
    }

    deinit {
        guard number >= 0 else { return }
        // A program that is just being started holds a copy of every open file for a moment, so closing is not enough.
        flock(number, LOCK_UN)
        close(number)
    }

    private static func holder(_ number: CInt) -> String {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = unsafe pread(number, &bytes, bytes.count, 0)
        guard count > 0, let process = Int(String(decoding: bytes[..<(count - 1)], as: UTF8.self)) else { return "" }
        return ", process \(process)"
    }
}
