// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// An error that the remaining tags of a repository have changed since the deletions were proven.
package struct StaleRepository: ExplainedError, Sendable, Equatable {
    package let repository: PlacedRepository
    /// The number of remaining tags when the plan was made.
    package let expected: Int
    package let found: Int

    package var explanation: Explanation {
        let change =
            expected == found
            ? "one of the \(found) remaining tags names another image now"
            : "it had \(expected) remaining tags, now it has \(found)"
        return Explanation(
            "the plan is stale: \(repository) changed after the plan was made: \(change)",
            remedy: "Nothing in it was deleted. Plan again and review the new plan."
        )
    }
}
