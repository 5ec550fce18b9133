// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import YAML

@Suite struct WriterTests {
    private static let mirrorSet: YAMLValue = [
        "kind": "ImageDigestMirrorSet",
        "apiVersion": "config.openshift.io/v1",
        "metadata": ["name": "idms-release-0", "labels": [:], "finalizers": []],
        "spec": [
            "imageDigestMirrors": [
                ["source": "quay.io/a", "mirrors": ["mirror.example:5000/a", "[::1]:5000/a"], "weight": 3],
                ["source": "quay.io/b", "mirrors": ["mirror.example:5000/b"], "force": true, "note": .null],
            ],
            "nested": [["a", ["b"]], []],
            "text": "first line\n  second: line\n\nlast line\n",
        ],
    ]

    @Test func writesAsKubernetesDoes() throws {
        try expectGolden(YAMLWriter.text(Self.mirrorSet), "mirror-set.yaml")
    }

    @Test func separatesDocuments() {
        #expect(YAMLWriter.text(documents: [["a": 1], ["b": 2]]) == "a: 1\n---\nb: 2\n")
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("with space", "with space"), ("a:b", "a:b"), ("quay.io/a/b:v1", "quay.io/a/b:v1"),
            ("4.16.3", "4.16.3"), ("v4.14", "v4.14"), ("a#b", "a#b"), ("it's", "it's"), ("/a,b", "/a,b"),
            ("4.14", "\"4.14\""), ("yes", "\"yes\""), ("n", "\"n\""), ("", "\"\""), ("~", "\"~\""),
            ("0x10", "\"0x10\""),
            ("12:30", "\"12:30\""), ("2026-11-21", "\"2026-11-21\""), ("1e3", "\"1e3\""), ("null", "\"null\""),
            ("=", "\"=\""), ("<<", "\"<<\""),
            ("- a", "'- a'"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("*a", "'*a'"), ("{a", "'{a'"),
            ("'a'", "'''a'''"),
            (" a", "' a'"), ("a ", "'a '"), ("a:", "'a:'"), ("@a", "'@a'"), ("---", "\"---\""), ("-a", "'-a'"),
            ("tab\t", "\"tab\\t\""), ("\u{0}\u{85}\u{2028}\u{feff}", "\"\\x00\\x85\\u2028\\uFEFF\""),
            ("a\r\n", "\"a\\r\\n\""), ("\n", "\"\\n\""), (" a\nb", "\" a\\nb\""), ("ключ 🗝", "ключ 🗝"),
        ]
    )
    func quotesOnlyWhereItMust(text: String, written: String) {
        #expect(YAMLWriter.text(.string(text)) == written + "\n")
    }

    @Test(arguments: [("a\nb", "k: |-\n  a\n  b\n"), ("a\n\n b\n", "k: |\n  a\n\n   b\n")])
    func writesSeveralLinesAsABlock(text: String, written: String) {
        #expect(YAMLWriter.text(["k": .string(text)]) == written)
    }

    @Test(arguments: ["1.5", "-0.25", "1e3", ".5", "5.", "1_000.5", "9223372036854775808", ".inf"])
    func keepsNumbersAsTheyAreWritten(digits: String) throws {
        let value = try #require(YAMLValue(try node("k: \(digits)\n")))
        #expect(value == ["k": .number(digits)])
        #expect(YAMLWriter.text(value) == "k: \(digits)\n")
    }

    @Test func readsBackEveryStringItWrites() throws {
        var generator = SeededGenerator(seed: 1)
        let pieces = [
            "a", "b", "0", "1", ".", "-", "+", ":", " ", "#", "\n", "\t", "'", "\"", "\\", "|", ">", "&", "*", "!", "%",
            "@", "`", "[", "]", "{", "}", ",", "?", "~", "=", "<", "e", "x", "_", "\r", "\u{0}", "\u{1b}", "\u{85}",
            "\u{a0}", "\u{301}", "\u{2028}", "\u{feff}", "\u{fffe}", "é", "🗝", "true", "null", "---", "...", "no",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0...6, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let value: YAMLValue = [text: [.string(text), [.string(text)], ["k": .string(text)]]]
            let written = YAMLWriter.text(value)
            let read = try #require(YAMLValue(try node(written)))
            // Swift takes composed and decomposed letters for equal, so the bytes are compared as well.
            let isSame = read == value && YAMLWriter.text(read) == written
            #expect(isSame, "\(written.debugDescription)")
            guard isSame else { return }
        }
    }

    @Test func readsBackEveryShapeItWrites() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<2000 {
            let value = Self.value(depth: 5, using: &generator)
            let written = YAMLWriter.text(value)
            #expect(YAMLValue(try node(written)) == value, "\(written)")
            #expect(YAMLWriter.text(value) == written)
        }
    }

    @Test(arguments: [1, 400, 600, 1100, 5000])
    func readsBackLongKeys(length: Int) throws {
        let key = String(repeating: "k", count: length)
        for inner: YAMLValue in ["v", ["a"], ["b": 1], [], "two\nlines"] {
            let value: YAMLValue = ["outer": [[key: inner, "z": 1]]]
            #expect(YAMLValue(try node(YAMLWriter.text(value))) == value)
        }
    }

    private static func value(depth: Int, using generator: inout SeededGenerator) -> YAMLValue {
        let strings = ["a", "yes", "4.14", "two\nlines\n", "- x", "", "k: v"]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &generator) {
        case 0: return .string(strings.randomElement(using: &generator) ?? "")
        case 1: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 2: return .boolean(Bool.random(using: &generator))
        case 3: return .null
        case 4, 5:
            var fields: [String: YAMLValue] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let key = strings.randomElement(using: &generator) ?? ""
                fields[key] = value(depth: depth - 1, using: &generator)
            }
            return .mapping(fields)
        default:
            return .sequence(
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in value(depth: depth - 1, using: &generator) }
            )
        }
    }
}
