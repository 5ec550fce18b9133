// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct SourceTests {
    /// The text of a template as its parts say it.
    private func source(_ text: String) throws -> String {
        let names = ["print", "printf", "index", "len", "eq", "not"]
        var parser = Parser(Text(text), file: "t") { names.firstIndex(of: $0) }
        let template = try #require(try parser.parse()["t"])
        return template.body.map { String(decoding: $0.source, as: UTF8.self) }.joined()
    }

    @Test(
        arguments: [
            Example("text", "text"),
            Example("{{  .a  }}", "{{.a}}"),
            Example("{{ .a.b.c }}", "{{.a.b.c}}"),
            Example("{{ . }}", "{{.}}"),
            Example("{{ $ }}", "{{$}}"),
            Example("{{ $.a }}", "{{$.a}}"),
            Example("{{ $x := 1 }}", "{{$x := 1}}"),
            Example("{{ $x = 1 }}", "{{$x = 1}}"),
            Example("{{ print   1\n2 }}", "{{print 1 2}}"),
            Example("{{ 1 | print | len }}", "{{1 | print | len}}"),
            Example("{{ print (len \"a\") }}", "{{print (len \"a\")}}"),
            Example("{{ (index .l 0).x }}", "{{(index .l 0).x}}"),
            Example("{{ ((1)) }}", "{{((1))}}"),
            Example("{{ print \"a\\tb\" `c\nd` 'e' }}", "{{print \"a\\tb\" `c\nd` 'e'}}"),
            Example("{{ print 0x1F 1_000 1e3 -5 +5 1+2i }}", "{{print 0x1F 1_000 1e3 -5 +5 1+2i}}"),
            Example("{{ print true false nil }}", "{{print true false nil}}"),
            Example("{{ if .a }}b{{ end }}", "{{if .a}}b{{end}}"),
            Example("{{ if .a }}b{{ else }}c{{ end }}", "{{if .a}}b{{else}}c{{end}}"),
            Example("{{ if .a }}b{{ else if .c }}d{{ end }}", "{{if .a}}b{{else}}{{if .c}}d{{end}}{{end}}"),
            Example("{{ with $x := .a }}{{ $x }}{{ end }}", "{{with $x := .a}}{{$x}}{{end}}"),
            Example(
                "{{ range $i, $e := .l }}{{ break }}{{ continue }}{{ end }}",
                "{{range $i, $e := .l}}{{break}}{{continue}}{{end}}"
            ),
            Example("{{ range .l }}x{{ else }}y{{ end }}", "{{range .l}}x{{else}}y{{end}}"),
            Example("{{ template \"x\" }}", "{{template \"x\"}}"),
            Example("{{ template `x` .a | print }}", "{{template \"x\" .a | print}}"),
            Example("{{ block \"b\" . }}c{{ end }}", "{{template \"b\" .}}"),
            Example("{{ define \"d\" }}c{{ end }}x", "x"),
            Example("a{{/* c */}}b", "ab"),
            Example("a {{- .b -}} c", "a{{.b}}c"),
            Example("{{ print.a }}", "{{print.a}}"),
        ]
    )
    func hasSingleBlanks(_ example: Example) throws {
        #expect(try source(example.template) == example.result)
    }

    @Test(
        arguments: [
            "{{if .a}}b{{else}}{{with .c}}d{{end}}{{end}}",
            "{{range $i, $e := (index .l 0).x}}{{print $i | printf \"%d\" | len}}{{end}}",
            "a{{template \"x\" (print \"a\" 'b' `c` 1.5).d}}{{$x := 1}}{{$x = not (eq $x 2)}}",
        ]
    )
    func isReadAsTheSameAgain(text: String) throws {
        #expect(try source(text) == text)
        #expect(try source(source(text)) == text)
    }
}
