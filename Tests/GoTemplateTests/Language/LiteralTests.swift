// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct LiteralTests {
    @Test(
        arguments: [
            Example("{{ 0 }}", "0"),
            Example("{{ 007 }}", "7"),
            Example("{{ 0x1F }}", "31"),
            Example("{{ 0XaB }}", "171"),
            Example("{{ 0b101 }}", "5"),
            Example("{{ 0B11 }}", "3"),
            Example("{{ 0o17 }}", "15"),
            Example("{{ 00 }}", "0"),
            Example("{{ -0x10 }}", "-16"),
            Example("{{ +0b1 }}", "1"),
            Example("{{ 1_2_3 }}", "123"),
            Example("{{ 0_7 }}", "7"),
            Example("{{ 0b_1 }}", "1"),
            Example("{{ 0x_F }}", "15"),
            Example("{{ -0 }}", "0"),
            Example("{{ 9223372036854775807 }}", "9223372036854775807"),
            Example("{{ 0x7fffffffffffffff }}", "9223372036854775807"),
            Example("{{ printf \"%T\" 0x1e3 }}", "int"),
        ]
    )
    func readsWholeNumbers(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ 08 }}", "1: integer overflow: \"08\""),
            Example("{{ 1_ }}", "1: illegal number syntax: \"1_\""),
            Example("{{ 0b }}", "1: illegal number syntax: \"0b\""),
            Example("{{ 0o }}", "1: illegal number syntax: \"0o\""),
            Example("{{ 0o8 }}", "1: bad number syntax: \"0o8\""),
            Example("{{ 0xg }}", "1: bad number syntax: \"0xg\""),
            Example("{{ 1e }}", "1: illegal number syntax: \"1e\""),
            Example("{{ 1e+ }}", "1: illegal number syntax: \"1e+\""),
            Example("{{ 1e400 }}", "1: illegal number syntax: \"1e400\""),
            Example("{{ 0x1.8 }}", "1: illegal number syntax: \"0x1.8\""),
            Example("{{ 1.5x }}", "1: bad number syntax: \"1.5x\""),
            Example("{{ 1-2 }}", "1: bad number syntax: \"1-2\""),
            Example("{{ 99999999999999999999 }}", "1: integer overflow: \"99999999999999999999\""),
            Example(
                "{{ 18446744073709551615 }}",
                "1:3: executing \"t\" at <18446744073709551615>: 18446744073709551615 overflows int"
            ),
            Example("{{ + }}", "1: illegal number syntax: \"+\""),
            Example("{{ 1é }}", "1: bad number syntax: \"1é\""),
            Example("{{ 1.e }}", "1: illegal number syntax: \"1.e\""),
            Example("{{ 0b1.1 }}", "1: illegal number syntax: \"0b1.1\""),
            Example("{{ 0x1i }}", "1: illegal number syntax: \"0x1i\""),
            Example("{{ 1ii }}", "1: bad number syntax: \"1ii\""),
        ]
    )
    func refusesWhatIsNoNumber(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ 1.5 }}", "1.5"),
            Example("{{ .5 }}", "0.5"),
            Example("{{ 1. }}", "1"),
            Example("{{ -.5 }}", "-0.5"),
            Example("{{ 1e3 }}", "1000"),
            Example("{{ 1E-3 }}", "0.001"),
            Example("{{ 1_0.5_0 }}", "10.5"),
            Example("{{ 1e1_0 }}", "1e+10"),
            Example("{{ 0x1p4 }}", "16"),
            Example("{{ 0x.8p1 }}", "1"),
            Example("{{ 0X1P-2 }}", "0.25"),
            Example("{{ 017.5 }}", "17.5"),
            Example("{{ -0.0 }}", "-0"),
            Example("{{ 1e-400 }}", "0"),
            Example("{{ 09.5 }}", "9.5"),
            Example("{{ 123456789.0 }}", "1.23456789e+08"),
            Example("{{ 0.1 }}", "0.1"),
            Example("{{ 100000.0 }}", "100000"),
            Example("{{ printf \"%T %T\" 1.0 1e0 }}", "float64 float64"),
            Example("{{ printf \"%T\" 0x1p0 }}", "float64"),
        ]
    )
    func readsNumbersOfFloatingPoint(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ 2i }}", "(0+2i)"),
            Example("{{ -2i }}", "(0-2i)"),
            Example("{{ 1-2i }}", "(1-2i)"),
            Example("{{ 1.5e1+.5i }}", "(15+0.5i)"),
            Example("{{ 0i }}", "(0+0i)"),
            Example("{{ 012i }}", "(0+12i)"),
            Example("{{ 1+2 }}", "1: bad number syntax: \"1+2\""),
            Example("{{ 1+2ii }}", "1: bad number syntax: \"1+2ii\""),
            Example("{{ 0x1p1+0x1p1i }}", "(2+2i)"),
            Example("{{ 0b1+1i }}", "1: syntax error scanning complex number"),
            Example("{{ eq 1i 1i }} {{ eq 1i 2i }}", "true false"),
            Example("{{ if 0i }}T{{ else }}F{{ end }}", "F"),
            Example(
                "{{ lt 1i 2i }}",
                "1:3: executing \"t\" at <lt 1i 2i>: error calling lt: invalid type for comparison"
            ),
        ]
    )
    func readsComplexNumbers(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ 'a' }}", "97"),
            Example("{{ '\\n' }}", "10"),
            Example("{{ '\\x41' }}", "65"),
            Example("{{ '\\101' }}", "65"),
            Example("{{ '\\u00e9' }}", "233"),
            Example("{{ '\\U0001F600' }}", "128512"),
            Example("{{ '\u{1F600}' }}", "128512"),
            Example("{{ '\"' }}", "34"),
            Example("{{ '\\\\' }}", "92"),
            Example("{{ '\\xff' }}", "255"),
            Example("{{ '\\a' }}", "7"),
            Example("{{ '' }}", "1: invalid syntax"),
            Example("{{ 'ab' }}", "1: malformed character constant: 'ab'"),
            Example("{{ '\\\"' }}", "1: invalid syntax"),
            Example("{{ '\\z' }}", "1: invalid syntax"),
            Example("{{ '\\400' }}", "1: invalid syntax"),
            Example("{{ '\\ud800' }}", "1: invalid syntax"),
            Example("{{ printf \"%c\" 'x' }}", "x"),
            Example("{{ eq 'a' 97 }}", "true"),
        ]
    )
    func readsCharacters(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example(#"{{ "a\tb" }}"#, "a\tb"),
            Example(#"{{ "\a\b\f\n\r\t\v\\\"" }}"#, "\u{7}\u{8}\u{C}\n\r\t\u{B}\\\""),
            Example(#"{{ "\101\x42\u0043\U00000044" }}"#, "ABCD"),
            Example(#"{{ "\'" }}"#, "1: invalid syntax"),
            Example(#"{{ "\8" }}"#, "1: invalid syntax"),
            Example(#"{{ "\x4" }}"#, "1: invalid syntax"),
            Example(#"{{ "\u12" }}"#, "1: invalid syntax"),
            Example(#"{{ "\U00110000" }}"#, "1: invalid syntax"),
            Example(#"{{ "\udfff" }}"#, "1: invalid syntax"),
            Example(#"{{ printf "%q" "\xff\xfe" }}"#, #""\xff\xfe""#),
            Example(#"{{ len "\xff" }} {{ len "\u00ff" }}"#, "1 2"),
            Example(#"{{ "'" }}"#, "'"),
            Example("{{ `a\\n\"'` }}", "a\\n\"'"),
            Example("{{ `a\r\nb\r` }}", "a\nb"),
            Example("{{ `` }}", ""),
            Example("{{ \"\" }}", ""),
            Example("{{ `a\nb` }}{{ nope }}", "2: function \"nope\" not defined"),
        ]
    )
    func readsTexts(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func keepsBytesThatAreNoText() throws {
        let set = TemplateSet()
        try set.parse(Text([0x61, 0xFF, 0x62]), named: "t")
        #expect(try set.execute("t", with: .null).bytes == [0x61, 0xFF, 0x62])
    }

    @Test func readsBadBytesInALiteralAsTheReplacement() throws {
        let set = TemplateSet()
        try set.parse(Text(Array("{{ \"".utf8) + [0xFF] + Array("\" }}".utf8)), named: "t")
        #expect(try set.execute("t", with: .null).string == "\u{FFFD}")
    }
}
