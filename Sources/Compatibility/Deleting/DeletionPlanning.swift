// SPDX-License-Identifier: Apache-2.0

import Audit
import Deletions
import Diagnostics
import Foundation
import Runs
import Views

/// Plans deletions with the proofs of `mirror delete plan`; what a known configuration wants stays.
struct DeletionPlanning: Sendable {
    let request: DeletionRequest
    let record: RunRecord
    let context: ToolContext

    /// Makes the plan; throws `DeletionRefusal` and `PlanRefusal` if it is not known what may go.
    func plan(_ choices: DeletionChoices, _ clients: RegistryClients) async throws -> MadePlan {
        let known = KnownConfigurations(in: try record.target.ledger(), below: record.target.trail.root)
        for name in known.gone {
            context.console.note(
                "note: \(printable(name)) is not there any more, so what it alone wanted may be deleted\n"
            )
        }
        let opening = try DeletePlanOpening(
            of: request,
            named: name,
            at: record.target,
            filing: record.filing,
            keeping: known.paths,
            maxNestedPaths: 0
        )
        let surroundings = PlanSurroundings(
            environment: context.environment,
            clients: clients,
            cache: { [context] in try context.cache() }
        )
        return try await context.cancellable { [context] in
            try await opening.plan(choices: choices, surroundings: surroundings) { context.tell($0.remark) }
        }
    }

    /// The name of a file outside the record's folder, which has no path there: only what it is called.
    private var name: String? {
        let name = record.target.trail.name(of: request.path)
        return name.hasPrefix("/") || name.hasPrefix("../") ? URL(filePath: request.path).lastPathComponent : nil
    }
}
