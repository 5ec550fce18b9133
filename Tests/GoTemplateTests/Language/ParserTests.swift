// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct ParserTests {
    @Test(
        arguments: [
            Example("{{ end }}", "1: unexpected {{end}}"),
            Example("{{ else }}", "1: unexpected {{else}}"),
            Example("{{ else if true }}", "1: unexpected {{else}}"),
            Example("{{ if true }}", "1: unexpected EOF"),
            Example("{{ if true }}{{ else }}", "1: unexpected EOF"),
            Example("{{ range .l }}\n\n", "3: unexpected EOF"),
            Example("{{ if }}{{ end }}", "1: missing value for if"),
            Example("{{ with }}{{ end }}", "1: missing value for with"),
            Example("{{ range }}{{ end }}", "1: missing value for range"),
            Example("{{ if true }}{{ else }}{{ else }}{{ end }}", "1: expected end; found {{else}}"),
            Example("{{ if true }}{{ end x }}", "1: unexpected \"x\" in end"),
            Example("{{ if true }}{{ else x }}{{ end }}", "1: unexpected \"x\" in else"),
            Example("{{ if true }}{{ else if }}{{ end }}", "1: missing value for if"),
            Example("{{ with .s }}{{ else if true }}{{ end }}", "1: unexpected <if> in input"),
            Example("{{ if .s }}{{ else with .s }}{{ end }}", "1: unexpected <with> in input"),
            Example("{{ range .l }}{{ else with .s }}{{ end }}", "1: unexpected <with> in input"),
            Example("{{ if true }}{{ else range .l }}{{ end }}", "1: unexpected <range> in else"),
            Example("{{ if true; }}{{ end }}", "1: bad character U+003B ';'"),
            Example("{{ if true }}a{{ end }}{{ end }}", "1: unexpected {{end}}"),
        ]
    )
    func findsWhatIsNotClosed(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ 1 2 }}", "1:3: executing \"t\" at <1>: can't give argument to non-function 1"),
            Example("{{ | }}", "1: unexpected \"|\" in command"),
            Example("{{ 1 || 2 }}", "1: unexpected \"|\" in command"),
            Example("{{ 1 | | print }}", "1: unexpected \"|\" in command"),
            Example("{{ 1 | 2 }}", "1: non executable command in pipeline stage 2"),
            Example("{{ 1 | print | true }}", "1: non executable command in pipeline stage 3"),
            Example("{{ 1 | nil }}", "1: non executable command in pipeline stage 2"),
            Example("{{ () }}", "1: missing value for parenthesized pipeline"),
            Example("{{ (1)(2) }}", "1: unexpected \"(\" in operand"),
            Example("{{ print(1) }}", "1: unexpected \"(\" in operand"),
            Example("{{ print (1) }}", "1"),
            Example("{{ print (1)2 }}", "1: unexpected \"2\" in operand"),
            Example("{{ 1, 2 }}", "1: unexpected \",\" in operand"),
            Example("{{ print 1 , 2 }}", "1: unexpected \",\" in operand"),
            Example("{{ .a. }}", "1: unexpected <.> in operand"),
            Example("{{ .a..b }}", "1: unexpected <.> in operand"),
            Example("{{ ..a }}", "1: unexpected . after term \".\""),
            Example("{{ \"a\".b }}", "1: unexpected . after term \"\\\"a\\\"\""),
            Example("{{ 1.a }}", "1: bad number syntax: \"1.a\""),
            Example("{{ true.b }}", "1: unexpected . after term \"true\""),
            Example("{{ nil.b }}", "1: unexpected . after term \"nil\""),
            Example("{{ (1).b }}", "1:4: executing \"t\" at <1>: can't evaluate field b in type int"),
            Example("{{ print \"a\"\"b\" }}", "1: unexpected \"\\\"b\\\"\" in operand"),
            Example("{{ = 1 }}", "1: unexpected \"=\" in command"),
            Example("{{ print := 1 }}", "1: unexpected \":=\" in operand"),
            Example("{{ .a = 1 }}", "1: unexpected \"=\" in operand"),
            Example("{{ print \"abcdefghijklmn\"\"opqrstuvwxyz\" }}", "1: unexpected \"\\\"opqrstuvw\"... in operand"),
            Example("{{ define }}", "1: unexpected \"}}\" in define clause"),
            Example("{{ print define }}", "1: unexpected <define> in operand"),
        ]
    )
    func findsWhatCannotStandInAPipeline(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ template }}", "1: unexpected \"}}\" in template clause"),
            Example("{{ template .s }}", "1: unexpected \".s\" in template clause"),
            Example(
                "{{ template \"x\" 1 2 }}",
                "1:12: executing \"t\" at <{{template \"x\" 1 2}}>: template \"x\" not defined"
            ),
            Example("{{ template \"x\" | print }}", "1: unexpected \"|\" in template clause"),
            Example("{{ block \"x\" }}{{ end }}", "1: missing value for block clause"),
            Example("{{ block .s . }}{{ end }}", "1: unexpected \".s\" in block clause"),
            Example("{{ block \"x\" . }}{{ else }}{{ end }}", "1: unexpected {{else}} in block clause"),
            Example("{{ block \"x\" . }}\n\n{{ else }}{{ end }}", "1: unexpected {{else}} in block clause"),
            Example("{{ define \"x\" }}{{ else }}{{ end }}", "1: unexpected {{else}} in define clause"),
            Example("{{ define \"x\" }}\n{{ else }}{{ end }}", "2: unexpected {{else}} in define clause"),
            Example("{{ define \"x\" }}", "1: unexpected EOF"),
            Example("{{ define x }}{{ end }}", "1: unexpected \"x\" in define clause"),
            Example("{{ define \"x\" 1 }}{{ end }}", "1: unexpected \"1\" in define clause"),
            Example("{{ define \"\\z\" }}{{ end }}", "1: invalid syntax"),
            Example("{{ range .l }}{{ define \"x\" }}{{ end }}{{ end }}", "1: unexpected <define> in command"),
            Example("{{ define \"x\" }}{{ define \"y\" }}{{ end }}{{ end }}", "1: unexpected <define> in command"),
            Example(
                "{{ define \"x\" }}1{{ end }}\n{{ define \"x\" }}2{{ end }}",
                "2: template: multiple definition of template \"x\""
            ),
            Example(
                "{{ template \"x\\n\" . }}",
                "1:12: executing \"t\" at <{{template \"x\\n\" .}}>: template \"x\\n\" not defined"
            ),
        ]
    )
    func findsWhatIsNoTemplate(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ break }}", "1: {{break}} outside {{range}}"),
            Example("{{ continue }}", "1: {{continue}} outside {{range}}"),
            Example("{{ if true }}{{ break }}{{ end }}", "1: {{break}} outside {{range}}"),
            Example("{{ range .l }}{{ break 1 }}{{ end }}", "1: unexpected \"1\" in {{break}}"),
            Example(
                "{{ range .l }}{{ block \"b\" . }}{{ continue }}{{ end }}{{ end }}",
                "1: {{continue}} outside {{range}}"
            ),
            Example("{{ range .l }}{{ else }}{{ continue }}{{ end }}", "1: {{continue}} outside {{range}}"),
            Example("{{ range .l }}{{ range $.l }}{{ end }}{{ break }}{{ end }}ok", "ok"),
            Example("{{ range .l }}{{ range $.none }}x{{ else }}{{ break }}{{ end }}{{ end }}ok", "ok"),
        ]
    )
    func knowsWhereLoopsEnd(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ $x }}", "1: undefined variable \"$x\""),
            Example("{{ $x := $x }}", "1:9: executing \"t\" at <$x>: undefined variable: $x"),
            Example("{{ $a, $b := 1 }}", "1: too many declarations in command"),
            Example("{{ if $a, $b := 1 }}{{ end }}", "1: too many declarations in if"),
            Example("{{ range $a, $b, $c := .l }}{{ end }}", "1: too many declarations in range"),
            Example("{{ range $a, .l }}{{ end }}", "1: range can only initialize variables"),
            Example("{{ range $a, }}{{ end }}", "1: missing value for range"),
            Example("{{ $x := }}", "1: missing value for command"),
            Example("{{ $x = }}", "1: missing value for command"),
            Example("{{ with $x := 1 }}{{ end }}{{ $x }}", "1: undefined variable \"$x\""),
            Example("{{ range $i, $x := .l }}{{ end }}{{ $i }}", "1: undefined variable \"$i\""),
            Example("{{ define \"d\" }}{{ $y }}{{ end }}", "1: undefined variable \"$y\""),
            Example("{{ $x.y := 1 }}", "1: undefined variable \"$x\""),
            Example("{{ $x := 1 }}{{ block \"b\" . }}{{ $x }}{{ end }}", "1: undefined variable \"$x\""),
        ]
    )
    func knowsWhichVariablesThereAre(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func namesTheLineWhereItStopped() {
        #expect(rendered("a\nb\n{{ if }}\nc{{ end }}") == "3: missing value for if")
        #expect(rendered("{{ if true }}\n\n{{ nope }}\n{{ end }}") == "3: function \"nope\" not defined")
        #expect(rendered("{{ print 1\n2\n3\n. }}\n{{ nope }}") == "5: function \"nope\" not defined")
    }

    @Test func hasNoBoundThatATextCanExceedWithoutAnError() {
        let deep = 5_000
        let parentheses = String(repeating: "(", count: deep) + "1" + String(repeating: ")", count: deep)
        #expect(rendered("{{ \(parentheses) }}") == "1: max expression depth exceeded")
        let ifs = String(repeating: "{{ if true }}", count: deep)
        #expect(rendered(ifs) == "1: max nesting depth exceeded")
        let elses = "{{ if false }}" + String(repeating: "{{ else if false }}", count: deep) + "{{ end }}"
        #expect(rendered(elses) == "1: max nesting depth exceeded")
    }

    @Test func givesTheParts() throws {
        let error = try #require(throws: ParseError.self) {
            try TemplateSet().parse("a\n{{ nope }}", named: "dir/f.yaml")
        }
        #expect(error.template == "dir/f.yaml")
        #expect(error.line == 2)
        #expect(error.cause == "function \"nope\" not defined")
        #expect(error.description == "template: dir/f.yaml:2: function \"nope\" not defined")
    }
}
