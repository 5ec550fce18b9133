// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans

/// A repair of a ledger, with the information from volumes and from the user.
package struct HistoryRepair: Sendable {
    package private(set) var ledger: TargetLedger
    package private(set) var added: [CarriedSet] = []
    package private(set) var corrected: [CarriedSet] = []
    package private(set) var forgotten: [CarriedSet] = []

    package init(_ ledger: TargetLedger) { self.ledger = ledger }

    /// Whether the ledger changes.
    package var hasChanges: Bool { !added.isEmpty || !corrected.isEmpty || !forgotten.isEmpty }

    /// The ledger to save.
    package var result: TargetLedger { hasChanges ? ledger.countingRepair() : ledger }

    package var history: ArchiveHistory { ledger.archive ?? ArchiveHistory() }

    /// A summary of the repair, such as `1 set added, 2 corrected`.
    package var summary: String {
        let counts = [(added.count, "added"), (corrected.count, "corrected"), (forgotten.count, "forgotten")]
        let parts = counts.filter { $0.0 > 0 }.enumerated().map { place, part in
            (place == 0 ? counted(part.0, "set") : "\(part.0)") + " \(part.1)"
        }
        return parts.isEmpty ? "nothing to repair" : parts.joined(separator: ", ")
    }

    /// A line for each set, for the commit message.
    package var details: String {
        func lines(_ word: String, _ sets: [CarriedSet]) -> [String] { sets.map { "\(word) \($0.summary)" } }
        return (lines("added", added) + lines("corrected", corrected) + lines("forgotten", forgotten))
            .joined(separator: "\n")
    }

    /// Adds the information of the volumes; the ones that matter have been read completely.
    ///
    /// `incomplete` returns the images of a plan that need content which was not carried.
    package mutating func take(
        _ comparison: HistoryComparison,
        incomplete: (_ plan: Plan, _ carried: Set<Digest>) async throws -> Set<Digest>
    ) async throws {
        let finished = comparison.additions.compactMap { set -> TargetLedger.FinishedSet? in
            guard let plan = set.file, let record = set.record() else { return nil }
            return TargetLedger.FinishedSet(plan: plan, record: record)
        }
        added = finished.map(\.record)
        corrected = comparison.corrections.compactMap { $0.set.record(correcting: $0.old) }
        ledger = ledger.correcting(corrected).adding(finished)
        let carried = history.carried()
        for set in finished {
            ledger = ledger.doubting(try await incomplete(set.plan.plan, carried))
        }
    }

    /// Removes the set of a plan, which is given by the beginning of its id.
    package mutating func forget(_ name: String) throws {
        let set = try SetName(name).find(in: history, of: ledger.target)
        ledger = ledger.forgetting(set.plan)
        forgotten.append(set)
    }

    /// Records the volumes of sets that a new ledger does not know, so that their numbers are not used again.
    package mutating func countNumbers(of sets: [CarriedSet]) {
        guard !sets.isEmpty else { return }
        var history = history
        let known = Set(history.forgotten.map(\.plan))
        history.forgotten = (history.forgotten + sets.filter { !known.contains($0.plan) })
            .sorted(by: CarriedSet.isOlder)
        ledger.archive = history
    }
}
