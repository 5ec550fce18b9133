// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Ledger
import Plans
package import Reviews
package import States

/// What forgetting or moving a target changes in the record.
package struct TargetChangeView: ResultView {
    private let change: TargetChange
    private let isDone: Bool
    /// The commit that holds the change, if there is one.
    private let commit: String?

    package init(of change: TargetChange, isDone: Bool, commit: String?) {
        self.change = change
        self.isDone = isDone
        self.commit = commit
    }

    private struct Report: Encodable {
        var target: String
        var movedTo: String?
        var removed: [String]
        var written: [String]
        var kept: [String]
        var done: Bool
        var commit: String?

        enum CodingKeys: String, CodingKey {
            case target, removed, written, kept, done, commit
            case movedTo = "moved_to"
        }
    }

    private var written: [String] {
        guard let moved = change.moved else { return [] }
        return [LedgerFile.path(of: moved.target)] + change.manifests.map(\.path).sorted()
    }

    private var removed: [String] { change.files.removed.filter { !written.contains($0) } }

    private var kept: [String] { change.files.kept.filter { !written.contains($0) } }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        let images = counted(change.ledger.entries.count, "image")
        let target = printable(change.ledger.target)
        var lines: [String]
        if let moved = change.moved {
            lines = ["\(target) \(isDone ? "is" : "would be") \(printable(moved.target)) from now on: \(images)."]
        } else {
            lines = ["\(target) \(isDone ? "is" : "would be") forgotten: \(images). Nothing is deleted there."]
        }
        lines +=
            removed.map { style(.removed, "- \(printable($0))") } + written.map { style(.added, "+ \(printable($0))") }
        lines += kept.map { "  \(printable($0)) stays: mirror did not write it, or it was changed" }
        if change.moved != nil {
            lines.append(
                "Nothing was moved at registries. Plan every configuration again: a plan looks at what is there."
            )
        }
        if isDone { lines.append(commit.map { "Committed as \($0.prefix(12))." } ?? "Nothing was committed.") }
        return lines.map { $0 + "\n" }.joined()
    }

    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                target: change.ledger.target,
                movedTo: change.moved?.target,
                removed: removed,
                written: written,
                kept: kept,
                done: isDone,
                commit: commit
            )
        )
    }
}
