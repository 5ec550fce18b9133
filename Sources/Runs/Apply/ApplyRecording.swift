// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans

/// What an apply asks of the record of its target, and what it writes there.
///
/// The order is that of the run: hold the target, finish what was interrupted, read, execute, hold the record, write.
package protocol ApplyRecording: Sendable {
    /// Keeps other applies from a target while it lives.
    associatedtype TargetHold
    /// Keeps others from writing the record while it lives.
    associatedtype RecordHold

    /// Waits until no other apply to the target runs, and keeps it so.
    func hold(target: String) async throws -> TargetHold

    /// Fails where the record could not be written at the end.
    func requireCommittable() throws

    /// Finishes what an interrupted run was recording; returns the plan that this was about.
    func finishRecord() throws -> Digest?

    func receipt(of plan: Digest) throws -> Receipt?

    /// The ledger of a target; `nil` where nothing was applied to it from here.
    func ledger(of target: String) throws -> TargetLedger?

    /// What is known of a target now.
    func knowledge(of target: String) throws -> TargetKnowledge

    /// Refuses a plan that would write over files of somebody else.
    func requireOwnManifests(_ plan: Plan) throws

    /// Keeps others from reading the ledger to write it.
    func hold() throws -> RecordHold

    /// Writes ledger, receipt and manifests as one; tells whether there was anything to commit.
    func record(_ file: PlanFile, _ ledger: TargetLedger, _ receipt: Receipt, under hold: RecordHold) throws -> Bool

    /// Forgets where a plan was recorded that is done.
    func forget(_ plan: Digest)
}

/// What a record knows of a target.
package struct TargetKnowledge: Sendable, Equatable {
    /// The ledger; one that only begins where nothing was applied to the target from here.
    package let ledger: TargetLedger
    package let isNew: Bool
    /// The applies that receipts tell of, the oldest first.
    package let applies: [RecordedApply]
    /// Those of them, and of other branches, that the ledger knows nothing of.
    package let unknown: [RecordedApply]

    package init(ledger: TargetLedger, isNew: Bool, applies: [RecordedApply], unknown: [RecordedApply]) {
        self.ledger = ledger
        self.isNew = isNew
        self.applies = applies
        self.unknown = unknown
    }
}
