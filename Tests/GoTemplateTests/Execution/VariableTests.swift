// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct VariableTests {
    @Test(
        arguments: [
            Example("{{ $x := 1 }}{{ $x }}", "1"),
            Example("{{ $x := 1 }}{{ $x = 2 }}{{ $x }}", "2"),
            Example("{{ $x := 1 }}{{ $x := \"a\" }}{{ $x }}", "a"),
            Example("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"),
            Example("{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"),
            Example("{{ $x := 1 }}{{ range .l }}{{ $x = . }}{{ end }}{{ $x }}", "c"),
            Example("{{ $x := 1 }}{{ with .s }}{{ $x = . }}{{ end }}{{ $x }}", "text"),
            Example("{{ $x := 0 }}{{ range $x = .l }}{{ end }}{{ $x }}", "c"),
            Example("{{ $i := 0 }}{{ $e := 0 }}{{ range $i, $e = .l }}{{ end }}{{ $i }}{{ $e }}", "2c"),
            Example("{{ $x := 1 }}{{ range $x := .l }}{{ end }}{{ $x }}", "1"),
            Example("{{ $ := 1 }}{{ $ }}", "1"),
            Example("{{ $.s }}{{ $.a.b.c }}", "textdeep"),
            Example("{{ $m := .a }}{{ $m.b.c }}", "deep"),
            Example("{{ ($x := 1) }}{{ $x }}", "11"),
            Example("{{ print ($x := 1) $x }}", "1 1"),
            Example("{{ if $x := .s }}{{ $x }}{{ end }}", "text"),
            Example("{{ if $x := .empty }}{{ else }}[{{ $x }}]{{ end }}", "[]"),
            Example("{{ $x := .nope }}[{{ $x }}]", "[<no value>]"),
            Example("{{ $x := .l | len }}{{ $x }}", "3"),
            Example("{{ $x:=1 }}{{$x}}", "1"),
            Example("{{ $é := 1 }}{{ $é }}", "1"),
            Example("{{ $_ := 1 }}{{ $_ }}", "1"),
            Example("{{ $1 := 2 }}{{ $1 }}", "2"),
            Example("{{ range $i, $e := .l }}{{ $i = 5 }}{{ $i }}{{ end }}", "555"),
            Example("{{ range .l }}{{ $x := . }}{{ $x }}{{ end }}", "abc"),
            Example("{{ $x := 1 }}{{ define \"d\" }}{{ $x := 2 }}{{ $x }}{{ end }}{{ template \"d\" }}{{ $x }}", "21"),
            Example("{{ $x := 1 }}{{ if $x = 2 }}{{ end }}{{ $x }}", "2"),
            Example("{{ $a := 1 }}{{ $b := $a }}{{ $a = 2 }}{{ $b }}", "1"),
            Example("{{ range $i, $e := .l }}{{ if $i }},{{ end }}{{ $e }}{{ end }}", "a,b,c"),
            Example("{{ with $ }}{{ .s }}{{ end }}", "text"),
        ]
    )
    func liveInTheirScope(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ $x = 1 }}", "1:8: executing \"t\" at <1>: undefined variable: $x"),
            Example(
                "{{ if false }}{{ $x := 1 }}{{ else }}{{ $x }}{{ end }}",
                "1:40: executing \"t\" at <$x>: undefined variable: $x"
            ),
            Example("{{ or true ($x := 1) }}{{ $x }}", "1:26: executing \"t\" at <$x>: undefined variable: $x"),
            Example("{{ $x := 1 }}{{ $x 2 }}", "1:16: executing \"t\" at <$x>: can't give argument to non-function $x"),
            Example(
                "{{ $x := 1 }}{{ 2 | $x }}",
                "1:20: executing \"t\" at <$x>: can't give argument to non-function $x"
            ),
            Example(
                "{{ $x := .s }}{{ $x.y }}",
                "1:19: executing \"t\" at <$x.y>: can't evaluate field y in type string"
            ),
            Example(
                "{{ $x := .a }}{{ $x.n.y }}",
                "1:19: executing \"t\" at <$x.n.y>: nil pointer evaluating interface {}.y"
            ),
            Example("{{ $.a 1 }}", "1:4: executing \"t\" at <$.a>: a is not a method but has arguments"),
        ]
    )
    func sayWhatIsWrongWithThem(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }
}
