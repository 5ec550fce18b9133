// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error about an archive of oc-mirror v1.
package struct SequencedArchiveError: ExplainedError, Sendable, Equatable {
    /// The folder or the file.
    package let path: String
    package let message: String
    package let remedy: String?

    package init(path: String, message: String, remedy: String? = nil) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    /// The remedy for a file that differs from the written one.
    static let copyAgain = "Copy it again from where the archive was made."

    package var explanation: Explanation { Explanation("\(printable(path)): \(message)", remedy: remedy) }
}
