// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Diagnostics

@Suite("The excerpt of a line")
struct SourceExcerptTests {
    private func excerpt(_ text: String, _ column: Int) throws -> (line: String, mark: String) {
        let source = SourceText(path: "f", bytes: Array(text.utf8))
        let lines = try #require(source.excerpt(at: SourceLocation(file: "f", line: 1, column: column))?.lines)
        try #require(lines.count == 2)
        return (lines[0], lines[1])
    }

    /// `count` characters that tell their column apart from its neighbours.
    private static func ruler(_ count: Int) -> String {
        String(String.UnicodeScalarView((0..<count).map { Unicode.Scalar(UInt8(0x61 + $0 % 26)) }))
    }

    /// The length of the line, the column, the first and the last column that are shown.
    @Test(
        "is cut to a hundred characters, around a column that would lie outside of them",
        arguments: [
            (0, 1, 1, 0), (99, 1, 1, 99), (100, 1, 1, 100), (101, 1, 1, 100), (100, 100, 1, 100), (101, 100, 1, 100),
            (100, 101, 51, 100), (101, 101, 51, 101), (150, 101, 51, 150), (151, 101, 51, 150), (151, 102, 52, 151),
            (300, 200, 150, 249), (300, 251, 201, 300), (300, 250, 200, 299), (1200, 1000, 950, 1049),
        ]
    )
    func window(length: Int, column: Int, first: Int, last: Int) throws {
        let ruler = Self.ruler(length)
        let shown = String(ruler.dropFirst(first - 1).prefix(max(0, last - first + 1)))
        let (line, mark) = try excerpt(ruler, column)
        #expect(line == "    1 | " + (first > 1 ? "…" : "") + shown + (last < length ? "…" : ""))
        #expect(mark.count == "      | ".count + (first > 1 ? 1 : 0) + column - first + 1)
    }

    @Test(
        "has the caret below the character of its column, wherever it is cut",
        arguments: [1, 7, 99, 100, 101, 260, 999]
    )
    func caret(length: Int) throws {
        let ruler = Self.ruler(length)
        for column in 1...length {
            let (line, mark) = try excerpt(ruler, column)
            let below = Array(line)[mark.count - 1]
            #expect(mark.last == "^" && below == Array(ruler)[column - 1], "\(column)")
        }
    }

    /// Characters of every width in bytes; each is one column.
    @Test("counts characters, however many bytes they have", arguments: ["x", "é", "語", "🗝"])
    func bytes(character: String) throws {
        let text = String(repeating: character, count: 1100)
        let (line, mark) = try excerpt(text, 1000)
        #expect(line == "    1 | …" + String(repeating: character, count: 100) + "…")
        #expect(mark == "      | " + String(repeating: " ", count: 51) + "^")
    }

    @Test("has one blank for a tab, and a sign for what would move the cursor, so that columns stay")
    func controls() throws {
        let (line, mark) = try excerpt("\ta\u{1b}b\u{c}c\u{200b}: d", 9)
        #expect(line == "    1 |  a�b�c�: d")
        #expect(mark == "      |         ^")
    }

    @Test("is as wide on its first line as on its second", arguments: [(9, 1), (10, 2), (123, 3)])
    func margin(line: Int, digits: Int) throws {
        let source = SourceText(path: "f", bytes: Array(String(repeating: "ab\n", count: line).utf8))
        let lines = try #require(source.excerpt(at: SourceLocation(file: "f", line: line, column: 2))?.lines)
        #expect(lines[0] == "    \(line) | ab")
        #expect(lines[1] == "    " + String(repeating: " ", count: digits) + " |  ^")
    }

    @Test("is there up to the last column that is shown, and not behind it")
    func lastColumn() {
        let source = SourceText(path: "f", bytes: Array(Self.ruler(3000).utf8))
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 1, column: SourceExcerpt.lastColumn)) != nil)
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 1, column: SourceExcerpt.lastColumn + 1)) == nil)
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 0, column: 1)) == nil)
    }

    /// A token may be longer than everything that is shown.
    @Test("hides credentials before it is cut", arguments: [50, 1000, 5000])
    func credentials(length: Int) throws {
        let secret = String(repeating: "s", count: length)
        for text in ["- name: joe:\(secret)@host/a", "- name: https://\(secret)@host/a", "- host/a?token=\(secret)"] {
            for column in [1, 40] {
                let (line, _) = try excerpt(text, column)
                #expect(!line.contains("sss"), "\(line)")
            }
        }
    }
}
