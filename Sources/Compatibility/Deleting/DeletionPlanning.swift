// SPDX-License-Identifier: Apache-2.0

import Audit
import Deletions
import Diagnostics
import Foundation
import Ledger
import Runs
import Views

/// Plans deletions with the proofs of `mirror delete plan`; what a known configuration wants stays.
struct DeletionPlanning: Sendable {
    let request: DeletionRequest
    let record: RunRecord
    let context: ToolContext

    /// Makes the plan; throws `DeletionRefusal` and `PlanRefusal` if it is not known what may go.
    ///
    /// Images may also be looked for under the tags of v1, and the cache may lose what is about deleted images.
    func plan(
        _ clients: RegistryClients,
        findsVersionOneTags: Bool = false,
        trimsCache: Bool = false
    ) async throws -> MadePlan {
        let ledger = try record.target.ledger()
        let known = KnownConfigurations(in: ledger, below: record.target.trail.root)
        let choices = DeletionChoices(
            findsVersionOneTags: findsVersionOneTags,
            trimsCache: trimsCache,
            icsp: try hasPolicies(ledger)
        )
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

    /// Whether the files for clusters have the policies of v1, and so keep them.
    private func hasPolicies(_ ledger: TargetLedger) throws -> Bool {
        try record.target.trail.folder.list(ledger.resourceFolder).contains { $0.hasPrefix("icsp-") }
    }

    /// The name of a file outside the record's folder, which has no path there: only what it is called.
    private var name: String? {
        let name = record.target.trail.name(of: request.path)
        return name.hasPrefix("/") || name.hasPrefix("../") ? URL(filePath: request.path).lastPathComponent : nil
    }
}
