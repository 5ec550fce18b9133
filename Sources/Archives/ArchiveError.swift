// SPDX-License-Identifier: Apache-2.0

import CLibArchive

/// An archive cannot be read or written.
package struct ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The archive or the member of it.
    package let subject: String
    package let message: String

    package init(subject: String, message: String) {
        self.subject = subject
        self.message = message
    }

    /// What libarchive says about the call that has just failed.
    init(_ archive: OpaquePointer, subject: String) {
        self.subject = subject
        message = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? "it cannot be read"
    }

    package var description: String { "\(subject): \(message)" }
}
