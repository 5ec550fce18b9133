// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import Plans

/// What the history of an archive says, beside what its volumes say.
package struct HistoryComparison: Sendable {
    package let target: String
    package let history: ArchiveHistory
    package let found: FoundVolumes

    package init(target: String, history: ArchiveHistory, found: FoundVolumes) {
        self.target = target
        self.history = history
        self.found = found
    }

    /// How `mirror history repair` is told what is meant, for the remedies.
    var command: String { "mirror history repair \(OptionName.to) \(shellArgument(target))" }

    /// What is wrong, in the order of the volumes.
    package var findings: [HistoryFinding] {
        found.damages.map(finding(for:)) + overlaps + found.sets.flatMap(findings)
    }

    /// The sets that the history lacks and can take in.
    package var additions: [FoundSet] {
        found.sets.filter { set in
            findings(of: set).contains { $0.kind == .unknownSet } && !set.isDamaged
        }
    }

    /// The sets whose record is to be made anew.
    package var corrections: [(set: FoundSet, old: CarriedSet)] {
        found.sets.compactMap { set in
            guard let old = record(of: set), !set.isDamaged, compare(set, old).contains(where: \.isRepairable) else {
                return nil
            }
            return (set, old)
        }
    }

    /// The sets that the folders have a volume of.
    package var present: [CarriedSet] {
        let there = Set(found.sets.map(\.plan))
        return history.sets.filter { there.contains($0.plan) }
    }

    /// How many volumes neither the index nor reading tells the checksum of.
    package var unproven: Int { found.sets.flatMap(\.volumes).count { $0.checksum == nil } }

    func record(of set: FoundSet) -> CarriedSet? { history.sets.first { $0.plan == set.plan } }

    private func findings(of set: FoundSet) -> [HistoryFinding] {
        let damages = set.volumes.flatMap { volume in self.damages(of: volume, in: set) }
        if let old = record(of: set) { return damages + compare(set, old) }
        // It lies here still, and never arrived there.
        guard !history.forgotten.contains(where: { $0.plan == set.plan }) else { return damages }
        return damages + [unknown(set)]
    }
}
