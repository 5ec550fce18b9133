// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import YAML

@Suite("The form of written YAML")
struct WriterFormTests {
    @Test(
        "is that of Kubernetes' tools",
        arguments: [
            ([:], "{}\n"), ([], "[]\n"), (.null, "null\n"), (true, "true\n"), (-7, "-7\n"), ("x", "x\n"),
            (.number("1.50"), "1.50\n"),
            (["b": 1, "a": 2], "a: 2\nb: 1\n"), (["a": ["x", "z"]], "a:\n- x\n- z\n"),
            (["a": ["b": ["c"]]], "a:\n  b:\n  - c\n"),
            ([["a": 1, "b": 2]], "- a: 1\n  b: 2\n"), ([["x", "z"], "z"], "- - x\n  - z\n- z\n"),
            ([["a": ["x"]]], "- a:\n  - x\n"),
            (["a": [[:], []]], "a:\n- {}\n- []\n"), (["a": [["b": ["c": 1]]]], "a:\n- b:\n    c: 1\n"),
            (["4": "4"], "\"4\": \"4\"\n"), (["yes": false], "\"yes\": false\n"), (["a b": .null], "a b: null\n"),
            (["k": "a\nb\n"], "k: |\n  a\n  b\n"), (["k": ["a\nb"]], "k:\n- |-\n  a\n  b\n"),
            ("a\nb", "|-\n  a\n  b\n"),
            (["k": ["x": "a\n\nb\n"]], "k:\n  x: |\n    a\n\n    b\n"),
        ] as [(YAMLValue, String)]
    )
    func forms(value: YAMLValue, text: String) throws {
        #expect(YAMLWriter.text(value) == text)
        #expect(YAMLValue(try node(text)) == value)
    }

    @Test("has its keys in the order of their bytes")
    func order() {
        let keys = ["b", "a", "B", "é", "a.b", "a-b", "a_b", "ab", "z", "🗝", "ﬀ", "10", "9"]
        let value = YAMLValue.mapping(Dictionary(uniqueKeysWithValues: keys.map { ($0, .integer(1)) }))
        let written = YAMLWriter.text(value).split(separator: "\n").map { String($0.dropLast(3)) }
        // Bytes of UTF-8 and not of UTF-16, in which the last two would change places.
        #expect(written == ["\"10\"", "\"9\"", "B", "a", "a-b", "a.b", "a_b", "ab", "b", "z", "é", "ﬀ", "🗝"])
    }

    @Test("announces a key of more than 500 bytes with a question mark")
    func longKeys() {
        let longest = String(repeating: "k", count: 500)
        #expect(YAMLWriter.text([longest: 1]) == "\(longest): 1\n")
        #expect(YAMLWriter.text([longest + "k": 1]) == "? \(longest)k\n: 1\n")
        #expect(YAMLWriter.text(["a": [longest + "k": [1]]]) == "a:\n  ? \(longest)k\n  :\n  - 1\n")
    }

    @Test(
        "quotes a text whose first character is a mark",
        arguments: ["-", "?", ":", ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "%", "@", "`", " "]
    )
    func firstMarks(mark: String) throws {
        let text = mark + "word"
        #expect(YAMLWriter.text(.string(text)) == "'\(text.replacing("'", with: "''"))'\n")
        // In the middle of a word the same mark needs nothing.
        #expect(YAMLWriter.text(.string("a\(mark)b")) == "a\(mark)b\n")
    }

    @Test(
        "is a block only where that gives the text back",
        arguments: [
            ("a\nb", true), ("a\n", true), ("a\n\nb\n", true), ("a\n  b", true), ("a", false), ("\na", false),
            (" a\nb", false),
            ("a\n\n", false), ("a \nb", false), ("a\nb ", false), ("a\tb\nc", false), ("a\r\nb", false),
            ("a\u{85}\nb", false), ("\n", false),
            ("#a\nb", true), ("- a\n- b", true), ("é\nü", true), ("a\u{7}\nb", false),
        ]
    )
    func blocks(text: String, isBlock: Bool) throws {
        let written = YAMLWriter.text(["k": .string(text)])
        #expect(written.hasPrefix("k: |") == isBlock, "\(written)")
        #expect(YAMLValue(try node(written)) == ["k": .string(text)])
    }

    @Test("gives back every single character, alone and between letters")
    func everyCharacter() throws {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x2ff, 0x2000...0x206f, 0xd7f0...0xd7ff, 0xe000...0xe010, 0xfe00...0xffff, 0x1f5d0...0x1f5df,
            0x10fff0...0x10ffff,
        ]
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
            let character = String(Character(scalar))
            for text in [character, "a\(character)b", " \(character)", "\(character) "] {
                let read = try node(YAMLWriter.text(.string(text)))
                guard case .scalar(let found) = read.content else { throw NoFields() }
                let isSame = Array(found.text.unicodeScalars) == Array(text.unicodeScalars) && found.meaning == .string
                #expect(isSame, "U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
            }
        }
    }

    @Test("has one dash line between documents, none before and none after")
    func documents() {
        #expect(YAMLWriter.text(documents: []).isEmpty)
        #expect(YAMLWriter.text(documents: ["a"]) == "a\n")
        #expect(YAMLWriter.text(documents: ["a", [1], ["k": "v"]]) == "a\n---\n- 1\n---\nk: v\n")
    }

    @Test("of a value written in Swift has the later of two fields of one name")
    func literals() {
        #expect(YAMLValue(dictionaryLiteral: ("a", 1), ("a", 2)) == ["a": 2])
    }
}
