// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import Reviews

/// Rows in columns: aligned under a heading for people, separated by tabs for programs.
package struct TableView {
    private let headings: [String]
    private let rows: [[String]]
    private let style: TextStyle
    private let isTerminal: Bool

    package init(headings: [String], rows: [[String]], style: TextStyle, isTerminal: Bool) {
        self.headings = headings
        self.rows = rows
        self.style = style
        self.isTerminal = isTerminal
    }

    /// The whole table; empty if there are no rows.
    package var text: String {
        guard !rows.isEmpty else { return "" }
        guard isTerminal else { return Self.joined(rows.map { $0.map(printable).joined(separator: "\t") }) }
        let widths = headings.indices.map { column in
            ([headings] + rows).map { printable($0[column]).count }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = zip(cells, widths).map { cell, width in
                printable(cell).padding(toLength: width, withPad: " ", startingAt: 0)
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        return Self.joined([style(.heading, line(headings))] + rows.map(line))
    }

    private static func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
