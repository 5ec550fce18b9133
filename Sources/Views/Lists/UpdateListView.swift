// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Releases
package import Reviews
package import Runs

/// Updates from one release to another.
package struct UpdateListView: ResultView {
    private let paths: [ListedPath]

    package init(paths: [ListedPath]) { self.paths = paths }

    private struct Line: Encodable {
        var architecture: String
        var from: String
        var to: String
        var channel: String
        var risks: [UpgradeRisk]
    }

    /// A table of the updates; on a terminal, the risks follow it.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        let rows = paths.flatMap { path in
            path.steps.map { step in
                let risks = step.risks.map { "\($0.name) \($0.url)" }.joined(separator: ", ")
                return [
                    path.architecture.rawValue, "\(step.from)", "\(step.to)", step.channel,
                    risks.isEmpty ? "none" : risks,
                ]
            }
        }
        let headings = ["ARCHITECTURE", "FROM", "TO", "CHANNEL", "RISKS"]
        let table = TableView(headings: headings, rows: rows, style: style, isTerminal: isTerminal).text
        guard isTerminal else { return table }
        return table + risks.map { "\n\(style(.changed, printable($0.name))): \(printable($0.message))\n" }.joined()
    }

    /// Every risk once, in the order of the updates.
    private var risks: [UpgradeRisk] {
        var seen: Set<UpgradeRisk> = []
        return paths.flatMap(\.steps).flatMap(\.risks).filter { seen.insert($0).inserted }
    }

    /// The same for programs.
    package func json() throws -> String {
        let lines = paths.flatMap { path in
            path.steps.map { step in
                Line(
                    architecture: path.architecture.rawValue,
                    from: "\(step.from)",
                    to: "\(step.to)",
                    channel: step.channel,
                    risks: step.risks
                )
            }
        }
        return try CanonicalJSON.text(of: lines)
    }
}
