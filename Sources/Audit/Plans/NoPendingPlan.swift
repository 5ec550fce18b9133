// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that there is no plan to apply, or that it is not known which one is meant.
package enum NoPendingPlan: ExplainedError, Sendable, Equatable {
    /// Every plan in the record is applied or stale; `stale` are the titles of the stale ones that are the newest.
    case none(root: String, target: String?, stale: [String])
    case severalTargets([String])
    /// A shallow clone does not tell the order of these plans, named by their titles.
    case unknownOrder(candidates: [String])

    package var explanation: Explanation {
        switch self {
        case .none(let root, let target, let stale):
            Explanation(
                "\(root) has no plan\(target.map { " for \($0)" } ?? "") that can be applied",
                cause: stale.isEmpty ? nil : "Stale: " + listed(stale, most: 3),
                remedy: stale.isEmpty
                    ? "Make one with `mirror plan`, or name the file of a plan."
                    : "Plan again: mirror plan -c isc.yaml"
            )
        case .severalTargets(let targets):
            Explanation(
                "plans for several targets can be applied: \(targets.joined(separator: ", "))",
                remedy: "Choose a target with \(OptionName.to), or name the plan."
            )
        case .unknownOrder(let candidates):
            Explanation(
                "the history here does not tell which plan is the newest",
                cause: candidates.joined(separator: "\n"),
                remedy: "Name the plan, or fetch the whole history: git fetch --unshallow"
            )
        }
    }
}
