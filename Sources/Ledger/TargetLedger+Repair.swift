// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension TargetLedger {
    /// A finished set as described by its volumes.
    package struct FinishedSet: Sendable {
        package var plan: PlanFile
        package var record: CarriedSet

        package init(plan: PlanFile, record: CarriedSet) {
            self.plan = plan
            self.record = record
        }
    }

    /// Returns the ledger with sets that were missing in it, as if their plans had been applied here.
    ///
    /// Facts from newer sets stay.
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

    /// Returns the ledger without incomplete images, in all their places.
    package func doubting(_ images: Set<Digest>) -> TargetLedger {
        var ledger = self
        ledger.believeOnly { !images.contains($0) }
        return ledger
    }

    /// Returns the ledger with new records for some of its sets.
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

    /// Returns the ledger without a set that never arrived, so that its content is carried again.
    package func forgetting(_ plan: Digest) -> TargetLedger {
        guard var history = archive, let set = history.sets.first(where: { $0.plan == plan }) else { return self }
        history.sets.removeAll { $0.plan == plan }
        history.forgotten = (history.forgotten + [set]).sorted(by: CarriedSet.isOlder)
        var ledger = self
        ledger.archive = history
        ledger.doubt(Set(set.blobs), from: set)
        return ledger
    }

    /// Returns the ledger after a repair: all earlier plans are stale, even one that was interrupted.
    package func countingRepair() -> TargetLedger {
        var ledger = self
        ledger.serial += 1
        if !ledger.lastPlanIsComplete { (ledger.lastPlan, ledger.lastPlanIsComplete) = (nil, true) }
        return ledger
    }

    /// Adds the images of an older set that no newer set mentions.
    private mutating func addMissing(from older: TargetLedger, _ plan: PlanFile) {
        let configuration = plan.plan.configuration.path
        let hasNewer = entries.values.contains { $0.wantedBy.contains(configuration) }
        for (destination, var entry) in older.entries where entries[destination] == nil {
            // The newest plan of the configuration names everything that it wants.
            if hasNewer { entry.wantedBy = [] }
            entries[destination] = entry
        }
    }

    /// Removes images that were carried with a set or after it, if some of its content is no longer carried.
    ///
    /// It is not known which of them need that content.
    private mutating func doubt(_ blobs: Set<Digest>, from set: CarriedSet) {
        guard let history = archive, !blobs.isSubset(of: history.carried()) else { return }
        let earlier = history.sets.filter { $0.plan != set.plan && CarriedSet.isOlder($0, set) }
        let kept = ArchiveHistory(sets: earlier, forgotten: history.forgotten).carried()
        believeOnly(kept.contains)
    }

    /// Removes all other images.
    private mutating func believeOnly(_ isBelieved: (Digest) -> Bool) {
        let believed = entries.filter { isBelieved($0.value.image.digest) }
        guard believed.count < entries.count else { return }
        entries = believed
        // Signatures of the remaining images may be gone, so the next plan asks for them.
        for destination in entries.keys { entries[destination]?.knowsAttachments = false }
    }
}
