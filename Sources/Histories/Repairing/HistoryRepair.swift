// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans

/// A ledger that is put right by what volumes tell, and by what the user knows.
package struct HistoryRepair: Sendable {
    package private(set) var ledger: TargetLedger
    package private(set) var added: [CarriedSet] = []
    package private(set) var corrected: [CarriedSet] = []
    package private(set) var forgotten: [CarriedSet] = []

    package init(_ ledger: TargetLedger) { self.ledger = ledger }

    /// Whether the ledger says something else now.
    package var hasChanges: Bool { !added.isEmpty || !corrected.isEmpty || !forgotten.isEmpty }

    /// The ledger to be kept.
    package var result: TargetLedger { hasChanges ? ledger.countingRepair() : ledger }

    package var history: ArchiveHistory { ledger.archive ?? ArchiveHistory() }

    /// What was done, such as `1 set added, 2 corrected`.
    package var summary: String {
        let counts = [(added.count, "added"), (corrected.count, "corrected"), (forgotten.count, "forgotten")]
        let parts = counts.filter { $0.0 > 0 }.enumerated().map { place, part in
            (place == 0 ? counted(part.0, "set") : "\(part.0)") + " \(part.1)"
        }
        return parts.isEmpty ? "nothing to repair" : parts.joined(separator: ", ")
    }

    /// A line for each set, for the history of the ledger itself.
    package var details: String {
        func lines(_ word: String, _ sets: [CarriedSet]) -> [String] { sets.map { "\(word) \($0.summary)" } }
        return (lines("added", added) + lines("corrected", corrected) + lines("forgotten", forgotten))
            .joined(separator: "\n")
    }

    /// Takes over what the volumes say; those that matter have been read.
    ///
    /// `incomplete` tells which images of a plan need something that was not carried.
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

    /// Takes out the set of a plan, which is named by the beginning of its id.
    package mutating func forget(_ name: String) throws {
        let set = try SetName(name).find(in: history, of: ledger.target)
        ledger = ledger.forgetting(set.plan)
        forgotten.append(set)
    }

    /// Takes note of the volumes of sets that a ledger made anew knows nothing of, whose names are not given again.
    package mutating func countNumbers(of sets: [CarriedSet]) {
        guard !sets.isEmpty else { return }
        var history = history
        let known = Set(history.forgotten.map(\.plan))
        history.forgotten = (history.forgotten + sets.filter { !known.contains($0.plan) })
            .sorted(by: CarriedSet.isOlder)
        ledger.archive = history
    }
}
