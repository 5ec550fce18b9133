// SPDX-License-Identifier: Apache-2.0

import Audit
import GitStore
import Ledger
import OCI
import Planning
import Plans
import Runs

/// The record of applies in an audit trail, with what this machine remembers of plans.
struct TrailRecord: ApplyRecording {
    let trail: AuditTrail
    let state: StateFolder
    /// How long to wait for another apply to the same target.
    let patience: Duration

    func hold(target: String) async throws -> TargetLock {
        try await TargetLock.take(of: target, trail, state, waiting: patience) { Console.standard.note($0) }
    }

    func requireCommittable() throws { try trail.requireCommittable() }

    func finishRecord() throws -> Digest? {
        try trail.finishRecord { Console.standard.note($0) }?.plan.flatMap { try? Digest($0) }
    }

    func receipt(of plan: Digest) throws -> Receipt? { try trail.receipt(of: plan) }

    func ledger(of target: String) throws -> TargetLedger? { try trail.ledger(of: target) }

    func knowledge(of target: String) throws -> TargetKnowledge {
        let found = try trail.ledger(of: target)
        let ledger = try found ?? trail.newLedger(of: target)
        let applies = try trail.applies(to: target)
        return TargetKnowledge(
            ledger: ledger,
            isNew: found == nil,
            applies: applies,
            unknown: found == nil ? [] : try LedgerDoubts.unknown(to: ledger, applies, in: trail)
        )
    }

    func requireOwnManifests(_ plan: Plan) throws { try ForeignManifests(trail: trail).check(plan, overwriting: nil) }

    func hold() throws -> RepositoryLock { try trail.lock() }

    func record(_ file: PlanFile, _ ledger: TargetLedger, _ receipt: Receipt, under hold: RepositoryLock) throws -> Bool
    {
        let manifests = file.plan.resources(beside: ledger)
        return try trail.record(file, ledger, receipt, manifests: manifests, under: hold) != nil
    }

    func forget(_ plan: Digest) { state.forget(plan) }
}
