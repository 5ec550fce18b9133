// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a directory is not the expected OCI image layout.
package struct LayoutError: ExplainedError, Sendable, Equatable {
    /// The file or directory.
    package let path: String
    package let message: String
    /// What to do next; `nil` where only the caller can say it.
    package let remedy: String?

    package init(path: String, message: String, remedy: String? = nil) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var explanation: Explanation { Explanation("\(path): \(message)", remedy: remedy) }
}
