// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Rows in columns that are as wide as what stands in them.
struct ColumnTable {
    let titles: [String]
    let rows: [[String]]

    /// The rows with their titles above, in capitals.
    func lines(style: TextStyle) -> [String] {
        let rows = rows.map { $0.map(printable) }
        let heads = titles.map { $0.uppercased() }
        let widths = heads.indices.map { column in
            ([heads] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        return [style(.heading, Self.line(heads, widths))] + rows.map { Self.line($0, widths) }
    }

    private static func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
        var line = padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
