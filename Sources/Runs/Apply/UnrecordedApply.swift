// SPDX-License-Identifier: Apache-2.0

/// An error that a plan was executed, but its record could not be written.
package struct UnrecordedApply: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whether the plan deletes.
    package let isDeletion: Bool
    package let reason: String

    package var description: String {
        """
        the images are \(isDeletion ? "deleted" : "copied"), but the record of it is not committed: \(reason)
        Correct this and run the same plan again: it then only commits.
        """
    }
}
