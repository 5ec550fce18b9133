// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Diagnostics

@Suite("The text of a file")
struct SourceTextTests {
    private static let breaks = ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    /// What is in a line beside its break: also what other languages take for one.
    private static let words = ["a", "é", "語", "🗝", " ", "\t", "\u{b}", "\u{c}", "\u{301}", "-", "\u{c2}"]

    @Test("has the lines that YAML counts, each without its break", arguments: 0..<40)
    func lines(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var lines: [String] = []
        var text = ""
        for number in 0..<Int.random(in: 1...8, using: &generator) {
            if number > 0 { text += Self.breaks[Int.random(in: 0..<Self.breaks.count, using: &generator)] }
            // A line feed behind a carriage return would be one break with it.
            let length = Int.random(in: text.hasSuffix("\r") ? 1...5 : 0...5, using: &generator)
            let line = (0..<length).map { _ in Self.words[Int.random(in: 0..<Self.words.count, using: &generator)] }
            lines.append(line.joined())
            text += line.joined()
        }
        let source = SourceText(path: "f", bytes: Array(text.utf8))
        #expect(source.lineCount == lines.count)
        for (index, line) in lines.enumerated() {
            #expect(Array(source.line(index + 1).utf8) == Array(line.utf8), "\(text.debugDescription)")
            #expect(source.startsLine(index + 1, with: line.utf8))
            let start = SourceLocation(file: "f", line: index + 1, column: 1)
            #expect(source.location(ofByte: source.byteOffset(of: start)) == start)
        }
    }

    @Test(
        "has as many lines as breaks, and one more",
        arguments: [
            ("", 1), ("a", 1), ("\n", 2), ("a\n", 2), ("a\r\nb", 2), ("a\n\rb", 3), ("\r\r\n\n", 4), ("a\u{85}b", 2),
            ("a\u{2029}\u{2028}", 3), ("a\u{c}b\u{b}c", 1),
        ]
    )
    func count(text: String, count: Int) {
        #expect(SourceText(path: "f", bytes: Array(text.utf8)).lineCount == count)
    }

    @Test(
        "that is no text has lines all the same",
        arguments: [[0xc2], [0xe2], [0xe2, 0x80], [0xff, 0x0a, 0xc2], [0x0d], [0xe2, 0x80, 0x0a, 0xa8]] as [[UInt8]]
    )
    func damaged(bytes: [UInt8]) {
        let source = SourceText(path: "f", bytes: bytes)
        #expect(source.lineCount == 1 + bytes.count { $0 == 0x0a || $0 == 0x0d })
        for line in 1...source.lineCount { #expect(source.line(line).count <= bytes.count) }
        #expect(source.location(ofByte: bytes.count).line == source.lineCount)
    }

    @Test("has no lines before the first and behind the last")
    func outside() {
        let source = SourceText(path: "f", bytes: Array("a\nb".utf8))
        for line in [-1, 0, 3] {
            #expect(source.line(line).isEmpty && !source.startsLine(line, with: []))
            #expect(source.byteOffset(of: SourceLocation(file: "f", line: line, column: 1)) == 3)
        }
        #expect(source.startsLine(2, with: "b".utf8) && !source.startsLine(2, with: "bc".utf8))
        #expect(source.line(1, prefix: 0).isEmpty && source.line(1, prefix: 9) == "a")
    }
}
