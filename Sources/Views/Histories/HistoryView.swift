// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Histories
import Ledger
import OCI
import Plans
package import Reviews

/// The sets that an archive has carried.
package struct HistoryView: ResultView {
    /// The target; `nil` if no archive has a history.
    private let target: String?
    /// The folder in which histories were looked for.
    private let root: String
    private let sets: [HistoryLine]
    private let forgotten: [HistoryLine]
    /// The number of different blobs and manifests that count as carried.
    private let carried: Int

    private struct Report: Encodable {
        var target: String?
        var sets: [HistoryLine]
        var forgotten: [HistoryLine]
        var volumes: Int
        var bytes: Int64
        var blobs: Int
    }

    package init(_ shown: ShownHistory) {
        target = shown.target
        root = shown.root
        sets = shown.history.sets.map { HistoryLine($0, configuration: shown.configurations[$0.plan]) }
        forgotten = shown.history.forgotten.map { HistoryLine($0, configuration: shown.configurations[$0.plan]) }
        carried = shown.history.carried().count
    }

    private var volumes: Int { sets.reduce(0) { $0 + $1.volumes.count } }
    private var bytes: Int64 { CarriedSet.sum(sets.map(\.bytes)) }

    /// A line for each set, and one for all of them.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        guard let target else { return "No archive has a history in \(printable(root)): no set was finished yet.\n" }
        guard !sets.isEmpty || !forgotten.isEmpty else {
            return """
                \(printable(target)) has no history in \(printable(root)): no set was finished yet.
                If volumes of it exist, add them: \
                mirror history repair \(OptionName.to) \(printable(shellArgument(target))) FOLDER\n
                """
        }
        let headings = ["finished", "plan", "volumes", "size", "blobs and manifests", "configuration"]
        var text = style(.heading, printable(target)) + "\n"
        text += TableView(headings: headings, rows: rows(sets), style: style, isTerminal: true).text
        text +=
            "\(counted(sets.count, "set")), \(counted(volumes, "volume")) of \(ByteCount.text(bytes)), "
            + "\(carried) different blobs and manifests\n"
        if !forgotten.isEmpty {
            text += "\nForgotten, because they never arrived:\n"
            text += TableView(headings: headings, rows: rows(forgotten), style: style, isTerminal: true).text
        }
        return text
    }

    private func rows(_ lines: [HistoryLine]) -> [[String]] {
        lines.map {
            [
                $0.finished, $0.plan.short, $0.span, ByteCount.text($0.bytes), "\($0.blobs)", $0.configuration ?? "",
            ]
        }
    }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Report(
                target: target,
                sets: sets,
                forgotten: forgotten,
                volumes: volumes,
                bytes: bytes,
                blobs: carried
            )
        )
    }
}
