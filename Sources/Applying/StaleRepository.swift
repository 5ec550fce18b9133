// SPDX-License-Identifier: Apache-2.0

package import Plans

/// An error that the remaining tags of a repository have changed since the deletions were proven.
package struct StaleRepository: Error, Sendable, Equatable, CustomStringConvertible {
    package let repository: PlacedRepository
    /// The number of remaining tags when the plan was made.
    package let expected: Int
    package let found: Int

    package var description: String {
        let change =
            expected == found
            ? "one of the \(found) tags that stay names something else now"
            : "\(expected) tags stayed then, and now \(found)"
        return """
            the plan is stale: \(repository) changed after the plan was made: \(change)
            Nothing of it was deleted. Plan again and review the new plan.
            """
    }
}
