// SPDX-License-Identifier: Apache-2.0

/// A table, cut to a number of bytes.
struct MarkdownTable {
    /// The headings; those of numbers end with a colon, which puts their column to the right.
    let columns: [String]

    init(_ columns: String...) { self.columns = columns }

    /// The rows that fit, then the number of the others; nothing if there are no items.
    ///
    /// Cells have to be safe: ``MarkdownText``.
    func lines<Item>(
        _ items: some Collection<Item>,
        within limit: Int,
        most: Int = .max,
        row: (Item) -> [String]
    ) -> [String] {
        guard !items.isEmpty else { return [] }
        let headings = columns.map { $0.hasSuffix(":") ? String($0.dropLast()) : $0 }
        let rules = columns.map { $0.hasSuffix(":") ? "---:" : "---" }
        let start = ["| \(headings.joined(separator: " | ")) |", "|\(rules.joined(separator: "|"))|"]
        let rows = MarkdownList.fitting(items, within: limit - start.size, most: most) { item in
            ["| \(row(item).joined(separator: " | ")) |"]
        }
        let rest = MarkdownList.rest(items.count - rows.count)
        // Markdown has no table without a heading; a heading without rows says nothing.
        return rows.isEmpty ? rest : start + rows + (rest.isEmpty ? [] : [""] + rest)
    }
}
