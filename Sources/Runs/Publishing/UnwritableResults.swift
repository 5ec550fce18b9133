// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A results folder that cannot be written.
package struct UnwritableResults: ExplainedError, Sendable, Equatable {
    package let path: String
    package let reason: String

    package var explanation: Explanation {
        Explanation(
            "\(path): the results cannot be written: \(reason)",
            remedy: "The mirror is complete. Free the place, or name another workspace, and run again."
        )
    }
}
