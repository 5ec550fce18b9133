// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans

/// The reason why a plan must not be applied to a target; nothing was touched.
package enum ApplyRefusal: ExplainedError, Sendable, Equatable {
    case alreadyApplied(plan: Digest)
    case otherLineage(target: String, expected: Digest?, found: Digest?)
    case staleSerial(target: String, expected: Int, found: Int)
    case otherTarget(planned: String, wanted: String)
    /// The plan would overwrite an image that another configuration keeps.
    case contested(destination: PlacedName, TargetLedger.Conflict)
    /// The plan's facts about other configurations contradict the ledger.
    case otherWishes(target: String)

    package var explanation: Explanation {
        switch self {
        case .alreadyApplied(let plan):
            Explanation(
                "the plan \(plan.short) was already applied, and its receipt says it is complete",
                remedy: "Plan again to see whether anything is left to do."
            )
        case .otherLineage(let target, let expected, let found):
            Explanation(
                "the plan was made for another history of \(target): it expects lineage \(expected?.short ?? "none"), "
                    + "the ledger has \(found?.short ?? "none")",
                remedy: "Plan again in the repository whose ledger belongs to the target."
            )
        case .staleSerial(let target, let expected, let found):
            Explanation(
                "the plan is stale: \(Self.whatHappened(to: target, expected, found))",
                remedy: Self.planAgain
            )
        case .otherTarget(let planned, let wanted):
            Explanation(
                "the plan is for \(planned), but the target asked for is \(wanted)",
                remedy: "A plan is bound to its target: plan again with "
                    + "`\(OptionName.to) \(TargetPlace(wanted).argument)`."
            )
        case .contested(let destination, let conflict):
            Explanation(
                "the plan would overwrite \(destination), where \(conflict.configuration) keeps "
                    + conflict.kept.origins.joined(separator: " and "),
                remedy: Self.planAgain
            )
        case .otherWishes(let target):
            Explanation(
                "the plan contradicts the ledger about the images of other configurations at \(target), "
                    + "so its manifests for clusters are wrong",
                remedy: Self.planAgain
            )
        }
    }

    private static let planAgain = "Plan again and review the new plan."

    private static func whatHappened(to target: String, _ expected: Int, _ found: Int) -> String {
        switch found - expected {
        case 1: "another plan was applied to \(target) after this one was made"
        case 2...: "\(found - expected) other plans were applied to \(target) after this one was made"
        default: "it was made after \(expected) applies to \(target), but the ledger here has only \(found)"
        }
    }
}

extension TargetLedger {
    /// Returns the reason why the plan must not be applied to the target of this ledger; `nil` if it may be.
    ///
    /// The plan that was interrupted last may always continue.
    package func refusal(of file: PlanFile, receipt: Receipt?) -> ApplyRefusal? {
        if receipt?.plan == file.id, receipt?.isComplete == true { return .alreadyApplied(plan: file.id) }
        if lastPlan == file.id { return lastPlanIsComplete ? .alreadyApplied(plan: file.id) : nil }
        let planned = file.plan.target
        if planned.lineage != lineage, serial > 0, planned.serial > 0 {
            return .otherLineage(target: target, expected: planned.lineage, found: lineage)
        }
        if planned.serial != serial {
            return .staleSerial(target: target, expected: planned.serial, found: serial)
        }
        return nil
    }
}
