// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// An open file or folder that closes when its owner is gone.
struct FileDescriptor: ~Copyable {
    let number: CInt
    let path: String

    init(_ number: CInt, path: String) {
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Opens a file in this folder unless it is a symbolic link; `nil` if the folder has no such file.
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
            isLink ? "it is a symbolic link, and links are not followed here" : failure,
            remedy: isLink ? "put a file or folder in its place" : nil
        )
    }

    func status() throws(GitError) -> stat {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw GitError(.path, "read", path, systemMessage()) }
        return status
    }

    /// Reads from the current position to the end.
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

    /// Writes all bytes and waits until they are on the disk.
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

    /// Replaces a file in this folder with a new one, in one step.
    func replace(_ name: String, with bytes: [UInt8], mode: mode_t, _ subject: String) throws(GitError) {
        do throws(SystemFailure) {
            try WholeFile.replace(name, in: number, with: bytes, permissions: mode)
        } catch {
            throw GitError(.path, "write", subject, error.description)
        }
    }

    /// Makes a folder in this one, unless the name exists.
    func makeFolder(_ name: String, mode: mode_t, _ subject: String) throws(GitError) {
        guard unsafe mkdirat(number, name, 0o777) == 0 else {
            guard errno == EEXIST else { throw GitError(.path, "make the folder", subject, systemMessage()) }
            return
        }
        unsafe fchmodat(number, name, mode, 0)
    }
}
