// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct PrintTests {
    @Test(
        arguments: [
            Example("{{ print }}", ""),
            Example("{{ print 1 }}", "1"),
            Example("{{ print \"a\" \"b\" }}", "ab"),
            Example("{{ print 1 2 3 }}", "1 2 3"),
            Example("{{ print \"a\" 1 2 \"b\" }}", "a1 2b"),
            Example("{{ print 1 \"a\" 2 }}", "1a2"),
            Example("{{ print true nil 1.5 }}", "true <nil> 1.5"),
            Example("{{ print nil \"a\" nil }}", "<nil>a<nil>"),
            Example("{{ print .l .m }}", "[a b c] map[k1:v1 k2:v2]"),
            Example("{{ print \"\" \"\" 1 }}", "1"),
            Example("{{ println }}", "\n"),
            Example("{{ println \"a\" 1 }}", "a 1\n"),
            Example("{{ println 1 2 }}", "1 2\n"),
            Example("{{ println nil }}", "<nil>\n"),
            Example("{{ 1 | print 2 }}", "2 1"),
            Example("{{ \"x\" | println \"y\" }}", "y x\n"),
            Example("{{ print 1i }}", "(0+1i)"),
            Example("{{ print 'a' }}", "97"),
        ]
    )
    func putsBlanksBetweenOperands(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func printsValues() {
        let table: [(Value, String)] = [
            (Value.null, "<nil>"),
            (.bool(true), "true"),
            (.int(-5), "-5"),
            (.integer(-1, .uint8), "18446744073709551615"),
            (.float(1e6), "1e+06"),
            (.float(100_000), "100000"),
            (.float(-0.0), "-0"),
            (.float(.nan), "NaN"),
            (.float(.infinity), "+Inf"),
            (.float(-.infinity), "-Inf"),
            (.float(.leastNonzeroMagnitude), "5e-324"),
            (.float(1.7976931348623157e308), "1.7976931348623157e+308"),
            (.string("a b"), "a b"),
            (.list(List([])), "[]"),
            (.list(List([.null, .string("")])), "[<nil> ]"),
            (.map(Map()), "map[]"),
            (.map(Map(["": .null])), "map[:<nil>]"),
            (.list(List([.integer(97, .uint8)], of: .integer(.uint8))), "[97]"),
            (.list(List([.string("a")], of: .string)), "[a]"),
            (.complex(real: 1, imaginary: -2), "(1-2i)"),
            (.list(List([.list(List([.int(1)])), .map(Map(["a": .list(List([]))]))])), "[[1] map[a:[]]]"),
            (.float(123456789), "1.23456789e+08"),
            (.float(0.000001), "1e-06"),
            (.float(0.0001), "0.0001"),
            (.float(1e20), "1e+20"),
            (.float(1e21), "1e+21"),
            (.float(123456), "123456"),
            (.float(1234567), "1.234567e+06"),
            (.float(0.1 + 0.2), "0.30000000000000004"),
        ]
        for (value, text) in table {
            #expect(value.printed.string == text)
        }
    }

    @Test func cutsAValueThatContainsItself() {
        let map = Map()
        map.entries["self"] = .map(map)
        #expect(Value.map(map).printed.count < 10_000)
        let text = rendered("{{ . }}", with: .map(map))
        #expect(text == "1:3: executing \"t\" at <{{.}}>: the value is too large, or nested too deeply, to be printed")
        #expect(rendered("{{ print . }}", with: .map(map)).hasSuffix("to be printed"))
        #expect(rendered("{{ html . }}", with: .map(map)).hasSuffix("to be printed"))
        map.entries = [:]
    }

    @Test(
        arguments: [
            (GoType.any, "interface {}"),
            (.bool, "bool"),
            (.float, "float64"),
            (.complex, "complex128"),
            (.string, "string"),
            (.list(.any), "[]interface {}"),
            (.list(.string), "[]string"),
            (.map(.any), "map[string]interface {}"),
            (.map(.list(.string)), "map[string][]string"),
            (.list(.integer(.uint8)), "[]uint8"),
            (.integer(.int64), "int64"),
            (.named("time.Time", .struct), "time.Time"),
            (.list(.map(.any)), "[]map[string]interface {}"),
        ]
    )
    func namesTypes(type: GoType, name: String) {
        #expect(type.description == name)
    }

    @Test(
        arguments: [
            ("abc", #""abc""#),
            ("a\"b", #""a\"b""#),
            ("a\\b", #""a\\b""#),
            ("\n\t\r", #""\n\t\r""#),
            ("\u{7}\u{8}\u{B}\u{C}", #""\a\b\v\f""#),
            ("\u{0}\u{1F}\u{7F}", #""\x00\x1f\x7f""#),
            ("é日", #""é日""#),
            ("\u{200B}", #""\u200b""#),
            ("\u{FEFF}", #""\ufeff""#),
            ("\u{1F600}", "\"\u{1F600}\""),
            ("\u{E000}", #""\ue000""#),
            ("\u{10FFFF}", #""\U0010ffff""#),
            ("\u{A0}", #""\u00a0""#),
            ("\u{85}", #""\u0085""#),
            ("'", "\"'\""),
            ("\u{FFFD}", "\"\u{FFFD}\""),
            ("\u{2028}", #""\u2028""#),
            ("", "\"\""),
            ("\u{AD}", #""\u00ad""#),
        ]
    )
    func quotesTexts(text: String, literal: String) {
        #expect(Text(text).quoted.string == literal)
    }

    @Test func quotesBytesThatAreNoText() {
        #expect(Text([0xFF, 0x61, 0xC3]).quoted == #""\xffa\xc3""#)
        #expect(Text([0xED, 0xA0, 0x80]).quoted == #""\xed\xa0\x80""#)
        #expect(Text([0xC0, 0x80]).quoted == #""\xc0\x80""#)
        #expect(Text([0xF4, 0x90, 0x80, 0x80]).quoted == #""\xf4\x90\x80\x80""#)
    }
}
