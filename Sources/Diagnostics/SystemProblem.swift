// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The meaning of a system error number, in our words, for the end of a sentence.
///
/// Numbers that file operations never give keep the system's text.
package func systemProblem(_ number: Int32) -> String {
    guard let code = POSIXErrorCode(rawValue: number) else { return "the system gives no reason" }
    return problems[code] ?? systemWords(code)
}

/// An error of a system call.
package struct SystemFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package let number: Int32

    /// Makes the error for a value of `errno`.
    package init(_ number: Int32) { self.number = number }

    package var description: String { systemProblem(number) }
}

private let problems: [POSIXErrorCode: String] = [
    .EACCES: "permission denied",
    .EBADF: "the stream is closed",
    .EBUSY: "it is in use",
    .EDQUOT: "the disk quota is used up",
    .EEXIST: "something is there already",
    .EFBIG: "it is larger than the file system allows",
    .EINVAL: "the file system does not allow it",
    .EIO: "the disk reports an error",
    .EISDIR: "it is a folder, not a file",
    .ELOOP: "a link on its path leads back to itself, or a link where none may be",
    .EMFILE: "too many files are open (see `ulimit -n`)",
    .ENAMETOOLONG: "the path is too long",
    .ENFILE: "too many files are open on this machine",
    .ENODEV: "there is no such device",
    .ENOENT: "there is no such file or folder",
    .ENOMEM: "the memory is used up",
    .ENOSPC: "no space is left on the device",
    .ENOTDIR: "a part of its path is a file, not a folder",
    .ENOTEMPTY: "the folder is not empty",
    .ENXIO: "there is no such device",
    .EPERM: "permission denied",
    .EPIPE: "the program that reads it has ended",
    .EROFS: "the file system is read-only",
    .ESTALE: "the network file system has lost it",
    .ETIMEDOUT: "the file system does not answer",
    .ETXTBSY: "it is a program that is running",
    .EXDEV: "it lies on another file system",
]

/// The system's text, without a capital letter and decoration.
private func systemWords(_ code: POSIXErrorCode) -> String {
    let ornament = "The operation could not be completed. "
    let text = POSIXError(code).localizedDescription
    let plain = text.hasPrefix(ornament) ? text.dropFirst(ornament.count) : Substring(text)
    return plain.prefix(1).lowercased() + plain.dropFirst()
}
