// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Compatibility

@Suite("Text in lines")
struct ParagraphTests {
    @Test("keeps its words in their order, and every line within the width", arguments: 0..<30 as Range<UInt64>)
    func words(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let words = (0..<Int.random(in: 0...60, using: &random)).map { _ in
            String(repeating: "w", count: Int.random(in: 1...30, using: &random))
        }
        let indent = Int.random(in: 0...20, using: &random)
        let lines = Paragraph.lines(words.joined(separator: " "), indent: indent)
        #expect(lines.allSatisfy { $0.count <= Paragraph.width && $0.prefix(indent).allSatisfy { $0 == " " } })
        #expect(lines.flatMap { $0.split(separator: " ").map(String.init) } == words)
        // No line has room for the first word of the next one.
        for (line, next) in zip(lines, lines.dropFirst()) {
            let word = next.split(separator: " ").first?.count ?? 0
            #expect(line.count + 1 + word > Paragraph.width)
        }
    }

    @Test("gives a word that is too long a line of its own")
    func longWord() {
        let word = String(repeating: "w", count: 100)
        #expect(Paragraph.lines("a \(word) b") == ["a", word, "b"])
    }

    @Test("puts texts beside their labels, or below one that is too long")
    func table() {
        let long = "--" + String(repeating: "l", count: 30)
        #expect(Paragraph.table([("--a", "is a"), ("--long", "is long")]) == ["  --a     is a", "  --long  is long"])
        #expect(
            Paragraph.table([("--a", "is a"), (long, "is long")]) == [
                "  --a" + String(repeating: " ", count: 27) + "is a", "  \(long)",
                String(repeating: " ", count: 32) + "is long",
            ]
        )
    }
}
