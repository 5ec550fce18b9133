// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Glibc

/// Keeps processes of this tool out of each other's way while it is held.
///
/// The kernel releases it when the process ends, however it ends, so the file that stays behind means nothing by
/// itself.
package final class FileLock: Sendable {
    /// Who may hold the lock at the same time.
    package enum Kind: Sendable {
        /// Any number of processes, unless one holds it for itself.
        case shared
        /// One process.
        case exclusive
    }

    private let number: CInt

    /// Takes the lock if nobody is in the way; the file is made, except that a shared lock is content with one that
    /// can only be read.
    package init(_ path: String, _ kind: Kind = .exclusive, permissions: mode_t = 0o600) throws(FileLockError) {
        var number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, permissions)
        if number < 0, kind == .shared { number = unsafe open(path, O_RDONLY | O_CLOEXEC) }
        guard number >= 0 else { throw .unopened(path: path, errno) }
        self.number = number
        while flock(number, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            guard errno != EINTR else { continue }
            // The descriptor is closed by `deinit`.
            throw errno == EWOULDBLOCK ? .held(process: Self.holder(number)) : .failed(path: path, errno)
        }
        guard kind == .exclusive else { return }
        ftruncate(number, 0)
        let holder = Array("\(getpid())\n".utf8)
        unsafe pwrite(number, holder, holder.count, 0)
    }

    /// Takes the lock, waiting on this thread for others for up to `patience`.
    package static func take(
        _ path: String,
        _ kind: Kind = .exclusive,
        permissions: mode_t = 0o600,
        waiting patience: Duration
    ) throws(FileLockError) -> FileLock {
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try FileLock(path, kind, permissions: permissions)
            } catch {
                guard case .held = error, ContinuousClock.now < end else { throw error }
            }
            usleep(20_000)
        }
    }

    deinit {
        // A program that is just being started holds a copy of every open file for a moment, so closing is not enough.
        flock(number, LOCK_UN)
        close(number)
    }

    /// Takes the lock, waiting for others for up to `patience`; `told` is called once where that is needed.
    package static func take(
        _ path: String,
        _ kind: Kind,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> FileLock {
        let end = ContinuousClock.now + patience
        var wasTold = false
        while true {
            do {
                return try FileLock(path, kind)
            } catch {
                guard case .held = error, ContinuousClock.now < end else { throw error }
                if !wasTold { told(error) }
                wasTold = true
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The process that wrote its number into the file, if it still runs: who holds a shared lock writes none.
    private static func holder(_ number: CInt) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = unsafe pread(number, &bytes, bytes.count, 0)
        guard count > 1, let process = Int32(String(decoding: bytes[..<(count - 1)], as: UTF8.self)) else { return nil }
        return process > 0 && kill(process, 0) == 0 ? Int(process) : nil
    }
}

/// A lock was not taken.
package enum FileLockError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another holds it; the process is known where one holds it for itself.
    case held(process: Int?)
    /// The file can neither be made nor opened; the number is the system's.
    case unopened(path: String, CInt)
    /// The system does not lock the file.
    case failed(path: String, CInt)

    package var description: String {
        switch self {
        case .held(let process): "another process holds the lock" + (process.map { ", process \($0)" } ?? "")
        case .unopened(let path, let number): "\(path): the lock cannot be opened: \(systemProblem(number))"
        case .failed(let path, let number): "\(path): the system does not lock this file: \(systemProblem(number))"
        }
    }
}
