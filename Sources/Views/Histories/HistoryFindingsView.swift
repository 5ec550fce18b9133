// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Histories
import Ledger
import OCI
import Plans
package import Reviews

/// The result of comparing a history with volumes.
package struct HistoryFindingsView: ResultView {
    private let comparison: HistoryComparison
    /// Whether there is a ledger.
    private let isKnown: Bool
    package let findings: [HistoryFinding]

    private struct Report: Encodable {
        var target: String
        var folders: [String]
        /// The number of sets in the history, of those with a volume in the folder, and of those that never arrived.
        var sets: Int
        var present: Int
        var forgotten: Int
        /// The number of compared volumes, and of those without a known checksum.
        var volumes: Int
        var unproven: Int
        var findings: [HistoryFinding]
    }

    package init(comparison: HistoryComparison, isKnown: Bool) {
        self.comparison = comparison
        self.isKnown = isKnown
        findings = comparison.findings
    }

    /// Each finding, and a line about the rest.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines = findings.flatMap { $0.lines(style) }
        let folders = comparison.found.folders.map(printable).joined(separator: ", ")
        let (all, here) = (comparison.history.sets.count, comparison.present.count)
        if isKnown {
            let away = all - here
            lines.append(
                "The history of \(printable(comparison.target)) has \(counted(all, "set")): \(here) with volumes in "
                    + "\(folders), \(away) carried away."
            )
        } else {
            lines.append("There is no history of \(printable(comparison.target)).")
        }
        lines.append(
            "Compared \(counted(comparison.found.volumeCount, "volume")): "
                + (findings.isEmpty ? "all match the history." : "\(counted(findings.count, "finding")).")
        )
        if comparison.unproven > 0 {
            lines.append("No index has the checksums of \(comparison.unproven); read them with --read-all.")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                target: comparison.target,
                folders: comparison.found.folders,
                sets: comparison.history.sets.count,
                present: comparison.present.count,
                forgotten: comparison.history.forgotten.count,
                volumes: comparison.found.volumeCount,
                unproven: comparison.unproven,
                findings: findings
            )
        )
    }
}

extension HistoryFinding {
    /// The place, the found and the expected content, and the remedy.
    package func lines(_ style: TextStyle) -> [String] {
        let place =
            switch (volume, set) {
            case (let volume?, let set?): "\(volume) of the set \(set.short)"
            case (let volume?, nil): volume
            case (nil, let set?): "the set \(set.short)"
            case (nil, nil): "the history"
            }
        return [
            "\(style(.removed, "wrong")) \(printable(place))",
            "  found    \(printable(found))",
            "  expected \(printable(expected))",
            "  remedy   \(printable(remedy))",
        ]
    }
}
