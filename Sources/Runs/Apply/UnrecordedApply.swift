// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a plan was executed, but its record could not be written.
package struct UnrecordedApply: ExplainedError, Sendable, Equatable {
    /// Whether the plan deletes.
    package let isDeletion: Bool
    /// The error of writing the record.
    package let reason: Explanation

    package var explanation: Explanation {
        reason.about("the images are \(isDeletion ? "deleted" : "copied"), but the record of it is not committed")
            .adding(remedy: "Correct this and run the same plan again: it then only commits.")
    }
}
