// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Rows in columns with two blanks between them, as oc-mirror aligns them, on terminals and in pipes.
enum ColumnText {
    /// Returns the lines of the rows, each with a line feed; the rows have the same number of cells.
    static func text(_ rows: [[String]]) -> String {
        let rows = rows.map { $0.map(printable) }
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let padded = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count)
            }
            var line = padded.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
