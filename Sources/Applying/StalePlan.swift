// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans

/// An error that the target has changed since the plan was made; the destinations named here were not touched.
package struct StalePlan: ExplainedError, Sendable, Equatable {
    /// A destination that has neither the digest that the plan found nor the planned one.
    package struct Difference: Sendable, Equatable, CustomStringConvertible {
        package let destination: PlacedName
        package let expected: Digest?
        package let found: Digest?

        package var description: String {
            func name(_ digest: Digest?) -> String { digest?.description ?? "nothing" }
            return "\(destination): expected \(name(expected)), found \(name(found))"
        }
    }

    package let differences: [Difference]

    package var explanation: Explanation {
        let shown = differences.prefix(10).map { "  \($0)" }
        let more = differences.count > 10 ? ["  and \(differences.count - 10) more"] : []
        return Explanation(
            "the plan is stale: the target changed after the plan was made",
            cause: (shown + more).joined(separator: "\n"),
            remedy: "Plan again and review the new plan."
        )
    }
}
