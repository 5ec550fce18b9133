// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans

/// The updates on the way from one release to another.
struct UpdateListView {
    let path: UpgradePath
    /// Whether a person looks at it, who reads a table better.
    let isTable: Bool
    let style: TextStyle

    /// A line for each update, with its risks below.
    var text: String {
        guard !path.hops.isEmpty else { return "No update is needed: both are \(path.from).\n" }
        let rows = zip([path.from] + path.hops.map(\.version), path.hops).map { from, hop in
            [
                from, hop.version, hop.channel,
                hop.risks.isEmpty ? "none" : hop.risks.map(\.name).joined(separator: ", "),
            ]
        }
        guard isTable else {
            let lines = zip(rows, path.hops).flatMap { row, hop in
                ["\(row[0]) → \(row[1]) (\(printable(row[2])))"] + hop.risks.flatMap { riskLines($0) }
            }
            return lines.map { "\($0)\n" }.joined()
        }
        let risks = path.hops.filter { !$0.risks.isEmpty }.flatMap { hop in
            ["", "\(style(.changed, "risk")) of the update to \(hop.version)"] + hop.risks.flatMap { riskLines($0) }
        }
        let table = ColumnTable(titles: ["from", "to", "channel", "risks"], rows: rows).lines(style: style)
        return (table + risks).map { "\($0)\n" }.joined()
    }

    private func riskLines(_ risk: UpgradeRisk) -> [String] {
        let place = risk.url.isEmpty ? "" : ", see \(printable(risk.url))"
        let first = "    \(printable(risk.name))\(place)"
        return risk.message.isEmpty ? [first] : [first, "        \(printable(risk.message))"]
    }

    private struct Line: Encodable {
        struct Update: Encodable {
            var from: String
            var to: String
            var channel: String
            var risks: [UpgradeRisk]
        }

        var from: String
        var to: String
        var architecture: String
        var updates: [Update]
    }

    /// The same for programs.
    func json() throws -> String {
        let updates = zip([path.from] + path.hops.map(\.version), path.hops).map { from, hop in
            Line.Update(from: from, to: hop.version, channel: hop.channel, risks: hop.risks)
        }
        let line = Line(from: path.from, to: path.to, architecture: path.architecture, updates: updates)
        return String(decoding: try CanonicalJSON.data(of: line), as: UTF8.self)
    }
}
