// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
package import Ledger
import OCI
import Planning
package import Plans

/// The work of `mirror state forget` and `mirror state move`: the record changes, no registry is asked.
package struct TargetChange: Sendable {
    /// What is changed.
    package let ledger: TargetLedger
    /// The ledger under its new name; `nil` where it is forgotten.
    package let moved: TargetLedger?
    /// The files of the old name.
    package let files: GivenUpFiles
    /// The files for clusters under the new name.
    package let manifests: [Resource]

    private let trail: AuditTrail

    /// What forgetting a target changes.
    package init(forgetting target: String, in trail: AuditTrail) throws {
        guard let ledger = try trail.ledger(of: target) else { throw UnknownTarget(target, among: try trail.targets()) }
        self.ledger = ledger
        moved = nil
        files = try trail.filesOnly(of: ledger)
        manifests = []
        self.trail = trail
    }

    /// What a new name of a target changes.
    package init(moving target: String, to name: String, in trail: AuditTrail) throws {
        guard let ledger = try trail.ledger(of: target) else { throw UnknownTarget(target, among: try trail.targets()) }
        guard TargetPlace(target).isArchive == TargetPlace(name).isArchive else {
            throw TargetChangeError.otherKind(target: target, name: name)
        }
        guard target != name else { throw TargetChangeError.sameName(target) }
        guard try trail.ledger(of: name) == nil else { throw TargetChangeError.taken(name: name) }
        let doubts = try LedgerDoubts.unknown(to: ledger, try trail.applies(to: target), in: trail)
        guard doubts.isEmpty else { throw TargetChangeError.inDoubt(target: target, plans: doubts.map(\.plan.short)) }
        let moved = ledger.moved(to: name)
        self.ledger = ledger
        self.moved = moved
        self.trail = trail
        files = try trail.filesOnly(of: ledger)
        manifests = try Self.manifests(of: moved, before: ledger, in: trail)
        let lost = try trail.lostByWriting(manifests)
        guard lost.isEmpty else { throw TargetChangeError.foreign(files: lost) }
    }

    /// The files for clusters that a ledger gives, made as they were for the last apply.
    private static func manifests(of moved: TargetLedger, before ledger: TargetLedger, in trail: AuditTrail) throws
        -> [Resource]
    {
        guard !TargetPlace(moved.target).isArchive else { return [] }
        let options = try ledger.lastPlan.flatMap { try trail.options(of: $0) } ?? PlanOptions(copying: .init())
        let hasPolicies = try trail.hasContentSourcePolicies(ledger)
        let planner = ResourcePlanner(
            options: options.with(PlanOptions.Clusters(icsp: hasPolicies ? true : nil)),
            folder: moved.resourceFolder
        )
        return planner.resources(moved.wantedImages).0
    }

    /// Changes the record; returns the commit, or `nil` if nothing is committed.
    package func carryOut(_ environment: [String: String], note: (String) -> Void) async throws -> String? {
        try trail.requireCommittable()
        try trail.finishRecord(note: note)
        let state = try StateFolder(environment: environment)
        let target = try await TargetLock.take(of: ledger.target, trail, state, waiting: .zero, note: note)
        defer { withExtendedLifetime(target) {} }
        let lock = try trail.lock()
        try trail.requireUnchanged(ledger)
        guard let moved else { return try trail.forget(ledger, files, under: lock) }
        return try trail.move(ledger, to: moved, manifests: manifests, removing: files, under: lock)
    }
}
