// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that a plan is larger than plan readers accept.
package struct PlanTooLarge: ExplainedError, Sendable, Equatable {
    package let bytes: Int

    package var explanation: Explanation {
        Explanation(
            "the plan has \(bytes) bytes, more than the limit of \(PlanFile.sizeLimit)",
            remedy: "Split the configuration into several for the same target."
        )
    }
}
