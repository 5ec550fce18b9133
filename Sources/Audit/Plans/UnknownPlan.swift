// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a prefix does not name one recorded plan.
package enum UnknownPlan: ExplainedError, Sendable, Equatable {
    /// No plan has this id; `names` are the short ids of all recorded plans.
    case unknown(prefix: PlanPrefix, root: String, names: [String])
    /// Several plans begin so; `candidates` are their titles.
    case ambiguous(prefix: PlanPrefix, candidates: [String])

    package var explanation: Explanation {
        switch self {
        case .unknown(_, let root, let names) where names.isEmpty:
            Explanation(
                "no plan is recorded in \(root)",
                remedy: "Change to the audit repository of the plan, or make a plan: mirror plan -c isc.yaml"
            )
        case .unknown(let prefix, let root, let names):
            Explanation(
                "no plan in \(root) has an id that begins with \(prefix)",
                remedy: (nearestName(to: String("\(prefix)".prefix(12)), among: names).map { "Did you mean \($0)?\n" }
                    ?? "")
                    + "List the recorded plans: mirror log"
            )
        case .ambiguous(let prefix, let candidates):
            Explanation(
                "\(counted(candidates.count, "recorded plan")) have an id that begins with \(prefix)",
                cause: candidates.joined(separator: "\n"),
                remedy: "Give more digits."
            )
        }
    }
}
