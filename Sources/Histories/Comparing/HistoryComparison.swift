// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import Plans

/// A comparison of an archive's history with its volumes.
package struct HistoryComparison: Sendable {
    package let target: String
    package let history: ArchiveHistory
    package let found: FoundVolumes

    package init(target: String, history: ArchiveHistory, found: FoundVolumes) {
        self.target = target
        self.history = history
        self.found = found
    }

    /// The beginning of the `mirror history repair` command in remedies.
    var command: String { "mirror history repair \(OptionName.to) \(shellArgument(target))" }

    /// The problems, in the order of the volumes.
    package var findings: [HistoryFinding] {
        found.damages.map(finding(for:)) + overlaps + found.sets.flatMap(findings)
    }

    /// The sets that are missing in the history and can be added.
    package var additions: [FoundSet] {
        found.sets.filter { set in
            findings(of: set).contains { $0.kind == .unknownSet } && !set.isDamaged
        }
    }

    /// The sets whose record must be replaced.
    package var corrections: [(set: FoundSet, old: CarriedSet)] {
        found.sets.compactMap { set in
            guard let old = record(of: set), !set.isDamaged, compare(set, old).contains(where: \.isRepairable) else {
                return nil
            }
            return (set, old)
        }
    }

    /// The recorded sets that have a volume in the folders.
    package var present: [CarriedSet] {
        let there = Set(found.sets.map(\.plan))
        return history.sets.filter { there.contains($0.plan) }
    }

    /// The number of volumes whose checksum is known neither from the index nor from reading.
    package var unproven: Int { found.sets.flatMap(\.volumes).count { $0.checksum == nil } }

    func record(of set: FoundSet) -> CarriedSet? { history.sets.first { $0.plan == set.plan } }

    private func findings(of set: FoundSet) -> [HistoryFinding] {
        let damages = set.volumes.flatMap { volume in self.damages(of: volume, in: set) }
        if let old = record(of: set) { return damages + compare(set, old) }
        // It is still here because it never arrived.
        guard !history.forgotten.contains(where: { $0.plan == set.plan }) else { return damages }
        return damages + [unknown(set)]
    }
}
