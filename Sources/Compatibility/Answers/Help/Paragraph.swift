// SPDX-License-Identifier: Apache-2.0

/// Text in lines of a limited width.
enum Paragraph {
    /// The width of help.
    static let width = 80

    /// Returns the words of a text in lines with an indent, without line feeds; longer words get a line of their own.
    static func lines(_ text: String, indent: Int = 0) -> [String] {
        let space = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines.append(space + line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [space + line]
    }

    /// Returns labels with their texts beside them, or below them where a label is too long.
    static func table(_ rows: [(label: String, text: String)]) -> [String] {
        let widest = 28
        let column = min(rows.map(\.label.count).max() ?? 0, widest) + 4
        return rows.flatMap { row in
            let lines = lines(row.text, indent: column)
            guard let first = lines.first, row.label.count + 4 <= column else { return ["  \(row.label)"] + lines }
            return ["  \(row.label)" + first.dropFirst(2 + row.label.count)] + lines.dropFirst()
        }
    }
}
