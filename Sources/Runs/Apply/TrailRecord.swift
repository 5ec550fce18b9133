// SPDX-License-Identifier: Apache-2.0

package import Audit
package import GitStore
package import Ledger
package import OCI
import Planning
package import Plans

/// The record of applies in an audit trail, and this machine's notes about plans.
package struct TrailRecord: ApplyRecording {
    private let trail: AuditTrail
    private let state: StateFolder
    private let patience: Duration
    private let approvals: [Receipt.Approval]
    private let permissions: Permissions
    private let note: @Sendable (String) -> Void

    /// What may be written.
    package struct Permissions: Sendable {
        /// Whether files for clusters are replaced that somebody else wrote or changed.
        let adopts: Bool
        /// Whether a repository is also made in a folder for other purposes.
        let makesRepository: Bool

        package init(adopts: Bool = false, makesRepository: Bool = false) {
            self.adopts = adopts
            self.makesRepository = makesRepository
        }
    }

    /// `patience` is the time to wait for another apply to the same target; `note` receives messages about waiting
    /// and about interrupted runs.
    package init(
        trail: AuditTrail,
        state: StateFolder,
        patience: Duration,
        approvals: [Receipt.Approval] = [],
        permissions: Permissions = Permissions(),
        note: @escaping @Sendable (String) -> Void
    ) {
        self.trail = trail
        self.state = state
        self.patience = patience
        self.approvals = approvals
        self.permissions = permissions
        self.note = note
    }

    package func hold(target: String) async throws -> TargetLock {
        try await TargetLock.take(of: target, trail, state, waiting: patience, note: note)
    }

    package func requireCommittable() throws { try trail.requireCommittable(inAnyFolder: permissions.makesRepository) }

    package func finishRecord() throws -> Digest? {
        try trail.finishRecord(note: note)?.plan.flatMap { try? Digest($0) }
    }

    package func receipt(of plan: Digest) throws -> Receipt? { try trail.receipt(of: plan) }

    package func ledger(of target: String) throws -> TargetLedger? { try trail.ledger(of: target) }

    package func knowledge(of target: String) throws -> TargetKnowledge {
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

    package func requireOwnManifests(_ plan: Plan) throws {
        try ForeignManifests(trail: trail).check(plan, adopting: permissions.adopts)
    }

    package func hold() throws -> RepositoryLock { try trail.lock() }

    package func record(_ file: PlanFile, _ ledger: TargetLedger, _ receipt: Receipt, under hold: RepositoryLock) throws
        -> WrittenFiles
    {
        let manifests = file.plan.resources(beside: ledger)
        var receipt = receipt
        if !approvals.isEmpty { receipt.approvals = approvals }
        return try trail.record(file, ledger, receipt, manifests: manifests, under: hold)
    }

    package func forget(_ plan: Digest) { state.forget(plan) }
}
