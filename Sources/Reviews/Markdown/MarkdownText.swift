// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Foreign text in Markdown, so that it can only ever be read as text.
///
/// Escaping with backslashes or entities is not enough: forges look for mentions, issues, commits and addresses in the text
/// that Markdown leaves. None of them looks into code spans, so everything that is not a plain word becomes one.
enum MarkdownText {
    /// The most characters of a name that are shown.
    static let longest = 300

    /// A name as a code span.
    static func code(_ text: String) -> String { span(shortened(text)) }

    /// A name as a code span in a cell of a table.
    ///
    /// Markdown dialects differ in how a pipe behind a backslash ends a cell, so a pipe becomes a broken bar.
    static func cell(_ text: String) -> String { span(shortened(text).replacing("|", with: "¦")) }

    /// Names as code spans in a cell, with a count of those beyond `most`.
    static func cell(_ texts: some Collection<String>, most: Int = 3) -> String {
        guard !texts.isEmpty else { return "–" }
        let rest = texts.count - most
        return (texts.prefix(most).map { cell($0) } + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
    }

    /// Names as code spans, with a count of those beyond `most`.
    static func codes(_ texts: some Collection<String>, most: Int = 5) -> String {
        listed(texts.map { code($0) }, most: most)
    }

    /// A sentence: plain words stay, text between backticks and everything else is code.
    static func prose(_ text: String) -> String {
        let parts = printable(text).split(separator: "`", omittingEmptySubsequences: false)
        guard parts.count % 2 == 1 else { return words(parts.joined(separator: "'")) }
        return parts.enumerated().map { index, part in
            if index % 2 == 0 { return words(String(part)) }
            return part.isEmpty ? "" : span(String(part))
        }.joined().separatingSpans
    }

    /// A sentence in a cell of a table.
    static func cellProse(_ text: String) -> String { prose(shortened(text).replacing("|", with: "¦")) }

    private static func words(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word($0) }.joined(separator: " ")
    }

    /// A word, with the punctuation around it outside of its code span.
    private static func word(_ text: Substring) -> String {
        guard !text.isEmpty else { return "" }
        let opening = text.prefix { $0 == "(" }
        let behind = text.dropFirst(opening.count)
        let closing = String(behind.reversed().prefix { ",.;:)".contains($0) }.reversed())
        let core = behind.dropLast(closing.count)
        guard !core.isEmpty else { return opening.isEmpty && closing.count <= 1 ? closing : span(String(text)) }
        return opening + (isPlain(core) ? String(core) : span(String(core))) + closing
    }

    /// Whether no dialect and no forge sees anything but a word: letters, short numbers, dashes and apostrophes inside.
    private static func isPlain(_ word: Substring) -> Bool {
        let bytes = word.utf8
        let letters = bytes.count(where: \.isLetter)
        let digits = bytes.count(where: \.isDigit)
        // Seven hexadecimal digits could be a commit.
        if bytes.count >= 7, bytes.allSatisfy(\.isHexDigit) { return false }
        if digits > 0 { return digits == bytes.count }
        guard let first = word.first, let last = word.last, first != "-", first != "'", last != "-" else {
            return false
        }
        let others = bytes.count { $0 >= 0x80 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "'") }
        return letters + others == bytes.count
    }

    /// A code span whose fence no run of backticks inside can end.
    private static func span(_ text: String) -> String {
        let text = text.isEmpty ? " " : text
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: " ") }) else {
            return "`\(text)`"
        }
        let runs = text.split { $0 != "`" }.map(\.count)
        let fence = String(repeating: "`", count: (runs.max() ?? 0) + 1)
        // Spaces alone are kept as they are.
        let isPadded = text.contains { $0 != " " } && ["`", " "].contains { text.hasPrefix($0) || text.hasSuffix($0) }
        return isPadded ? "\(fence) \(text) \(fence)" : "\(fence)\(text)\(fence)"
    }

    /// A text that is safe on one line, cut after a number of bytes or so.
    static func shortened(_ text: String, to longest: Int = longest) -> String {
        let text = printable(text)
        return text.utf8.count > longest ? text.prefix(longest) + "…" : text
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

    fileprivate var isLetter: Bool { (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }

    fileprivate var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self) || (0x41...0x46).contains(self) }
}

extension String {
    /// The same text where two code spans never touch, because their fences would be one; no span has a backtick inside.
    fileprivate var separatingSpans: String { replacing("``", with: "` `") }
}
