// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct TemplateTests {
    @Test(
        arguments: [
            Example("{{ define \"x\" }}<{{ . }}>{{ end }}{{ template \"x\" .s }}", "<text>"),
            Example("{{ template \"x\" 1 }}{{ define \"x\" }}{{ . }}{{ end }}", "1"),
            Example("{{ define \"x\" }}[{{ . }}]{{ end }}{{ template \"x\" }}", "[<no value>]"),
            Example("{{ define \"x\" }}{{ $ }}{{ end }}{{ template \"x\" 5 }}", "5"),
            Example("{{ block \"b\" .s }}<{{ . }}>{{ end }}", "<text>"),
            Example("{{ block \"b\" 1 }}{{ . }}{{ end }}{{ template \"b\" 2 }}", "12"),
            Example(
                "{{ define \"x\" }}{{ template \"y\" . }}{{ end }}{{ define \"y\" }}{{ . }}{{ end }}{{ template \"x\" 1 }}",
                "1"
            ),
            Example("{{ define \"x\" }}{{ end }}{{ define \"x\" }}2{{ end }}{{ template \"x\" }}", "2"),
            Example("{{ define \"x\" }}1{{ end }}{{ define \"x\" }} \n{{ end }}{{ template \"x\" }}", "1"),
            Example("{{ define \"x\" }}1{{ end }}{{ define \"x\" }}{{/* c */}}{{ end }}{{ template \"x\" }}", "1"),
            Example("{{ define `x` }}1{{ end }}{{ template \"x\" }}", "1"),
            Example("{{ define \"a b/c\" }}1{{ end }}{{ template \"a b/c\" }}", "1"),
            Example("{{ define \"\" }}1{{ end }}{{ template \"\" }}", "1"),
            Example("{{ range .l }}{{ template \"e\" . }}{{ end }}{{ define \"e\" }}({{ . }}){{ end }}", "(a)(b)(c)"),
            Example(
                #"{{ define "r" }}{{ if . }}{{ index . 0 }}{{ template "r" (slice . 1) }}{{ end }}{{ end }}"#
                    + #"{{ template "r" .l }}"#,
                "abc"
            ),
            Example("{{ define \"x\" }}{{ with .a }}{{ $.s }}{{ end }}{{ end }}{{ template \"x\" . }}", "text"),
            Example("{{ template \"x\" $y := 1 }}{{ $y }}{{ define \"x\" }}{{ . }}{{ end }}", "11"),
            Example("{{ if false }}{{ template \"nope\" }}{{ end }}ok", "ok"),
            Example("a{{ define \"x\" }}1{{ end }}b", "ab"),
            Example("{{ define \"x\" -}} 1 {{- end -}} b", "b"),
            Example("{{ template \"x\" .s | printf \"%q\" }}{{ define \"x\" }}{{ . }}{{ end }}", "\"text\""),
        ]
    )
    func callEachOther(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test func nameTheOneThatFails() {
        let text = "{{ define \"x\" }}\n  {{ .s.y }}{{ end }}{{ template \"x\" . }}"
        #expect(rendered(text) == "2:7: executing \"x\" at <.s.y>: can't evaluate field y in type interface {}")
        #expect(
            rendered("{{ template \"none\" .s }}")
                == "1:12: executing \"t\" at <{{template \"none\" .s}}>: template \"none\" not defined"
        )
        #expect(
            rendered("{{ block \"x\" . }}{{ index .l 9 }}{{ end }}")
                == "1:20: executing \"x\" at <index .l 9>: error calling index: index out of range: 9"
        )
    }

    @Test func keepTheNameOfTheirFile() throws {
        let set = TemplateSet()
        try set.parse("{{ define \"h\" }}{{ .a.b }}{{ end }}", named: "dir/_h.tpl")
        try set.parse("\n{{ template \"h\" . }}", named: "dir/t.yaml")
        let error = try #require(throws: ExecutionError.self) {
            try set.execute("dir/t.yaml", with: .map(Map(["a": .float(1)])))
        }
        #expect(error.template == "h")
        #expect(error.place?.file == "dir/_h.tpl")
        #expect(error.place?.line == 1)
        #expect(error.place?.column == 21)
        #expect(error.place?.source == ".a.b")
        #expect(error.cause == "can't evaluate field b in type interface {}")
        #expect(error.underlying == nil)
    }

    @Test func replaceEarlierOnesOfOtherFiles() throws {
        let set = TemplateSet()
        try set.parse("{{ define \"x\" }}1{{ end }}", named: "a")
        try set.parse("{{ define \"x\" }}2{{ end }}", named: "b")
        try set.parse("{{ define \"x\" }}  {{/* nothing */}}{{ end }}{{ template \"x\" }}", named: "c")
        #expect(try set.execute("c", with: .null) == "2")
        #expect(try set.execute("a", with: .null) == "")
        #expect(set.names == ["a", "b", "c", "x"])
        #expect(set.contains("x") && !set.contains("y"))
    }

    @Test func areKeptFromACopy() throws {
        let set = TemplateSet(functions: ["f": Function([], result: .string) { _ in .string("old") }])
        try set.parse("{{ define \"x\" }}1{{ end }}{{ f }}", named: "t")
        let copy = set.copy()
        try copy.parse("{{ define \"x\" }}2{{ end }}{{ define \"y\" }}3{{ end }}", named: "u")
        copy.add(functions: ["f": Function([], result: .string) { _ in .string("new") }])
        #expect(try copy.execute("x", with: .null) == "2")
        #expect(try set.execute("x", with: .null) == "1")
        #expect(!set.contains("y"))
        #expect(try set.execute("t", with: .null) == "old")
        #expect(try copy.execute("t", with: .null) == "new")
        #expect(copy.emptied().names.isEmpty)
    }

    @Test func winOverThoseOfATextThatCountsAsEarlier() throws {
        let set = TemplateSet()
        try set.parse("{{ define \"x\" }}1{{ end }}{{ define \"e\" }} {{ end }}", named: "t")
        let text: Text =
            #"""
            {{ define "x" }}2{{ end }}{{ define "e" }}3{{ end }}{{ define "y" }}4{{ end -}}
            {{ template "x" }}{{ template "e" }}{{ template "y" }}
            """#
        let both = try set.preceded(by: text, named: "t")
        #expect(try both.execute("t", with: .null) == "134")
        #expect(set.names == ["e", "t", "x"])
    }

    @Test func areMissed() throws {
        let error = try #require(throws: ExecutionError.self) { try TemplateSet().execute("t", with: .null) }
        #expect(error.place == nil)
        #expect(error.description.hasPrefix("template: t: no template \"t\""))
    }
}
