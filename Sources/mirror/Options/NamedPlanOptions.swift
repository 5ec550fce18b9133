// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import OCI
import Plans
import Runs
import Usage
import Views

/// The plan to apply.
struct NamedPlanOptions: ParsableArguments {
    @Argument(
        help: "The plan: a file, or the id of a recorded plan or its first digits; - reads standard input.",
        completion: .file()
    )
    var plan: String?

    @Flag(help: "Apply the newest recorded plan for the target that is not applied.")
    var pending = false

    func validate() throws {
        if let plan, pending {
            throw ValidationError("--pending finds the plan, so leave out `\(plan)`, or leave out --pending.")
        }
    }

    /// The path of the plan for `PlanReader`; `target` is the name of the target that the user wants, if any.
    ///
    /// Without a pending plan it says so and returns `nil`: after a merge, pipelines apply what there is.
    func path(at target: String?, _ environment: [String: String]) throws -> String? {
        let finder = PlanFinder(environment: environment)
        if let plan { return try finder.path(of: plan) }
        guard pending else {
            let newest = try? finder.pending(at: target).plan
            throw UsageFault.missingPlan(newest: newest.map { ($0.id.short, $0.title) })
        }
        let found: PendingPlan
        do {
            found = try finder.pending(at: target)
        } catch NoPendingPlan.none(let root, let target, let stale) where stale.isEmpty {
            Console.standard.note(ApplyRemark.nothingPending(root, target: target))
            return nil
        }
        for stale in found.passedOver { Console.standard.note(ApplyRemark.passedOver(stale)) }
        return found.plan.path
    }

    /// The plan as it is named again; `nil` if it came from standard input.
    func name(of file: PlanFile) -> String? { plan == StandardStream.name ? nil : plan ?? file.id.short }
}
