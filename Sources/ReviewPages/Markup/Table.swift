// SPDX-License-Identifier: Apache-2.0

/// A table with a caption; the first cell of each row is its heading.
struct Table {
    struct Column {
        let title: String
        /// Whether its cells are numbers, which stand on the right.
        let isNumber: Bool

        init(_ title: String, isNumber: Bool = false) {
            self.title = title
            self.isNumber = isNumber
        }
    }

    let caption: Markup
    let columns: [Column]
    let rows: [[Markup]]
    /// Whether the filter hides single rows.
    let isFiltered: Bool

    init(_ caption: Markup, _ columns: [Column], rows: [[Markup]], isFiltered: Bool = false) {
        self.caption = caption
        self.columns = columns
        self.rows = rows
        self.isFiltered = isFiltered
    }

    var markup: Markup {
        let heads = columns.map { "<th scope=\"col\"\(Self.alignment(of: $0))>\($0.title)</th>" as Markup }
        return """
            <div class="scroll" role="region" aria-label="Table" tabindex="0"><table>
            <caption>\(caption)</caption>
            <thead><tr>\(heads.joined(""))</tr></thead>
            <tbody>
            \(rows.map(line))</tbody>
            </table></div>
            """
    }

    private func line(_ cells: [Markup]) -> Markup {
        let cells = zip(columns, cells).enumerated().map { index, pair in
            let alignment = Self.alignment(of: pair.0)
            return index == 0
                ? "<th scope=\"row\"\(alignment)>\(pair.1)</th>" : "<td\(alignment)>\(pair.1)</td>" as Markup
        }
        return "<tr\(isFiltered ? " class=\"item\"" as Markup : .empty)>\(cells.joined(""))</tr>"
    }

    private static func alignment(of column: Column) -> Markup { column.isNumber ? " class=\"number\"" : .empty }
}
