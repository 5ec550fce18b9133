// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A directory is not the OCI image layout it should be.
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

extension LayoutError {
    /// Why a file of the cache cannot be written.
    init(unwritable path: String, _ error: any Error) {
        self.init(
            path: path,
            message: "it cannot be written to the cache: \(error.fileProblem); name another folder with --cache-dir"
        )
    }
}
