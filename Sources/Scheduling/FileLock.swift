// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Glibc

/// A lock between processes of this tool, in a file.
///
/// The kernel releases it when the process ends, in whatever way. So a file that is left over has no effect by
/// itself.
// Unsafe calls: the system reads and writes values of these functions during a call, and keeps no pointer.
package final class FileLock: Sendable {
    /// The kinds of locks.
    package enum Kind: Sendable {
        /// Any number of processes may hold it, unless one holds it exclusively.
        case shared
        /// One process may hold it.
        case exclusive
    }

    private let number: CInt

    /// Takes the lock if no other process holds it; makes the file if it is missing.
    ///
    /// A read-only file is enough for a shared lock, or for a lock that several users share.
    package init(_ path: String, _ kind: Kind = .exclusive, permissions: mode_t = 0o600) throws(FileLockError) {
        let (number, isWritable) = try Self.open(path, kind, permissions)
        self.number = number
        try lock(path, kind)
        guard kind == .exclusive, isWritable else { return }
        // A file with other content is not a lock of ours, whatever its name.
        guard let content = Self.content(number), content.allSatisfy(Self.isHolder) else {
            throw .foreign(path: path, "it is not a lock file")
        }
        ftruncate(number, 0)
        let holder = Array("\(getpid())\n".utf8)
        unsafe pwrite(number, holder, holder.count, 0)
    }

    /// Locks a folder exclusively if no other process holds it; no file is made in it.
    package init(folder: String) throws(FileLockError) {
        number = unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw .unopened(path: folder, errno) }
        try lock(folder, .exclusive)
    }

    private func lock(_ path: String, _ kind: Kind) throws(FileLockError) {
        while flock(number, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            guard errno != EINTR else { continue }
            // `deinit` closes the descriptor.
            throw errno == EWOULDBLOCK ? .held(process: Self.holder(number)) : .failed(path: path, errno)
        }
    }

    /// Opens the file; another user's file can often only be read, which is enough to lock it.
    private static func open(
        _ path: String,
        _ kind: Kind,
        _ permissions: mode_t
    ) throws(FileLockError) -> (number: CInt, isWritable: Bool) {
        do throws(OwnFileError) {
            return (try OwnFile.open(path, O_RDWR | O_CREAT, permissions: permissions), true)
        } catch {
            switch error {
            case .foreign(let path, let problem): throw .foreign(path: path, problem)
            case .unopened(_, let number):
                // A private lock is not needed by other users.
                let isForbidden = permissions & 0o077 != 0 && [EACCES, EPERM, EROFS].contains(number)
                guard isForbidden || kind == .shared else { throw .unopened(path: path, number) }
                // Nothing is written to it, so a folder works as well.
                let opened = unsafe Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
                guard opened >= 0 else { throw .unopened(path: path, isForbidden ? number : errno) }
                return (opened, false)
            }
        }
    }

    /// Takes the lock; waits on this thread for other holders for up to `patience`.
    package static func take(
        _ path: String,
        _ kind: Kind = .exclusive,
        permissions: mode_t = 0o600,
        waiting patience: Duration
    ) throws(FileLockError) -> FileLock {
        try take(path, waiting: patience) { () throws(FileLockError) in
            try FileLock(path, kind, permissions: permissions)
        }
    }

    /// Locks a folder; waits on this thread for other holders for up to `patience`.
    package static func take(folder: String, waiting patience: Duration) throws(FileLockError) -> FileLock {
        try take(folder, waiting: patience) { () throws(FileLockError) in try FileLock(folder: folder) }
    }

    private static func take(
        _ path: String,
        waiting patience: Duration,
        _ lock: () throws(FileLockError) -> FileLock
    ) throws(FileLockError) -> FileLock {
        let end = ContinuousClock.now + patience
        var mark: Waiting.Mark?
        while true {
            do {
                return try lock()
            } catch {
                guard case .held(let process) = error, ContinuousClock.now < end else { throw error }
                if mark == nil {
                    mark = Waiting.Mark(.lock(of: path, process: process))
                    mark?.begin()
                }
            }
            usleep(20_000)
        }
    }

    deinit {
        // A program that is just being started holds a copy of every open file for a moment, so closing is not
        // enough.
        flock(number, LOCK_UN)
        close(number)
    }

    /// Takes the lock; waits for other holders for up to `patience`, and calls `told` once if a wait is needed.
    package static func take(
        _ path: String,
        _ kind: Kind = .exclusive,
        permissions: mode_t = 0o600,
        waiting patience: Duration,
        told: (FileLockError) -> Void
    ) async throws -> FileLock {
        let end = ContinuousClock.now + patience
        var mark: Waiting.Mark?
        while true {
            do {
                return try FileLock(path, kind, permissions: permissions)
            } catch {
                guard case .held(let process) = error, ContinuousClock.now < end else { throw error }
                if mark == nil {
                    mark = Waiting.Mark(.lock(of: path, process: process))
                    mark?.begin()
                    told(error)
                }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The process whose number is in the file, if it still runs; a holder of a shared lock writes none.
    private static func holder(_ number: CInt) -> Int? {
        guard let content = content(number)?.dropLast(), let process = Int32(String(decoding: content, as: UTF8.self))
        else { return nil }
        // `EPERM` means that the process runs, but belongs to another user.
        return process > 0 && (kill(process, 0) == 0 || errno == EPERM) ? Int(process) : nil
    }

    /// The content of the file; `nil` if it is longer than a process number.
    private static func content(_ number: CInt) -> ArraySlice<UInt8>? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe pread(number, &bytes, bytes.count, 0)
        return (0..<bytes.count).contains(count) ? bytes[..<count] : nil
    }

    private static func isHolder(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x0a }
}

/// An error that a lock was not taken.
package enum FileLockError: ExplainedError, Sendable, Equatable {
    /// Another process holds it; its number is known for an exclusive lock.
    case held(process: Int?)
    /// The file can neither be made nor opened; the number is the system's error.
    case unopened(path: String, CInt)
    /// The system does not lock the file.
    case failed(path: String, CInt)
    /// There is a file in its place that this tool did not make.
    case foreign(path: String, String)

    /// The process that holds the lock, as words for the middle of a sentence.
    package var holder: String {
        if case .held(let process?) = self { " (process \(process))" } else { "" }
    }

    package var explanation: Explanation {
        switch self {
        case .held(let process):
            Explanation(
                "another process holds the lock" + (process.map { ", process \($0)" } ?? ""),
                remedy: "Wait until it has finished, then run this command again."
            )
        case .unopened(let path, let number):
            Explanation("\(path): the lock cannot be opened: \(systemProblem(number))")
        case .failed(let path, let number):
            Explanation("\(path): the system does not lock this file: \(systemProblem(number))")
        case .foreign(let path, let problem): OwnFileError.foreign(path: path, problem).explanation
        }
    }
}
