// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import YAML

@testable import MirrorConfiguration

@Suite("A text with what pasting left in it")
struct TextRepairTests {
    private static func repair(_ text: String) -> (text: String, codes: [FindingCode], repair: TextRepair) {
        let findings = FindingCollector()
        let repair = TextRepair(SourceText(path: "isc.yaml", bytes: Array(text.utf8)), reportingTo: findings)
        let read = String(decoding: repair.text.bytes, as: UTF8.self).replacing("\(YAMLScalar.mask)", with: "?")
        return (read, findings.findings.map(\.code), repair)
    }

    @Test(
        "is read as it was meant, in the same columns",
        arguments: [
            ("a:\u{a0}b\n", "a: b\n", ["pasted-character"]), ("\u{a0}\u{a0}a: b\n", "  a: b\n", ["pasted-character"]),
            ("a: “b”\n", "a: \"b\"\n", ["pasted-character", "pasted-character"]),
            ("a: it’s\n", "a: it?s\n", ["pasted-character"]), ("– a: b\n", "- a: b\n", ["pasted-character"]),
            ("a: b–c\n", "a: b?c\n", ["pasted-character"]), ("a：\n", "a:\n", ["pasted-character"]),
            ("a: b\u{200b}\n", "a: b \n", ["pasted-character"]), ("a: b\u{200b}c\n", "a: b?c\n", ["pasted-character"]),
            ("```yaml\na: b\n```\n", "       \na: b\n   \n", ["foreign-line"]),
            ("a: <b>\n", "a: ???\n", ["placeholder"]), ("{{ x }}\na: b\n", "       \na: b\n", ["placeholder"]),
            ("a: $B-c\n", "a: ??-c\n", ["placeholder"]),
            ("a: b\r\nc:\u{a0}d\r\n", "a: b\r\nc: d\r\n", ["pasted-character"]),
        ] as [(String, String, [FindingCode])]
    )
    func repaired(text: String, read: String, codes: [FindingCode]) {
        let found = Self.repair(text)
        #expect(found.text == read)
        #expect(found.codes == codes)
    }

    @Test(
        "is not touched where it is what people write, in comments too",
        arguments: [
            "a: b\n", "# “x”\u{a0}– <y> TODO\na: b\n", "a: b # {{ x }}\n", "\u{feff}a: b\n", "a: é\n",
            "a: '# “'\n".replacing("“", with: "x"),
            "", "\n\n", "a: 'b # c'\n",
        ]
    )
    func untouched(text: String) {
        let found = Self.repair(text)
        #expect(found.text == text)
        #expect(found.codes == [])
        #expect(!found.repair.endsCheck && !found.repair.hasShiftedColumns)
    }

    @Test(
        "is not looked at further where a program still has to write it",
        arguments: [
            ("{% if x %}\n", true), ("<<<<<<< HEAD\n", true), ("=======\n", true), ("{{ x }}\n", false),
            ("```\n", false),
        ]
    )
    func ends(text: String, ends: Bool) { #expect(Self.repair(text).repair.endsCheck == ends) }

    @Test(
        "has columns that may not be what they look like where something unseen stands before a field",
        arguments: [
            ("\u{200b}a: b\n", true), ("  - \u{200b}a: b\n", true), ("a: \u{200b}b\n", false), ("\u{a0}a: b\n", false),
        ]
    )
    func columns(text: String, shifts: Bool) { #expect(Self.repair(text).repair.hasShiftedColumns == shifts) }

    @Test func `tells of one character once, with how often and where first`() {
        let findings = FindingCollector()
        let text = "a:\u{a0}b\nc:\u{a0}d\ne:\u{a0}f\n"
        _ = TextRepair(SourceText(path: "isc.yaml", bytes: Array(text.utf8)), reportingTo: findings)
        #expect(
            findings.findings.map { "\($0.place?.description ?? "") \($0.summary)" } == [
                "isc.yaml:1:3 a no-break space (U+00A0) stands here instead of an ordinary space, and in 2 more places"
            ]
        )
    }

    @Test(arguments: 0..<4) func `keeps its lines and columns whatever stands in it`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "\u{a0}", "\u{200b}", "“", "’", "–", "：", "{{ x }}", "<a>", "```", "TODO", "a: ", "- ", "#", "'", " ", "\n",
            "\r\n", "é",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let source = SourceText(path: "f", bytes: Array(text.utf8))
            let read = TextRepair(source, reportingTo: FindingCollector()).text
            #expect(read.lineCount == source.lineCount)
            for line in 1...source.lineCount {
                #expect(
                    read.line(line).unicodeScalars.count == source.line(line).unicodeScalars.count,
                    "\(text.debugDescription)"
                )
            }
        }
    }
}

@Suite("A line while it is repaired")
struct WrittenLineTests {
    @Test(
        "ends where its comment begins",
        arguments: [
            ("a: b", 4), ("# a", 0), ("a: b # c", 5), ("a: b#c", 6), ("a: 'b # c'", 10), ("a: 'b' # c", 7),
            ("a: it's # c", 8),
            ("a: \"b # c\" # d", 11), ("- 'x # y'", 9), ("[ 'a # b', 'c' ] # d", 17), ("", 0), ("a:\t# b", 3),
        ]
    )
    func comments(text: String, end: Int) {
        #expect(WrittenLine(Array(text.unicodeScalars), isFirst: false).end == end)
    }

    @Test(
        "knows where a dash begins an element of a list",
        arguments: [
            ("– a", 0, true), ("  – a", 2, true), ("- – a", 2, true), ("–a", 0, false), ("a – b", 2, false),
            ("  –", 2, true),
        ]
    )
    func elements(text: String, index: Int, begins: Bool) {
        #expect(WrittenLine(Array(text.unicodeScalars), isFirst: false).beginsElement(index) == begins)
    }

    @Test(
        "knows where a quote begins or ends a text",
        arguments: [
            ("“a”", 0, true), ("a: “b”", 3, true), ("a: “b”", 5, true), ("a: b’s", 4, false), ("[“a”, “b”]", 3, true),
            ("{a: ”b“}", 6, true),
        ]
    )
    func quotes(text: String, index: Int, delimits: Bool) {
        #expect(WrittenLine(Array(text.unicodeScalars), isFirst: false).delimits(index) == delimits)
    }
}
