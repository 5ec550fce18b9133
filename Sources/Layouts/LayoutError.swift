// SPDX-License-Identifier: Apache-2.0

/// An error that a directory is not the expected OCI image layout.
package struct LayoutError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or directory.
    package let path: String
    package let message: String

    package init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    package var description: String { "\(path): \(message)" }
}
