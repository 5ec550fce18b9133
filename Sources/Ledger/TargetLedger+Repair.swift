// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension TargetLedger {
    /// A finished set as its volumes tell of it.
    package struct FinishedSet: Sendable {
        package var plan: PlanFile
        package var record: CarriedSet

        package init(plan: PlanFile, record: CarriedSet) {
            self.plan = plan
            self.record = record
        }
    }

    /// Returns the ledger with sets that it lacked, as if their plans had been applied here.
    ///
    /// What newer sets say of a place stays.
    package func adding(_ sets: [FinishedSet]) -> TargetLedger {
        var ledger = self
        let last = archive?.sets.map(\.lastVolume).max() ?? 0
        for set in sets.sorted(by: { CarriedSet.isOlder($0.record, $1.record) }) {
            ledger.lineage = ledger.lineage ?? set.plan.plan.target.lineage ?? set.plan.id
            let outcome = Outcome(done: set.plan.plan.actions, isComplete: true)
            if set.record.firstVolume > last {
                ledger = ledger.recording(set.plan, outcome)
            } else {
                ledger.addMissing(from: TargetLedger(target: target).recording(set.plan, outcome), set.plan)
            }
            ledger.archive = (ledger.archive ?? ArchiveHistory()).adding(set.record)
        }
        ledger.serial = max(serial, sets.map { $0.plan.plan.target.serial + 1 }.max() ?? 0)
        return ledger
    }

    /// Returns the ledger without images that are not wholly there, wherever they lie.
    package func doubting(_ images: Set<Digest>) -> TargetLedger {
        var ledger = self
        ledger.believeOnly { !images.contains($0) }
        return ledger
    }

    /// Returns the ledger with other records of sets that it has.
    package func correcting(_ records: [CarriedSet]) -> TargetLedger {
        var ledger = self
        for record in records {
            guard let history = ledger.archive, let old = history.sets.first(where: { $0.plan == record.plan }) else {
                continue
            }
            ledger.archive = history.adding(record)
            ledger.doubt(Set(old.blobs), from: old)
        }
        return ledger
    }

    /// Returns the ledger without a set that never arrived, so that what it carried is brought again.
    package func forgetting(_ plan: Digest) -> TargetLedger {
        guard var history = archive, let set = history.sets.first(where: { $0.plan == plan }) else { return self }
        history.sets.removeAll { $0.plan == plan }
        history.forgotten = (history.forgotten + [set]).sorted(by: CarriedSet.isOlder)
        var ledger = self
        ledger.archive = history
        ledger.doubt(Set(set.blobs), from: set)
        return ledger
    }

    /// Returns the ledger after a repair: plans that were made before it are stale, the one that was interrupted too.
    package func countingRepair() -> TargetLedger {
        var ledger = self
        ledger.serial += 1
        if !ledger.lastPlanIsComplete { (ledger.lastPlan, ledger.lastPlanIsComplete) = (nil, true) }
        return ledger
    }

    /// Takes over what an older set placed and nothing newer tells of.
    private mutating func addMissing(from older: TargetLedger, _ plan: PlanFile) {
        let configuration = plan.plan.configuration.path
        let hasNewer = entries.values.contains { $0.wantedBy.contains(configuration) }
        for (destination, var entry) in older.entries where entries[destination] == nil {
            // The configuration's newest plan names everything that it wants.
            if hasNewer { entry.wantedBy = [] }
            entries[destination] = entry
        }
    }

    /// Ends the belief in images that came with a set or after it, where something of it is not carried any more:
    /// which of them need it is not known.
    private mutating func doubt(_ blobs: Set<Digest>, from set: CarriedSet) {
        guard let history = archive, !blobs.isSubset(of: history.carried()) else { return }
        let earlier = history.sets.filter { $0.plan != set.plan && CarriedSet.isOlder($0, set) }
        let kept = ArchiveHistory(sets: earlier, forgotten: history.forgotten).carried()
        believeOnly(kept.contains)
    }

    /// Ends the belief in all other images.
    private mutating func believeOnly(_ isBelieved: (Digest) -> Bool) {
        let believed = entries.filter { isBelieved($0.value.image.digest) }
        guard believed.count < entries.count else { return }
        entries = believed
        // Signatures may be gone from images that stay, so whoever plans next asks for them.
        for destination in entries.keys { entries[destination]?.knowsAttachments = false }
    }
}
