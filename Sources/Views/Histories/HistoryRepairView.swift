// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Histories
import Ledger
import Plans
package import Reviews

/// The changes of a history's repair, or of a dry run.
package struct HistoryRepairView: ResultView {
    private let outcome: HistoryRepairOutcome
    private let isDryRun: Bool
    private let isCommitted: Bool

    package init(outcome: HistoryRepairOutcome, isDryRun: Bool, isCommitted: Bool) {
        self.outcome = outcome
        self.isDryRun = isDryRun
        self.isCommitted = isCommitted
    }

    private var repair: HistoryRepair { outcome.repair }
    private var remaining: [HistoryFinding] { outcome.remaining }
    private var notRemade: [CarriedSet] { outcome.notRemade }

    private struct Report: Encodable {
        var target: String
        var dryRun: Bool
        var made: Bool
        var notRemade: [HistoryLine]
        var serial: Int
        var added: [HistoryLine]
        var corrected: [HistoryLine]
        var forgotten: [HistoryLine]
        var remaining: [HistoryFinding]

        enum CodingKeys: String, CodingKey {
            case target, made, serial, added, corrected, forgotten, remaining
            case dryRun = "dry_run"
            case notRemade = "not_remade"
        }
    }

    /// A line for each set, and one for all of them.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines: [String] = []
        let would = isDryRun ? "would be " : ""
        let target = printable(repair.ledger.target)
        if outcome.isNew { lines.append("The ledger of \(target) \(isDryRun ? "would be" : "was") rebuilt.") }
        if !notRemade.isEmpty {
            lines += notRemade.map { style(.removed, "unknown") + " \(HistoryLine($0).text)" }
            lines.append(
                "The last ledger in git has \(counted(notRemade.count, "more set", "more sets")). To restore it: "
                    + "git checkout \(isCommitted ? "HEAD~1" : "HEAD") -- \(shellArgument(LedgerFile.path(of: repair.ledger.target)))"
            )
        }
        lines += repair.added.map { style(.added, "\(would)added") + " \(HistoryLine($0).text)" }
        lines += repair.corrected.map { style(.changed, "\(would)corrected") + " \(HistoryLine($0).text)" }
        lines += repair.forgotten.map { style(.removed, "\(would)forgotten") + " \(HistoryLine($0).text)" }
        lines += remaining.flatMap { $0.lines(style) }
        if repair.hasChanges {
            let end =
                isDryRun ? "Nothing was changed: this was a dry run." : "Earlier plans are stale now."
            lines.append("The history of \(target): \(repair.summary). \(end)")
        } else {
            lines.append(
                remaining.isEmpty
                    ? "Nothing to repair: the history of \(target) matches its volumes."
                    : "These volumes cannot repair any of it."
            )
        }
        if !repair.forgotten.isEmpty {
            lines.append("The next plan sends the content of the forgotten \(sets) again.")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var sets: String { repair.forgotten.count == 1 ? "set" : "sets" }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                target: repair.ledger.target,
                dryRun: isDryRun,
                made: outcome.isNew,
                notRemade: notRemade.map { HistoryLine($0) },
                serial: repair.result.serial,
                added: repair.added.map { HistoryLine($0) },
                corrected: repair.corrected.map { HistoryLine($0) },
                forgotten: repair.forgotten.map { HistoryLine($0) },
                remaining: remaining
            )
        )
    }
}
