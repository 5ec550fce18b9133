// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct ControlTests {
    @Test(
        arguments: [
            Example("{{ if .t }}1{{ end }}", "1"),
            Example("{{ if .f }}1{{ end }}", ""),
            Example("{{ if .nope }}1{{ else }}2{{ end }}", "2"),
            Example("{{ if .f }}1{{ else if .t }}2{{ else }}3{{ end }}", "2"),
            Example("{{ if .f }}1{{ else if .f }}2{{ else }}3{{ end }}4", "34"),
            Example("{{ if .f }}1{{ else }}{{ if .t }}2{{ end }}{{ end }}", "2"),
            Example("{{ if not .t }}1{{ else }}2{{ end }}", "2"),
            Example("{{ if eq .s \"text\" }}1{{ end }}", "1"),
            Example("{{ if .l }}1{{ end }}{{ if .none }}2{{ end }}", "1"),
            Example("{{ if .m }}1{{ end }}{{ if .nomap }}2{{ end }}", "1"),
            Example("{{ if .n }}1{{ end }}{{ if .zero }}2{{ end }}", "1"),
            Example("{{ if .s }}1{{ end }}{{ if .empty }}2{{ end }}{{ if .null }}3{{ end }}", "1"),
            Example("{{ if \"\" }}1{{ else }}2{{ end }}{{ if 0.0 }}1{{ else }}2{{ end }}{{ if 'a' }}1{{ end }}", "221"),
            Example("{{ if nil }}{{ end }}", "1:6: executing \"t\" at <nil>: nil is not a command"),
            Example("{{ if true }}{{ if false }}{{ else }}x{{ end }}{{ else }}y{{ end }}", "x"),
            Example("{{ if -0.0 }}1{{ else }}2{{ end }}", "2"),
        ]
    )
    func choosesABranch(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ with .s }}<{{ . }}>{{ end }}", "<text>"),
            Example("{{ with .empty }}x{{ else }}{{ .s }}{{ end }}", "text"),
            Example("{{ with .nope }}x{{ else with .s }}{{ . }}{{ else }}y{{ end }}", "text"),
            Example("{{ with .nope }}x{{ else with .null }}{{ . }}{{ else }}{{ .s }}{{ end }}", "text"),
            Example("{{ with $x := .s }}{{ $x }}{{ end }}", "text"),
            Example("{{ with .a }}{{ with .b }}{{ .c }}{{ $.s }}{{ end }}{{ end }}", "deeptext"),
            Example("{{ with $x := .empty }}{{ else }}[{{ $x }}]{{ end }}", "[]"),
            Example("{{ with .m }}{{ .k1 }}{{ end }}{{ .s }}", "v1text"),
            Example(
                "{{ with .s }}{{ .x }}{{ end }}",
                "1:16: executing \"t\" at <.x>: can't evaluate field x in type string"
            ),
            Example(
                "{{ with .n }}{{ .x }}{{ end }}",
                "1:16: executing \"t\" at <.x>: can't evaluate field x in type float64"
            ),
            Example(
                "{{ with .l }}{{ .x }}{{ end }}",
                "1:16: executing \"t\" at <.x>: can't evaluate field x in type []interface {}"
            ),
            Example(
                "{{ with 3 }}{{ .x }}{{ end }}",
                "1:15: executing \"t\" at <.x>: can't evaluate field x in type int"
            ),
        ]
    )
    func setsTheDot(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ range .l }}{{ . }},{{ end }}", "a,b,c,"),
            Example("{{ range .none }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range .none }}x{{ end }}", ""),
            Example("{{ range $e := .l }}{{ $e }}{{ end }}", "abc"),
            Example("{{ range $i, $e := .l }}{{ $i }}{{ $e }}{{ end }}", "0a1b2c"),
            Example("{{ range $k, $v := .m }}{{ $k }}={{ $v }};{{ end }}", "k1=v1;k2=v2;"),
            Example("{{ range .m }}{{ . }}{{ end }}", "v1v2"),
            Example("{{ range .nope }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range .null }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range .nomap }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range 3 }}{{ . }}{{ end }}", "012"),
            Example("{{ range 0 }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range -2 }}x{{ else }}y{{ end }}", "y"),
            Example("{{ range $i := 2 }}{{ printf \"%T\" $i }}{{ end }}", "intint"),
            Example("{{ range len .l }}{{ . }}{{ end }}", "012"),
            Example("{{ range .l }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", "a"),
            Example("{{ range .l }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", "ac"),
            Example("{{ range .people }}{{ .name }}{{ range .tags }}{{ . }}{{ break }}{{ end }}{{ end }}", "AnnxAnnx"),
            Example("{{ range .l }}{{ range $.m }}{{ continue }}{{ end }}{{ . }}{{ end }}", "abc"),
            Example("{{ range .l }}{{ with . }}{{ if true }}{{ break }}{{ end }}{{ end }}{{ end }}x", "x"),
            Example("{{ range (slice .l 1 2) }}{{ . }}{{ end }}", "b"),
            Example("{{ range $i, $ := .l }}{{ $ }}{{ end }}", "abc"),
            Example("{{ range index .a \"list\" }}{{ . }}{{ end }}", "12"),
            Example("{{ range $_, $v := .mixed }}[{{ $v }}]{{ end }}", "[1][x][<no value>][false]"),
            Example("{{ range .l }}{{ else }}{{ end }}", ""),
            Example("{{ range .l -}} {{ . }} {{- end }}", "abc"),
        ]
    )
    func goesThrough(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ range .s }}{{ end }}", "1:9: executing \"t\" at <.s>: range can't iterate over text"),
            Example("{{ range .n }}{{ end }}", "1:9: executing \"t\" at <.n>: range can't iterate over 3"),
            Example("{{ range .t }}{{ end }}", "1:9: executing \"t\" at <.t>: range can't iterate over true"),
            Example("{{ range \"ab\" }}{{ end }}", "1:9: executing \"t\" at <\"ab\">: range can't iterate over ab"),
            Example("{{ range 1.5 }}{{ end }}", "1:9: executing \"t\" at <1.5>: range can't iterate over 1.5"),
            Example(
                "{{ range $i, $v := 2 }}{{ end }}",
                "1:19: executing \"t\" at <2>: can't use 2 to iterate over more than one variable"
            ),
            Example("{{ range $i = .l }}{{ end }}", "1:14: executing \"t\" at <.l>: undefined variable: $i"),
            Example(
                "{{ range .l }}{{ .x }}{{ end }}",
                "1:17: executing \"t\" at <.x>: can't evaluate field x in type interface {}"
            ),
            Example(
                "{{ range $v := .l }}{{ $v.x }}{{ end }}",
                "1:25: executing \"t\" at <$v.x>: can't evaluate field x in type interface {}"
            ),
            Example(
                "{{ range .mixed }}{{ .x }}{{ end }}",
                "1:21: executing \"t\" at <.x>: can't evaluate field x in type interface {}"
            ),
        ]
    )
    func doesNotGoThrough(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func goesThroughAMapInTheOrderOfBytes() {
        let keys = ["b", "a", "B", "_", "10", "9", "é", "z", "", "aa"]
        let map = Map(Dictionary(uniqueKeysWithValues: keys.map { (Text($0), Value.null) }))
        #expect(rendered("{{ range $k, $v := . }}{{ $k }},{{ end }}", with: .map(map)) == ",10,9,B,_,a,aa,b,z,é,")
    }

    @Test func goesThroughUnsignedNumbers() {
        #expect(rendered("{{ range . }}{{ printf \"%T\" . }}{{ end }}", with: .integer(2, .uint8)) == "uint8uint8")
    }
}
