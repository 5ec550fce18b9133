// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Ledger
package import OCI
package import Plans

/// The record of a target, as an apply reads and writes it.
///
/// The order of an apply: lock the target, finish an interrupted record, read, execute, lock the record, write.
package protocol ApplyRecording: Sendable {
    /// A lock that keeps other applies from the target while it exists.
    associatedtype TargetHold
    /// A lock that keeps others from writing the record while it exists.
    associatedtype RecordHold

    /// Locks a target, after waiting for other applies to it.
    func hold(target: String) async throws -> TargetHold

    /// Throws if the record could not be written at the end.
    func requireCommittable() throws

    /// Finishes the record of an interrupted run; returns the plan of that run.
    func finishRecord() throws -> Digest?

    func receipt(of plan: Digest) throws -> Receipt?

    /// The ledger of a target; `nil` if nothing was applied to it from here.
    func ledger(of target: String) throws -> TargetLedger?

    /// The current facts about a target.
    func knowledge(of target: String) throws -> TargetKnowledge

    /// Refuses a plan that would overwrite foreign files.
    func requireOwnManifests(_ plan: Plan) throws

    /// Locks the ledger, so that others cannot read it in order to write it.
    func hold() throws -> RecordHold

    /// Writes ledger, receipt and manifests as one.
    func record(_ file: PlanFile, _ ledger: TargetLedger, _ receipt: Receipt, under hold: RecordHold) throws
        -> WrittenFiles

    /// Removes this machine's note of where a finished plan is recorded.
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
