// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An open file or folder, closed with its owner.
struct FileDescriptor: ~Copyable {
    let number: CInt
    let path: String

    init(_ number: CInt, path: String) {
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Opens a file in this folder unless a symbolic link stands in its place; `nil` where there is none.
    func file(_ name: String, _ flags: CInt, _ subject: String, _ operation: String) throws(GitError) -> Self? {
        let opened = unsafe openat(number, name, flags | O_NOFOLLOW | O_CLOEXEC)
        if opened >= 0 { return Self(opened, path: subject) }
        if errno == ENOENT { return nil }
        // For a link, the system says `not a directory` or `too many levels of symbolic links`.
        var status = stat()
        let failure = systemMessage()
        let isLink =
            unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
        throw GitError(
            .path,
            operation,
            subject,
            isLink ? "it is a symbolic link, and no file here is reached through one" : failure,
            remedy: isLink ? "put a file or folder in its place" : nil
        )
    }

    func status() throws(GitError) -> stat {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw GitError(.path, "read", path, systemMessage()) }
        return status
    }

    /// Reads from here to the end.
    func readAll(expecting size: Int) throws(GitError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe read(number, &chunk, chunk.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw GitError(.path, "read", path, systemMessage())
            }
            bytes += chunk[..<count]
        }
    }

    /// Writes all bytes and waits until the disk has them.
    func writeAll(_ bytes: [UInt8]) throws(GitError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw GitError(.path, "write", path, systemMessage()) }
            rest = rest.dropFirst(count)
        }
        guard fsync(number) == 0 else { throw GitError(.path, "write", path, systemMessage()) }
    }

    /// Puts a new file in the place of one in this folder, in one step.
    func replace(_ name: String, with bytes: [UInt8], _ subject: String) throws(GitError) {
        let temporary = try makeTemporary(subject)
        do throws(GitError) {
            guard let file = try self.file(temporary, O_WRONLY, subject, "write") else {
                throw GitError(.path, "write", subject, "its folder vanished")
            }
            try file.writeAll(bytes)
            guard fchmod(file.number, 0o644) == 0, unsafe renameat(number, temporary, number, name) == 0 else {
                throw GitError(.path, "write", subject, systemMessage())
            }
        } catch {
            unsafe unlinkat(number, temporary, 0)
            throw error
        }
        fsync(number)
    }

    /// Makes a file under a name that nobody else uses.
    private func makeTemporary(_ subject: String) throws(GitError) -> String {
        for attempt in 0..<1000 {
            let name = ".mirror-\(getpid())-\(attempt).partial"
            let opened = unsafe openat(number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            if opened >= 0 {
                close(opened)
                return name
            }
            guard errno == EEXIST else { break }
        }
        throw GitError(.path, "write", subject, systemMessage())
    }
}
