// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

@Suite("A reader of values")
struct ReaderTests {
    private static let place = "f.yaml:1:4: error: "

    @Test(
        "takes for a string what every tool takes for one",
        arguments: [
            ("v: plain", "plain"), ("v: 'a b'", "a b"), ("v: \"4.14\"", "4.14"), ("v: !!str 5", "5"),
            ("v: ! yes", "yes"),
            ("v: 4.16.3", "4.16.3"), ("v: |\n  a\n  b\n", "a\nb\n"), ("v: ''", ""), ("v: 12:30", "12:30"),
        ]
    )
    func strings(text: String, expected: String) throws {
        let reading = try readingValue(text) { reader, node in reader.string(node, name: "v") }
        #expect(reading.answer?.value == expected)
        #expect(reading.answer?.location == Diagnostics.SourceLocation(file: "f.yaml", line: 1, column: 4))
        #expect(reading.problems.isEmpty)
    }

    @Test(
        "says how to make a string of what is none",
        arguments: [
            ("v: 4.14", "found the number 4.14 | quote it: \"4.14\""),
            ("v: 4.10", "found the number 4.10, which YAML reads as 4.1 | quote it: \"4.10\""),
            ("v: 5.00", "found the number 5.00, which YAML reads as 5 | quote it: \"5.00\""),
            ("v: 1e10", "found the number 1e10 | quote it: \"1e10\""),
            ("v: 100", "found the number 100 | quote it: \"100\""),
            ("v: yes", "found `yes`, which YAML reads as the boolean true | quote it: \"yes\""),
            ("v: Off", "found `Off`, which YAML reads as the boolean false | quote it: \"Off\""),
            ("v: true", "found the boolean true | quote it: \"true\""),
            ("v: ~", "found nothing"), ("v: null", "found nothing"),
            ("v: [a]", "found a list"), ("v: {a: b}", "found a mapping"),
            ("v: !x y", "found `y` with the tag `!x` | remove the tag"),
            ("v: !!int x", "found `x` with the tag `tag:yaml.org,2002:int` | remove the tag"),
        ]
    )
    func notStrings(text: String, problem: String) throws {
        let reading = try readingValue(text) { reader, node in reader.string(node, name: "v") }
        #expect(reading.answer == nil)
        #expect(reading.problems == [Self.place + "`v` must be a string, " + problem])
    }

    @Test("lets the caller say what to write in place of a number, and of nothing else")
    func adviceForNumbers() throws {
        for (text, advice) in [
            ("v: 4.14", "write stable-4.14"), ("v: 4", "write stable-4"), ("v: yes", "quote it: \"yes\""),
        ] {
            let reading = try readingValue(text) { reader, node in
                reader.string(node, name: "v") { "write stable-\($0)" }
            }
            #expect(reading.problems.first?.hasSuffix(" | \(advice)") == true, "\(reading.problems)")
        }
    }

    @Test("shortens a long string where a message names it")
    func longStrings() throws {
        let exact = String(repeating: "x", count: 120)
        for (text, shown) in [(exact, exact), (exact + "y", exact + "…")] {
            let reading = try readingValue("v: \(text)") { reader, node in reader.integer(node, name: "v") }
            #expect(reading.problems == [Self.place + "`v` must be a whole number, found the string `\(shown)`"])
        }
    }

    @Test(
        "takes whole numbers in every base that Kubernetes' tools read",
        arguments: [
            ("12", 12), ("-3", -3), ("+4", 4), ("0x1F", 31), ("0b11", 3), ("0o17", 15), ("017", 15), ("1_000", 1000),
            ("!!int 7", 7), ("!!int '7'", 7), ("-9223372036854775808", Int64.min),
        ]
    )
    func integers(text: String, expected: Int64) throws {
        let reading = try readingValue("v: \(text)") { reader, node in reader.integer(node, name: "v") }
        #expect(reading.answer?.value == expected)
        #expect(reading.problems.isEmpty)
    }

    @Test(
        "says what is no whole number",
        arguments: [
            ("'12'", "found the string `12` | remove the quotes: `v: 12`"),
            ("\"-5\"", "found the string `-5` | remove the quotes: `v: -5`"),
            ("1.5", "found the number 1.5"), ("big", "found the string `big`"), ("[1]", "found a list"),
            ("{a: 1}", "found a mapping"), ("yes", "found `yes`, which YAML reads as the boolean true"),
            ("9223372036854775808", "found the number 9223372036854775808"), ("~", "found nothing"),
            ("!x 1", "found `1` with the tag `!x` | remove the tag"),
        ]
    )
    func notIntegers(text: String, problem: String) throws {
        let reading = try readingValue("v: \(text)") { reader, node in reader.integer(node, name: "v") }
        #expect(reading.answer == nil)
        #expect(reading.problems == [Self.place + "`v` must be a whole number, " + problem])
    }

    @Test("lets the caller say what to write in place of a text")
    func adviceForTexts() throws {
        let reading = try readingValue("v: all") { reader, node in
            reader.integer(node, name: "v") { $0 == "all" ? "write `v: 0` for all" : nil }
        }
        #expect(
            reading.problems == [
                Self.place + "`v` must be a whole number, found the string `all` | write `v: 0` for all"
            ]
        )
    }

    @Test(
        "takes every spelling of true and false",
        arguments: [
            ("true", true), ("True", true), ("TRUE", true), ("yes", true), ("Yes", true), ("YES", true), ("on", true),
            ("On", true), ("ON", true), ("y", true), ("Y", true), ("false", false), ("False", false), ("FALSE", false),
            ("no", false), ("No", false), ("NO", false), ("off", false), ("Off", false), ("OFF", false), ("n", false),
            ("N", false), ("!!bool 'on'", true),
        ]
    )
    func booleans(text: String, expected: Bool) throws {
        let reading = try readingValue("v: \(text)") { reader, node in reader.boolean(node, name: "v") }
        #expect(reading.answer?.value == expected)
        #expect(reading.problems.isEmpty)
    }

    @Test(
        "says what is neither true nor false",
        arguments: [
            ("'true'", "found the string `true` | remove the quotes: `v: true`"),
            ("\"no\"", "found the string `no` | remove the quotes: `v: false`"),
            ("1", "found the number 1 | write `v: true` or `v: false`"),
            ("maybe", "found the string `maybe` | write `v: true` or `v: false`"),
            ("!!str true", "found the string `true` | write `v: true` or `v: false`"),
            ("[true]", "found a list | write `v: true` or `v: false`"),
            ("~", "found nothing | write `v: true` or `v: false`"),
            ("!x true", "found `true` with the tag `!x` | remove the tag"),
        ]
    )
    func notBooleans(text: String, problem: String) throws {
        let reading = try readingValue("v: \(text)") { reader, node in reader.boolean(node, name: "v") }
        #expect(reading.answer == nil)
        #expect(reading.problems == [Self.place + "`v` must be true or false, " + problem])
    }

    @Test("says nothing more about a text of which a part is masked")
    func masked() throws {
        let mask = String(YAMLScalar.mask)
        let reading = try readingValue("v: a\(mask)\n") { reader, node in
            #expect(node.isMasked)
            #expect(reader.string(node, name: "v") == nil)
            #expect(reader.integer(node, name: "v") == nil)
            #expect(reader.boolean(node, name: "v") == nil)
            #expect(reader.list(node, name: "v") == nil)
            #expect(reader.mapping(node, as: Fruit.self, name: "v") == nil)
        }
        #expect(reading.problems.isEmpty)
    }
}
