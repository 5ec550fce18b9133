// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Plans

extension TargetLedger {
    /// Returns the ledger after an apply of a plan that ended at `date` with this outcome.
    package func recording(_ file: PlanFile, _ outcome: ApplyOutcome, at date: Date) -> TargetLedger {
        let plan = file.plan
        let gone = DeletionOutcome(done: outcome.deleted(of: plan), refused: outcome.refused(of: plan))
        guard plan.work != .deletions else { return recording(file, gone, isComplete: outcome.isComplete) }
        var ledger = recording(file, Outcome(done: outcome.copied(of: plan), isComplete: outcome.isComplete))
        if let volumes = outcome.volumes {
            let set = CarriedSet(of: file, volumes, at: date)
            ledger.archive = (ledger.archive ?? ArchiveHistory()).adding(set)
        }
        return ledger.deleting(gone)
    }
}

extension CarriedSet {
    /// The record of the set that was finished for a plan.
    fileprivate init(of file: PlanFile, _ finished: FinishedVolumes, at date: Date) {
        self.init(
            plan: file.id,
            finished: date.formatted(.iso8601),
            volumes: finished.volumes.map {
                CarriedSet.Volume(number: $0.name.number, size: $0.size, checksum: $0.checksum)
            },
            blobs: finished.contents
        )
    }
}
