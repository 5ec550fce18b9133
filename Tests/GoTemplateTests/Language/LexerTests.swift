// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct LexerTests {
    @Test(
        arguments: [
            Example("", ""),
            Example(" ", " "),
            Example("a\nb", "a\nb"),
            Example("{", "{"),
            Example("{ {", "{ {"),
            Example("}}", "}}"),
            Example("a } b { c", "a } b { c"),
            Example("{{1}}{{2}}", "12"),
            Example("{{ 1 }}\n", "1\n"),
            Example("x{{\"\"}}y", "xy"),
            Example("{{`}}`}}", "}}"),
            Example("{{\"}}\"}}", "}}"),
            Example("\u{FEFF}{{1}}", "\u{FEFF}1"),
        ]
    )
    func copiesWhatStandsBetweenActions(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("a {{- 1}}", "a1"),
            Example("{{1 -}} a", "1a"),
            Example("a\n\n{{- 1 -}}\n\nb", "a1b"),
            Example("a \t\r\n{{- 1 -}} \t\r\nb", "a1b"),
            Example("a {{-\t1\t-}} b", "a1b"),
            Example("a {{-\r\n1\r\n-}} b", "a1b"),
            Example("{{- 1 -}}", "1"),
            Example("  {{- 1 -}}  ", "1"),
            Example("{{1 -}} {{- 2}}", "12"),
            Example("{{1 -}}{{2}}", "12"),
            Example("a {{- \"x\"}}{{\" \" -}} b", "ax b"),
            Example("{{-3}}", "-3"),
            Example("{{ -3 -}} x", "-3x"),
            Example("{{- -3}}", "-3"),
            Example("{{- - 3}}", "1: illegal number syntax: \"-\""),
            Example("a\u{A0}{{- 1}}", "a\u{A0}1"),
            Example("a\u{2003}{{- 1}}", "a\u{2003}1"),
            Example("a\u{C}{{- 1}}", "a\u{C}1"),
            Example("{{ 3-}}", "1: bad number syntax: \"3-\""),
            Example("{{ \"a\"-}}", "1: unexpected \"-\" in operand"),
            Example("{{ .s-}}", "1: bad character U+002D '-'"),
            Example("{{-.s}}", "1: bad number syntax: \"-.s\""),
            Example("{{- }}", "1: missing value for command"),
            Example("{{ -}}", "1: missing value for command"),
            Example("{{--}}", "1: bad number syntax: \"--\""),
            Example("{{-}}", "1: illegal number syntax: \"-\""),
        ]
    )
    func trimsWhereTheMarkerHasItsBlank(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("a{{/* c */}}b", "ab"),
            Example("a {{- /* c */ -}} b", "ab"),
            Example("{{/**/}}", ""),
            Example("{{/* a\n\n */}}{{nope}}", "3: function \"nope\" not defined"),
            Example("{{/* {{ }} */}}x", "x"),
            Example("a {{- /* c */}} b", "a b"),
            Example("a {{/* c */ -}} b", "a b"),
            Example("{{/* c */}}{{/* d */}}", ""),
            Example("{{ /* c */ }}", "1: unexpected \"/\" in command"),
            Example("{{/* c */ }}", "1: comment ends before closing delimiter"),
            Example("{{/* c */x}}", "1: comment ends before closing delimiter"),
            Example("{{/* c", "1: unclosed comment"),
            Example("a\n{{/* c */ 1 }}", "2: comment ends before closing delimiter"),
            Example("{{-/* c */}}", "1: illegal number syntax: \"-\""),
            Example("{{/* c */-}} x", "1: comment ends before closing delimiter"),
            Example("{{1 /* c */}}", "1: unexpected \"/\" in operand"),
            Example("a {{-  /* c */}}", "1: unexpected \"/\" in command"),
            Example("{{/* * / */}}x", "x"),
            Example("{{/* /* */}}x", "x"),
        ]
    )
    func leavesCommentsOut(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ .s", "1: unclosed action"),
            Example("{{", "1: unclosed action"),
            Example("{{\n", "2: unclosed action started at t:1"),
            Example("{{ print 1\n\n", "3: unclosed action started at t:1"),
            Example("{{ (1", "1: unclosed action"),
            Example("{{ (1 }}", "1: unclosed left paren"),
            Example("{{ 1) }}", "1: unexpected right paren"),
            Example("{{ ) }}", "1: unexpected right paren"),
            Example("{{ \"a }}", "1: unterminated quoted string"),
            Example("{{ \"a\n\" }}", "1: unterminated quoted string"),
            Example("{{ `a }}", "1: unterminated raw quoted string"),
            Example("{{ 'a }}", "1: unterminated character constant"),
            Example("{{ 'a\n' }}", "1: unterminated character constant"),
            Example("{{ \"a\\", "1: unterminated quoted string"),
            Example("{{ 1 : }}", "1: expected :="),
            Example("{{ # }}", "1: unexpected \"#\" in command"),
            Example("{{ @x }}", "1: unexpected \"@\" in command"),
            Example("{{ x? }}", "1: bad character U+003F '?'"),
            Example("{{ \u{7F} }}", "1: unrecognized character in action: U+007F"),
            Example("{{ \u{1F600} }}", "1: unrecognized character in action: U+1F600 '\u{1F600}'"),
            Example("{{ \u{200B} }}", "1: unrecognized character in action: U+200B"),
            Example("{{ .a-b }}", "1: bad character U+002D '-'"),
            Example("{{ .a/b }}", "1: bad character U+002F '/'"),
            Example("{{ $a+1 }}", "1: bad character U+002B '+'"),
            Example("{{ .é }}", "<no value>"),
            Example("{{ .日本 }}", "<no value>"),
            Example("{{ .a٣ }}", "<no value>"),
            Example("{{ .a² }}", "1: bad character U+00B2 '²'"),
            Example("{{.}", "1: bad character U+007D '}'"),
            Example("{{ 1\n\n\"x\n}}", "3: unterminated quoted string in action started at t:1"),
            Example("{{ if true\n`x", "2: unterminated raw quoted string in action started at t:1"),
            Example("{{ .", "1: illegal number syntax: \".\""),
        ]
    )
    func saysWhatItCannotRead(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func knowsNoMoreAfterAnError() {
        #expect(
            rendered("{{ print\n\"a\n }}{{ end }}{{ end }}") == "2: unterminated quoted string in action started at t:1"
        )
    }

    @Test func takesBreakForAFunctionIfThereIsOne() {
        let set = TemplateSet(functions: ["break": Function([], result: .string) { _ in .string("B") }])
        #expect(rendered("{{ break }}{{ range .l }}{{ continue }}x{{ end }}", in: set) == "B")
    }
}
