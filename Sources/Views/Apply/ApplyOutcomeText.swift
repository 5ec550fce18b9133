// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// The outcome of a plan for people: failures with reasons, kept images, and the summary.
package struct ApplyOutcomeText: Sendable {
    private let outcome: ApplyOutcome
    private let plan: Plan

    package init(_ outcome: ApplyOutcome, of plan: Plan) {
        self.outcome = outcome
        self.plan = plan
    }

    /// All lines.
    package var text: String { lines.map { "\($0)\n" }.joined() }

    private var lines: [String] {
        let images = zip(plan.actions, outcome.results).map { action, result in
            ("\(action.origins.joined(separator: ", ")) -> \(plan.target.shown(action.destination))", result)
        }
        let deletions = zip(plan.deletions, outcome.deletions).map { ($0.shown, $1) }
        let lost = outcome.lost.map { (plan.target.shown($0.destination), ActionResult.failed($0.reason)) }
        var lines = section("These images failed:", ReasonGroup.all(images, \.failure))
        lines += section(
            "These images were in place, but are now missing at the target:",
            ReasonGroup.all(lost, \.failure)
        )
        lines += section("These deletions failed:", ReasonGroup.all(deletions, \.failure))
        if outcome.failures > 0 {
            lines.append(
                "Run the same plan again to continue: finished images stay. If images fail again, make a new plan."
            )
            lines.append("")
        }
        lines += ReasonGroup.all(deletions, \.refusal).flatMap(kept)
        let gone = outcome.deleted(of: plan).reduce(0) { $0 + $1.reclaim }
        if gone > 0 { lines.append("The registry's garbage collector can now free \(ByteCount.text(gone)).") }
        return lines + [ApplySummary(outcome: outcome).text]
    }

    private func section(_ heading: String, _ groups: [ReasonGroup]) -> [String] {
        guard !groups.isEmpty else { return [] }
        return [heading] + groups.flatMap { group in group.names.map { "  \(printable($0))" } + group.reasonLines }
    }

    private func kept(_ group: ReasonGroup) -> [String] {
        let count = group.names.count
        let subject = "\(counted(count, "tag")) \(count == 1 ? "was" : "were") kept"
        return ["\(subject), and nothing is lost: other images need their manifests, with which they will be deleted."]
            + group.reasonLines
    }
}
