// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// `include` and `tpl`, and which definitions count.
@Suite struct TemplateFunctionTests {
    private func text(_ template: String, helpers: String = "", values: String = "") throws(ChartError) -> String? {
        let chart = TestChart([
            "templates/t.yaml": template, "templates/_h.tpl": helpers, "values.yaml": values,
        ])
        return try chart.rendered().files.first?.text
    }

    @Test(arguments: [
        ("{{ tpl \"plain\" . }}", "plain"),
        ("{{ tpl .Values.t . }}", "shop"),
        ("{{ tpl \"a <no value> b\" . }}", "a  b"),
        ("{{ tpl \"{{ .Values.nope }}\" . }}|", "|"),
        ("{{ tpl \"{{ include \\\"h\\\" 5 }}\" . }}", "h5"),
        ("{{ tpl (tpl .Values.nested .) . }}", "shop"),
        ("{{ tpl \"{{ .Template.Name }}\" . }}", "web/templates/t.yaml"),
        ("{{ tpl \"{{ define \\\"new\\\" }}N{{ end }}{{ include \\\"new\\\" . }}\" . }}", "N"),
        ("{{ tpl \"{{ define \\\"h\\\" }}other{{ end }}{{ include \\\"h\\\" 1 }}\" . }}", "h1"),
        ("{{ tpl \"{{ $x := 1 }}{{ $x }}\" . }}", "1"),
        ("{{ $x := 1 }}{{ tpl (print \"{{\" $x \"}}\") . }}", "1"),
        ("{{ tpl (toYaml .Values.m) . }}", "a: 'shop'"),
        ("[{{ tpl \"\" . }}]", "[]"),
        ("[{{ tpl \"{{- /* c */ -}}\" . }}]", "[]"),
    ])
    func `tpl executes a text as the file would`(template: String, text: String) throws {
        let values =
            "name: shop\nt: '{{ .Values.name }}'\nnested: '{{ \"{{ .Values.name }}\" }}'\nm: {a: '{{ .Values.name }}'}"
        #expect(try self.text(template, helpers: "{{ define \"h\" }}h{{ . }}{{ end }}", values: values) == text)
    }

    @Test func `tpl does not know the definitions of the file itself`() {
        // Helm parses the text in the place of the file, so they are gone.
        let template = "{{ define \"own\" }}own{{ end }}{{ tpl \"{{ include \\\"own\\\" . }}\" . }}"
        let error = #expect(throws: ChartError.self) { try text(template) }
        #expect(error?.message.hasSuffix("no template \"own\" associated with template \"gotpl\"") == true)
    }

    @Test func `in the place of the file's own definition another one counts`() throws {
        let template = "{{ define \"d\" }}file{{ end }}{{ include \"d\" . }} {{ tpl \"{{ include \\\"d\\\" . }}\" . }}"
        #expect(try text(template, helpers: "{{ define \"d\" }}helper{{ end }}") == "helper helper")
    }

    @Test func `what tpl changes is changed for all`() throws {
        let template = "{{ tpl \"{{ $_ := set .Values \\\"n\\\" 5 }}\" . }}{{ .Values.n }}"
        #expect(try text(template) == "5")
    }

    @Test(arguments: [
        ("{{ tpl \"{{ .a }}\" (dict) }}", "\"BasePath\" is not a value"),
        ("{{ tpl \"{{ .a }}\" (dict \"Template\" (dict \"BasePath\" \"b\")) }}", "\"Name\" is not a value"),
        ("{{ tpl \"{{ nope }}\" . }}", "parse error at (web/templates/t.yaml:1): function \"nope\" not defined"),
        ("{{ tpl \"{{\" . }}", "parse error at (web/templates/t.yaml:1): unclosed action"),
        ("{{ tpl nil . }}", "cannot assign nil to string"),
        ("{{ include nil . }}", "cannot assign nil to string"),
        ("{{ include \"x\" }}", "wrong number of args for include: want 2 got 1"),
        ("{{ include \"x\" . }}", "no template \"x\" associated with template \"gotpl\""),
    ])
    func `what is wrong with a call is said`(template: String, ending: String) {
        let error = #expect(throws: ChartError.self) { try text(template) }
        #expect(error?.message.hasSuffix(ending) == true, "\(error?.message ?? "")")
    }

    @Test func `included text is text`() throws {
        let helpers = "{{ define \"f\" }}false{{ end }}{{ define \"n\" }}{{ .Values.nope }}{{ end }}"
        #expect(try text("{{ if include \"f\" . }}T{{ end }}", helpers: helpers) == "T")
        #expect(try text("{{ include \"n\" . | len }}{{ include \"n\" . }}", helpers: helpers) == "10")
    }

    @Test(arguments: [
        (
            ["templates/_a.tpl": "{{ define \"d\" }}a{{ end }}", "templates/_b.tpl": "{{ define \"d\" }}b{{ end }}"],
            "a"
        ),
        (
            ["templates/_a.tpl": "{{ define \"d\" }}a{{ end }}", "templates/x/_a.tpl": "{{ define \"d\" }}x{{ end }}"],
            "a"
        ),
        (
            ["templates/_a.tpl": "{{ define \"d\" }}  {{ end }}", "templates/_b.tpl": "{{ define \"d\" }}b{{ end }}"],
            "b"
        ),
        (
            [
                "templates/_z.tpl": "{{ define \"d\" }}z{{ end }}",
                "charts/k/templates/_a.tpl": "{{ define \"d\" }}k{{ end }}",
            ], "z"
        ),
    ])
    func `of two definitions the shallower one counts, and then the one in the earlier file`(
        files: [String: String],
        text: String
    ) throws {
        var all = files
        all["templates/t.yaml"] = "{{ include \"d\" . }}"
        if files.keys.contains(where: { $0.hasPrefix("charts/") }) {
            all["charts/k/Chart.yaml"] = "apiVersion: v2\nname: k\nversion: 1.0.0"
        }
        #expect(try TestChart(all).rendered().files.first?.text == text)
    }

    @Test func `files are executed deep ones first, later names first`() throws {
        let step = { (name: String) in
            "{{ $_ := set .Values \"log\" (print (.Values.log | default \"\") \"\(name)\") }}x"
        }
        let chart = TestChart([
            "templates/a.yaml": "{{ .Values.log }}", "templates/b.yaml": step("b"), "templates/c.yaml": step("c"),
            "templates/x/a.yaml": step("1"), "templates/x/b.yaml": step("2"), "templates/x/y/a.yaml": step("0"),
        ])
        #expect(try chart.text(of: "web/templates/a.yaml") == "021cb")
    }

    @Test func `the dot of a chart's files is one, and each file is its template`() throws {
        let chart = TestChart([
            "templates/a.yaml": "{{ .mark }} {{ .Template.Name }}",
            "templates/b.yaml": "{{ $_ := set . \"mark\" \"seen\" }}b",
        ])
        #expect(try chart.text(of: "web/templates/a.yaml") == "seen web/templates/a.yaml")
    }
}
