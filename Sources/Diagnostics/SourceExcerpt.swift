// SPDX-License-Identifier: Apache-2.0

/// A line of a file, cut to the width of a screen, with a marked column.
package struct SourceExcerpt: Sendable, Equatable {
    /// The maximum number of characters that are shown.
    private static let width = 100
    /// The last column that is shown; otherwise a file of one long line would be read again for each of its mistakes.
    static let lastColumn = 1000

    private let number: Int
    private let text: String
    /// The number of characters before the caret.
    private let caret: Int

    /// Cuts out the part of a line around a column; line and column are counted from 1.
    init(line: Int, text: String, column: Int) {
        let text = text.hidingCredentials
        let scalars = text.unicodeScalars
        // A column may be after the line's end, if something is missing there.
        let offset = min(max(column - 1, 0), scalars.count)
        let first = offset < Self.width ? 0 : offset - Self.width / 2
        let visible = scalars.dropFirst(first).prefix(Self.width)
        var shown = first > 0 ? "…" : ""
        // A tab becomes one space, so that the caret is below its character with any tab stops.
        for scalar in visible {
            shown.unicodeScalars.append(scalar == "\t" ? " " : scalar.isControl ? "\u{fffd}" : scalar)
        }
        if first + visible.count < scalars.count { shown += "…" }
        number = line
        self.text = shown
        caret = offset - first + (first > 0 ? 1 : 0)
    }

    /// The line with its number, and a caret below it.
    package var lines: [String] {
        let number = String(number)
        let margin = String(repeating: " ", count: number.count)
        return [
            "    \(number) | \(text)",
            "    \(margin) | \(String(repeating: " ", count: caret))^",
        ]
    }
}
