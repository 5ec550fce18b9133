// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// What Go's YAML library makes of values.
@Suite struct YAMLWritingTests {
    private func written(_ datum: YAMLDatum) -> String {
        String(decoding: GoYAMLWriter.bytes(datum), as: UTF8.self)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a b", "a b"), ("-a", "-a"), ("a:b", "a:b"), ("a#b", "a#b"), ("<<", "<<"), ("+", "+"),
        ("a: b", "'a: b'"), ("a:", "'a:'"), ("#a", "'#a'"), ("a #b", "'a #b'"), ("- a", "'- a'"), ("-", "'-'"),
        ("? a", "'? a'"), ("?a", "?a"), (": a", "': a'"), (":a", ":a"), ("[a", "'[a'"), ("{a}", "'{a}'"),
        (",a", "',a'"), ("a,b", "a,b"), ("&a", "'&a'"), ("*a", "'*a'"), ("!a", "'!a'"), ("|a", "'|a'"), (">a", "'>a'"),
        ("'a'", "'''a'''"), ("\"a\"", "'\"a\"'"), ("%a", "'%a'"), ("@a", "'@a'"), ("`a`", "'`a`'"), ("---", "'---'"),
        ("---a", "'---a'"), ("...", "'...'"), ("--", "--"), (" a", "' a'"), ("a ", "'a '"), (" ", "' '"),
        ("a: 'b'", "'a: ''b'''"),
    ])
    func `a text stands plain unless the syntax forbids it`(text: String, yaml: String) {
        #expect(written(.string(Text(text))) == yaml + "\n")
    }

    @Test(arguments: [
        "", "~", "null", "Null", "NULL", "true", "False", "yes", "No", "on", "OFF", "y", "N", "1", "-1", "+1", "0755",
        "08",
        "0x1F", "0o17", "0b11", "1_000", "1__", "1.5", ".5", "5.", "1e3", "-1.5E-3", ".inf", "-.INF", ".NaN", "1:30",
        "12:30:45",
        "-1:30.5", "2020-01-02", "2020-1-2", "2020-01-02T03:04:05Z", "2020-01-02 3:4:5", "2020-01-02T03:04:05.5+01:00",
    ])
    func `a text that looks like something else is in double quotes`(text: String) {
        #expect(written(.string(Text(text))) == "\"\(text)\"\n")
        #expect(written(.map([Text(text): .bool(true)])) == "\"\(text)\": true\n")
    }

    @Test(arguments: [
        "yEs", "nul", "TRue", "1.2.3", "v1", "0xZ", "a1", "1a", "8080:80", "1:60", "10.0.0.1", "2020-13-01",
        "2020-02-30", "2020-01-02T", "1e", "e1", ".", "..", "-.", "Infinity", "nan", "_1", "1 2", "0b2x", "0o9",
    ])
    func `a text that only resembles something else stays plain`(text: String) {
        #expect(written(.string(Text(text))) == text + "\n")
    }

    @Test(arguments: [
        ("a\nb", "|-\n  a\n  b"), ("a\n", "|\n  a"), ("a\n\n", "|+\n  a\n"), ("\n", "|2+\n"), ("\na", "|2-\n\n  a"),
        ("  a\nb", "|2-\n    a\n  b"), ("a\n\nb\n", "|\n  a\n\n  b"), ("a\n b\n", "|\n  a\n   b"),
        ("a \nb", "\"a \\nb\""), ("a\nb ", "\"a\\nb \""), ("a\tb", "\"a\\tb\""), ("a\rb", "\"a\\rb\""),
        ("a\u{1}b", "\"a\\x01b\""), ("\u{7}\u{8}\u{b}\u{c}\u{1b}\u{0}", "\"\\a\\b\\v\\f\\e\\0\""),
        ("a\u{1F600}", "\"a\\U0001F600\""), ("a\u{feff}", "\"a\\uFEFF\""), ("\u{feff}a", "\"\\uFEFF\\x61\""),
        ("gr\u{fc}n \u{65e5}", "gr\u{fc}n \u{65e5}"), ("a\u{a0}b", "a\u{a0}b"),
    ])
    func `lines and unusual characters choose the style`(text: String, yaml: String) {
        #expect(written(.string(Text(text))) == yaml + "\n")
    }

    @Test func `a line separator makes a single-quoted text of two lines`() {
        #expect(written(.string("a\u{2028}b")) == "'a\u{2028}  b'\n")
        #expect(written(.map(["a\u{2028}b": .null])) == "? 'a\u{2028}  b'\n: null\n")
    }

    @Test func `texts are folded at the first blank behind column 80`() {
        let words = Array(repeating: "word", count: 20).joined(separator: " ")
        let folded = Array(repeating: "word", count: 17).joined(separator: " ") + "\n  word word word"
        #expect(written(.string(Text(words))) == folded + "\n")
        #expect(written(.string(Text("a: " + words))).split(separator: "\n").count == 2)
        #expect(written(.string(Text(words + "\u{1}"))).split(separator: "\n").count == 2)
        #expect(written(.string(Text(words + "\nx"))) == "|-\n  \(words)\n  x\n")
        let blanks = String(repeating: "x", count: 90) + "  y z"
        #expect(written(.string(Text(blanks))) == "\(String(repeating: "x", count: 90))  y\n  z\n")
    }

    @Test func `a space behind a fold in double quotes is escaped`() {
        let text = String(repeating: "x", count: 90) + "  y\u{1}"
        #expect(written(.string(Text(text))) == "\"\(String(repeating: "x", count: 90))\n  \\ y\\x01\"\n")
    }

    @Test func `collections are indented as Kubernetes' tools do`() {
        let datum = YAMLDatum.map([
            "list": .list([
                .integer(1), .list([.integer(2), .list([])]), .map(["a": .integer(3), "b": .list([.null])]),
            ]),
            "map": .map(["inner": .map([:])]),
        ])
        #expect(
            written(datum) == """
                list:
                - 1
                - - 2
                  - []
                - a: 3
                  b:
                  - null
                map:
                  inner: {}

                """
        )
        #expect(written(.map([:])) == "{}\n")
        #expect(written(.list([])) == "[]\n")
        #expect(written(.list([.list([.list([.bool(true)])])])) == "- - - true\n")
    }

    @Test func `a key that is long or has lines is announced with a question mark`() {
        let long = String(repeating: "k", count: 129)
        #expect(written(.map([Text(long): .list([.integer(1)])])) == "? \(long)\n: - 1\n")
        #expect(written(.map([Text(long): .map(["a": .integer(1)])])) == "? \(long)\n: a: 1\n")
        #expect(written(.map(["a\nb": .string("c")])) == "? |-\n  a\n  b\n: c\n")
        #expect(written(.map([Text(String(long.dropLast())): .null])) == "\(long.dropLast()): null\n")
    }

    @Test(arguments: [
        (1.0, "1"), (1.5, "1.5"), (1e6, "1000000"), (1_234_567.5, "1.2345675e+06"), (1e20, "1e+20"), (1e-7, "1e-07"),
        (9_007_199_254_740_992, "9007199254740992"), (9_223_372_036_854_775_808, "9223372036854776000"),
        (18_446_744_073_709_551_616, "1.8446744073709552e+19"), (-0.0, "0"), (0.1, "0.1"),
        (-9_223_372_036_854_775_808, "-9.223372036854776e+18"), (12_345_678_901_234_567_168, "12345678901234567000"),
    ])
    func `numbers go through JSON first`(number: Double, yaml: String) {
        #expect(HelmYAML.text(.float(number)).string == yaml)
    }

    @Test func `what cannot be written is nothing`() {
        for value in [Value.float(.nan), .float(.infinity), .string("a\u{7f}"), .string("\u{84}"), .string("\u{ffff}")]
        {
            #expect(HelmYAML.text(.list(List([value]))).isEmpty)
        }
        let map = Map()
        map.entries["self"] = .map(map)
        #expect(HelmYAML.text(.map(map)).isEmpty)
        map.entries = [:]
        #expect(HelmYAML.text(.map(Map([Text(String(repeating: "k", count: 1023)): .null]))).isEmpty)
        #expect(!HelmYAML.text(.map(Map([Text(String(repeating: "k", count: 1022)): .null]))).isEmpty)
    }

    @Test(arguments: [
        ("a\u{85}b", "a b"), ("a  \u{85} \u{85}b", "|-\n  a\n  b"), ("a\u{2029}b", "'a\u{2029}  b'"),
    ])
    func `a break that JSON does not escape is folded on the way`(text: String, yaml: String) {
        #expect(HelmYAML.text(.string(Text(text))).string == yaml)
    }

    @Test func `bytes that are not UTF-8 are replaced one by one`() {
        #expect(
            HelmYAML.text(.string(Text([0x61, 0xc3, 0x28, 0xf0, 0x9f, 0x62]))).string == "a\u{fffd}(\u{fffd}\u{fffd}b"
        )
    }
}
