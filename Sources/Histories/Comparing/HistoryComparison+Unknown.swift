// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans

extension HistoryComparison {
    /// The finding that a set is not in the history, with the reason and whether it can be added.
    func unknown(_ set: FoundSet) -> HistoryFinding {
        let names = span(of: set.numbers)
        if let planned = set.file?.plan.target.name, planned != target {
            return HistoryFinding(
                kind: .otherTarget,
                set: set.plan,
                found: "\(names), planned for \(planned)",
                expected: "sets that were planned for \(target)",
                remedy:
                    "It belongs to another history: mirror history verify \(OptionName.to) \(shellArgument(planned)) "
                    + shellArgument(set.folder)
            )
        }
        if let missing = set.missing.first {
            return HistoryFinding(
                kind: .incompleteSet,
                set: set.plan,
                volume: missing.description,
                found: "\(counted(set.volumes.count, "volume")) of \(set.parts)",
                expected: "all of \(names), because the set is not in the history",
                remedy: "Also name the folder of the others: \(command) \(set.folder) FOLDER"
            )
        }
        if let other = history.sets.first(where: { $0.volumes.contains { set.numbers.contains($0.number) } }) {
            return sameNumbers(set.plan, names, other)
        }
        if let other = found.sets.first(where: { $0.plan != set.plan && $0.numbers.overlaps(set.numbers) }) {
            return HistoryFinding(
                kind: .numbers,
                set: set.plan,
                found: names,
                expected: "other volume numbers than those of the set \(other.plan.short): \(span(of: other.numbers))",
                remedy: "Name only the folder of the set that was carried: \(command) FOLDER"
            )
        }
        return HistoryFinding(
            kind: .unknownSet,
            set: set.plan,
            found: "\(names) with \(blobs(set.blobs.count))",
            expected: "no such set in the history",
            remedy: "Add it: \(command) \(set.folder)"
        )
    }

    /// The findings about records that cannot both be right.
    var overlaps: [HistoryFinding] {
        var owners: [Int: CarriedSet] = [:]
        var findings: [HistoryFinding] = []
        for set in history.sets {
            let others = set.volumes.compactMap { owners[$0.number] }
            for volume in set.volumes { owners[volume.number] = set }
            guard let other = others.first else { continue }
            findings.append(sameNumbers(set.plan, list(set.volumes.map(\.number)), other))
        }
        return findings
    }

    private func sameNumbers(_ plan: Digest, _ names: String, _ other: CarriedSet) -> HistoryFinding {
        HistoryFinding(
            kind: .numbers,
            set: plan,
            found: names,
            expected:
                "other volume numbers than those of the set \(other.plan.short): \(list(other.volumes.map(\.number)))",
            remedy: "Remove the set that never arrived: \(command) \(OptionName.forget) \(other.plan.short)"
        )
    }
}
