// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A line of a text that is not YAML, read as the author probably meant it.
struct SourceLine {
    let number: Int
    /// The scalars without the line break.
    private let scalars: [Unicode.Scalar]
    /// The number of columns before the text.
    let indent: Int
    /// The number of columns after that for the dashes of lists, with their blanks.
    private let dashes: Int

    init(_ number: Int, of source: SourceText) {
        self.number = number
        // People do not write longer lines by hand, and a file may be one line by accident.
        scalars = Array(source.line(number, prefix: 4000).unicodeScalars)
        indent = scalars.prefix { $0 == " " }.count
        var rest = scalars.dropFirst(indent)
        while rest.first == "-", rest.dropFirst().first == " " || rest.count == 1 {
            rest = rest.dropFirst().drop { $0 == " " }
        }
        dashes = rest.startIndex - indent
    }

    /// The nearest line before a position that is neither empty nor a comment.
    static func before(_ number: Int, in source: SourceText) -> SourceLine? {
        for previous in stride(from: number - 1, to: max(0, number - 1000), by: -1) {
            let line = SourceLine(previous, of: source)
            if !line.saysNothing { return line }
        }
        return nil
    }

    private var saysNothing: Bool { text.isEmpty || text.hasPrefix("#") }

    /// Whether an element of a list begins here.
    var beginsElement: Bool { dashes > 0 }

    /// The text of the line, without its indentation and without trailing blanks and comments.
    var text: String { Self.withoutComment(scalars.dropFirst(indent)) }

    /// The text after the dashes.
    var content: String { Self.withoutComment(scalars.dropFirst(indent + dashes)) }

    /// The column in which the content begins, counted from 1.
    var contentColumn: Int { indent + dashes + 1 }

    /// The text before the first `:` that is followed by a blank or the end of the line.
    var key: String? {
        guard let colon = separator else { return nil }
        return String(content[..<colon])
    }

    /// The text after the key; empty if the key has no value on this line.
    var value: String? {
        guard let colon = separator else { return nil }
        let value = content[colon...].dropFirst().drop { $0 == " " || $0 == "\t" }
        return value.isEmpty ? nil : String(value)
    }

    private var separator: String.Index? {
        let content = content
        return content.indices.first { index in
            guard content[index] == ":" else { return false }
            let next = content.index(after: index)
            return next == content.endIndex || content[next] == " " || content[next] == "\t"
        }
    }

    /// The advice to put the line's value in quotes, with the corrected text.
    var quotingValue: String? {
        // Text in brackets has many values.
        guard let first = content.first, first != "{", first != "[" else { return nil }
        let (start, text) = value.map { ("\(key ?? ""): ", $0) } ?? (beginsElement ? ("- ", content) : ("", ""))
        guard !text.isEmpty, text.count <= 120, !text.hasPrefix("\""), !text.hasPrefix("'") else { return nil }
        let quoted =
            text.contains("\"") || text.contains("\\")
            ? "'\(text.replacing("'", with: "''"))'" : "\"\(text)\""
        return "put the value in quotes: `\(start)\(quoted)`"
    }

    private static func withoutComment(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var end = scalars.startIndex
        while end < scalars.endIndex {
            if scalars[end] == "#", end == scalars.startIndex || scalars[end - 1] == " " { break }
            end += 1
        }
        // A line that is only a comment is kept, so that the caller can see that it is one.
        var kept = end == scalars.startIndex ? scalars : scalars[..<end]
        while let last = kept.last, last == " " || last == "\t" || last == "\r" { kept.removeLast() }
        return String(String.UnicodeScalarView(kept))
    }
}

extension SourceText {
    /// The character at a place.
    func character(at position: YAMLPosition) -> Unicode.Scalar? {
        line(position.line, prefix: 4 * position.column).unicodeScalars.dropFirst(position.column - 1).first
    }
}
