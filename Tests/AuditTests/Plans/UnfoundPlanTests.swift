// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Audit

@Suite("An error that no plan was found")
struct UnfoundPlanTests {
    private static func prefix(_ text: String) -> PlanPrefix {
        guard let prefix = PlanPrefix(text) else { preconditionFailure("\(text) is no prefix") }
        return prefix
    }

    @Test(
        "says what was looked for, where, and what to run next",
        arguments: [
            (
                UnknownPlan.unknown(prefix: prefix("2c91"), root: "/r", names: []),
                Explanation(
                    "no plan is recorded in /r",
                    remedy: "Change to the audit repository of the plan, or make a plan: mirror plan -c isc.yaml"
                )
            ),
            (
                UnknownPlan.unknown(
                    prefix: prefix("2c917ef508c4"),
                    root: "/r",
                    names: ["2c917ef508c3", "ffffffffffff"]
                ),
                Explanation(
                    "no plan in /r has an id that begins with 2c917ef508c4",
                    remedy: "Did you mean 2c917ef508c3?\nList the recorded plans: mirror log"
                )
            ),
            (
                UnknownPlan.unknown(prefix: prefix("2c91"), root: "/r", names: ["ffffffffffff"]),
                Explanation(
                    "no plan in /r has an id that begins with 2c91",
                    remedy: "List the recorded plans: mirror log"
                )
            ),
            (
                NoPendingPlan.none(root: "/r", target: "a.io", stale: []),
                Explanation(
                    "/r has no plan for a.io that can be applied",
                    remedy: "Make one with `mirror plan`, or name the file of a plan."
                )
            ),
            (
                NoPendingPlan.none(root: "/r", target: nil, stale: ["x", "y"]),
                Explanation(
                    "/r has no plan that can be applied",
                    cause: "Stale: x and y",
                    remedy: "Plan again: mirror plan -c isc.yaml"
                )
            ),
            (
                NoPendingPlan.severalTargets(["a.io", "b.io"]),
                Explanation(
                    "plans for several targets can be applied: a.io, b.io",
                    remedy: "Choose a target with --to, or name the plan."
                )
            ),
            (
                NoPendingPlan.unknownOrder(candidates: ["x", "y"]),
                Explanation(
                    "the history here does not tell which plan is the newest",
                    cause: "x\ny",
                    remedy: "Name the plan, or fetch the whole history: git fetch --unshallow"
                )
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func explanation(error: any ExplainedError, explanation: Explanation) { #expect(error.explanation == explanation) }
}
