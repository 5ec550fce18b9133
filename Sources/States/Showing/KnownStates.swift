// SPDX-License-Identifier: Apache-2.0

package import Audit
import GitStore
import Ledger
import OCI

/// The states of the targets in an audit trail.
package struct KnownStates {
    private let trail: AuditTrail
    /// The times of applies by the ids of their plans; a plan that was continued has the time of its last apply.
    private let times: [String: GitTime]
    /// All plans, the newest first.
    private let plans: [RecordedPlan]

    package init(in trail: AuditTrail) {
        self.trail = trail
        plans = (try? RecordedPlans(in: trail).all()) ?? []
        // Without a repository, and in a shallow clone, the times are not known.
        let entries = (try? AuditHistory(around: trail.root).entries) ?? []
        times = Dictionary(entries.filter { $0.kind == .apply }.map { ($0.planID, $0.time) }) { newest, _ in newest }
    }

    /// All targets, by name.
    package func all() throws -> [TargetState] { try trail.targets().map { try state(of: $0) } }

    /// The state of a target with a ledger.
    package func state(of target: String) throws -> TargetState {
        guard let ledger = try trail.ledger(of: target) else { throw UnknownTarget(target, among: try trail.targets()) }
        let unknown = try LedgerDoubts.unknown(to: ledger, try trail.applies(to: target), in: trail)
        return TargetState(of: ledger, applies: try applies(of: ledger), unknown: unknown, pending: plans) { apply in
            TargetState.Apply(
                plan: apply.plan,
                serial: apply.serial,
                time: times["\(apply.plan)"],
                isComplete: (try? trail.receipt(of: apply.plan))?.isComplete
            )
        }
    }

    /// The applies of a ledger, also those under names that the target had before.
    private func applies(of ledger: TargetLedger) throws -> [RecordedApply] {
        let notes = try trail.forgottenTargets()
        var names = [ledger.target]
        while let earlier = notes.first(where: { $0.movedTo.map(names.contains) == true && !names.contains($0.target) })
        {
            names.append(earlier.target)
        }
        let applies = try names.flatMap { try trail.allApplies(to: $0) }
        // A merged ledger has applies of two histories; a forgotten history is none of its own.
        let forgotten = Set(notes.filter { $0.target == ledger.target }.flatMap(\.lineages))
        return applies.filter { !forgotten.contains($0.lineage ?? $0.plan) }
            .sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }
}
