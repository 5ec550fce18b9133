// SPDX-License-Identifier: Apache-2.0

import CLibArchive

/// An error that an archive cannot be read or written.
package struct ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The archive or the member of it.
    package let subject: String
    package let message: String

    package init(subject: String, message: String) {
        self.subject = subject
        self.message = message
    }

    /// Reads libarchive's message about the call that has just failed.
    init(_ archive: OpaquePointer, subject: String) {
        self.subject = subject
        message = Self.words(unsafe archive_error_string(archive).map { unsafe String(cString: $0) })
    }

    /// The message for bytes that are not an archive at all.
    static let noArchive = "it is neither a tar archive nor a compressed one"

    /// Translates a message of libarchive into our words; an unknown message is kept behind a colon.
    static func words(_ text: String?) -> String {
        guard let text else { return "it cannot be read" }
        let known = text.lowercased()
        if known.hasPrefix("unrecognized") { return noArchive }
        if known.contains("truncated") || known.contains("unexpected end") { return "it ends too early" }
        if known.contains("decompress") || known.contains("decode") { return "its compression is damaged" }
        if known.contains("damaged") || known.contains("corrupt") || known.contains("checksum") {
            return "it is damaged"
        }
        if known.contains("pathname") || known.contains("linkname") { return "a path in it is not UTF-8" }
        return "it cannot be read: \(text.prefix(1).lowercased())\(text.dropFirst())"
    }

    package var description: String { "\(subject): \(message)" }
}
