// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans

/// A ledger that is put right by what volumes tell, and by what the user knows.
struct HistoryRepair {
    private(set) var ledger: TargetLedger
    private(set) var added: [ArchiveHistory.Set] = []
    private(set) var corrected: [ArchiveHistory.Set] = []
    private(set) var forgotten: [ArchiveHistory.Set] = []

    init(_ ledger: TargetLedger) { self.ledger = ledger }

    /// Whether the ledger says something else now.
    var hasChanges: Bool { !added.isEmpty || !corrected.isEmpty || !forgotten.isEmpty }

    /// The ledger to be kept.
    var result: TargetLedger { hasChanges ? ledger.countingRepair() : ledger }

    var history: ArchiveHistory { ledger.archive ?? ArchiveHistory() }

    /// What was done, such as `1 set added, 2 corrected`.
    var summary: String {
        let counts = [(added.count, "added"), (corrected.count, "corrected"), (forgotten.count, "forgotten")]
        let parts = counts.filter { $0.0 > 0 }.enumerated().map { place, part in
            (place == 0 ? counted(part.0, "set") : "\(part.0)") + " \(part.1)"
        }
        return parts.isEmpty ? "nothing to repair" : parts.joined(separator: ", ")
    }

    /// A line for each set, for the history of the ledger itself.
    var details: String {
        func lines(_ word: String, _ sets: [ArchiveHistory.Set]) -> [String] {
            sets.map { "\(word) \(HistoryLine($0).text)" }
        }
        return (lines("added", added) + lines("corrected", corrected) + lines("forgotten", forgotten))
            .joined(separator: "\n")
    }

    /// Takes over what the volumes say; those that matter have been read.
    mutating func take(_ comparison: HistoryComparison) async throws {
        let finished = comparison.additions.compactMap { set -> TargetLedger.FinishedSet? in
            guard let plan = set.file, let record = set.record() else { return nil }
            return TargetLedger.FinishedSet(plan: plan, record: record)
        }
        added = finished.map(\.record)
        corrected = comparison.corrections.compactMap { $0.set.record(correcting: $0.old) }
        ledger = ledger.correcting(corrected).adding(finished)
        let carried = history.carried()
        for set in finished {
            ledger = ledger.doubting(try await comparison.folders.incomplete(set.plan.plan, carried: carried))
        }
    }

    /// Takes out the set of a plan, which is named by the beginning of its id.
    mutating func forget(_ name: String) throws {
        let set = try set(named: name)
        ledger = ledger.forgetting(set.plan)
        forgotten.append(set)
    }

    /// Takes note of the volumes of sets that a ledger made anew knows nothing of, whose names are not given again.
    mutating func countNumbers(of sets: [ArchiveHistory.Set]) {
        guard !sets.isEmpty else { return }
        var history = history
        let known = Set(history.forgotten.map(\.plan))
        history.forgotten = (history.forgotten + sets.filter { !known.contains($0.plan) })
            .sorted(by: ArchiveHistory.Set.isOlder)
        ledger.archive = history
    }

    private func set(named name: String) throws -> ArchiveHistory.Set {
        let digits = (name.hasPrefix("sha256:") ? name.dropFirst("sha256:".count) : name[...]).lowercased()
        let found = history.sets.filter { $0.plan.hex.hasPrefix(digits) }
        if found.count == 1, digits.count >= Self.shortest { return found[0] }
        let gone = history.forgotten.filter { $0.plan.hex.hasPrefix(digits) }
        let shorts = history.sets.map(\.plan.short)
        let problem =
            if digits.count < Self.shortest {
                "expected the id of a plan, or at least \(Self.shortest) digits of its beginning"
            } else if found.count > 1 {
                "it begins the ids of \(found.map(\.plan.short).joined(separator: ", ")); write more of it"
            } else if let gone = gone.first {
                "the set \(gone.plan.short) was forgotten before"
            } else if let nearest = nearestName(to: String(digits.prefix(12)), among: shorts) {
                "the history has no such set; did you mean \(nearest)?"
            } else {
                "the history has no such set"
            }
        throw CommandError(
            "--forget \(name): \(problem)\n`mirror history --to \(shellArgument(ledger.target))` lists the sets."
        )
    }

    /// The fewest digits that name a plan.
    private static let shortest = 4
}
