// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@Suite("The advice about a single mark")
struct TokenAdviceTests {
    @Test("that no value begins with", arguments: ["@x", "`x`", "%x"])
    func firstCharacters(value: String) {
        let first = value.prefix(1)
        #expect(
            problems("k: \(value)\n")
                == [
                    "f.yaml:1:4: error: a value cannot begin with `\(first)` | put the value in quotes: `k: "
                        + "\"\(value)\"`"
                ]
        )
        #expect(
            problems("- \(value)\n") == [
                "f.yaml:1:3: error: a value cannot begin with `\(first)` | put the value in quotes: `- \"\(value)\"`"
            ]
        )
    }

    @Test(
        "that begins an alias, an anchor or a tag",
        arguments: [
            ("*", "*", "an alias such as `*name`"), ("*.io", "*", "an alias such as `*name`"),
            ("&", "&", "an anchor such as `&name`"),
            ("&é x", "&", "an anchor such as `&name`"), ("!<x", "!", "a tag such as `!!str`"),
            ("!x!y z", "!", "a tag such as `!!str`"),
        ]
    )
    func marks(value: String, mark: String, meaning: String) {
        #expect(
            problems("k: \(value)\n") == [
                "f.yaml:1:4: error: `\(mark)` at the beginning of a value means \(meaning), but this is not one"
                    + " | put the value in quotes: `k: \"\(value)\"`"
            ]
        )
    }

    @Test(
        "that is a quote and not closed",
        arguments: [
            ("k: 'x\ny: z\n", "1:4", "'", "`''`"), ("k: \"x\n", "1:4", "\"", "`\\\"`"),
            ("a:\n- b: \"x\n---\ny\"\n", "2:6", "\"", "`\\\"`"),
        ]
    )
    func quotes(text: String, place: String, quote: String, inside: String) {
        #expect(
            problems(text) == [
                "f.yaml:\(place): error: the quote `\(quote)` is not closed"
                    + " | put `\(quote)` after the text; a `\(quote)` inside it is written \(inside)"
            ]
        )
    }

    @Test(
        "that begins an escape which nobody knows",
        arguments: ["\\d", "\\xzz", "\\u12", "\\ud800", "\\U00110000", "\\'", "\\ü"]
    )
    func escapes(escape: String) {
        let found = problems("k: \"\(escape)\"\n")
        #expect(found.count == 1)
        #expect(
            found.first?.hasSuffix(
                "error: a `\\` between double quotes begins an escape, but this one is unknown"
                    + " | put the text in single quotes, where `\\` means itself"
            ) == true,
            "\(found)"
        )
        #expect(found.first?.hasPrefix("f.yaml:1:") == true)
        #expect(problems("k: '\(escape.replacing("'", with: "''"))'\n").isEmpty)
    }

    @Test("that is a directive", arguments: ["%FOO", "%YAML 3.0", "%YAML x", "%TAG x", "%", "%YAML 1.1\n%YAML 1.1"])
    func directives(line: String) {
        let number = line.contains("\n") ? 2 : 1
        #expect(
            problems("\(line)\n---\na: 1\n") == [
                "f.yaml:\(number):1: error: a line that begins with `%` is a directive, but this one is "
                    + "unknown | remove the line"
            ]
        )
    }

    @Test(
        "that is a tab",
        arguments: [
            ("a:\n\tb: 1\n", "2:1"), ("a:\n  b: 1\n\tc: 2\n", "3:1"), ("a:\n\t- b\n", "2:1"), ("a: |\n\tx\n", "2:1"),
        ]
    )
    func tabs(text: String, place: String) {
        #expect(
            problems(text) == [
                "f.yaml:\(place): error: there is a tab where YAML requires spaces | indent with spaces"
            ]
        )
    }

    @Test("that stands behind the header of a block", arguments: ["|x", ">x", "|0", "|-x", "| x"])
    func blockHeaders(header: String) {
        let found = problems("a: \(header)\n b\n")
        #expect(found.count == 1)
        #expect(
            found.first?.hasSuffix(
                "error: a block of text (`|` or `>`) has something else on its first line | begin the text on "
                    + "the next line"
            ) == true,
            "\(found)"
        )
    }

    @Test(
        "does not quote what quotes do not help",
        arguments: [
            // A value that is in quotes already, and one that is too long to repeat.
            ("a: \"x\" y: z\n", "put the value in quotes"),
            ("a: b: \(String(repeating: "c", count: 120))\n", "put the value in quotes: "),
        ]
    )
    func noQuoting(text: String, words: String) {
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.contains(words) == false, "\(found)")
    }

    @Test(
        "that is a control character, wherever it stands",
        arguments: [
            ([0x61, 0x3a, 0x20, 0x00], "1:4", "a NUL byte"), ([0x61, 0x0a, 0x1b], "2:1", "a control character"),
            ([0xef, 0xbb, 0xbf, 0x61, 0x7f], "1:2", "a control character"),
            ([0xc3, 0xa9, 0x3a, 0x20, 0x01], "1:4", "a control character"),
        ] as [([UInt8], String, String)]
    )
    func controls(bytes: [UInt8], place: String, name: String) {
        let found = problems(bytes)
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix("error: \(name) is not allowed in YAML | remove it") == true, "\(found)")
        if bytes.first != 0xef { #expect(found.first?.hasPrefix("f.yaml:\(place):") == true, "\(found)") }
    }
}
