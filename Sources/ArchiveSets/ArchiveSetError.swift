// SPDX-License-Identifier: Apache-2.0

/// A set of volumes is not what it should be.
package struct ArchiveSetError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder or the volume.
    package let path: String
    package let message: String
    /// What to do about it.
    package let remedy: String?

    package init(path: String, message: String, remedy: String? = nil) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var description: String { "\(path): \(message)" + (remedy.map { "\n\($0)" } ?? "") }
}
