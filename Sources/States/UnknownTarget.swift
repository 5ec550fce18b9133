// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that there is no ledger of a target.
package struct UnknownTarget: ExplainedError, Sendable, Equatable {
    package let target: String
    /// The targets that have ledgers.
    package let known: [String]

    package init(_ target: String, among known: [String]) {
        self.target = target
        self.known = known
    }

    package var explanation: Explanation {
        guard !known.isEmpty else {
            return Explanation(
                "no target is known here: nothing was applied from this repository yet",
                remedy: "Change to the audit repository, or name a file in it with \(OptionName.place)."
            )
        }
        let nearest = nearestName(to: target, among: known).map { "Did you mean \(TargetPlace($0).argument)? " } ?? ""
        return Explanation(
            "nothing was applied to \(target) from here",
            remedy: "\(nearest)Known: \(listed(known.map { TargetPlace($0).argument }, most: 10))"
        )
    }
}
