// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// What templates see of a chart, its files, its values and the cluster.
@Suite struct HelmObjectTests {
    private static let metadata = """
        appVersion: 4.5.6
        description: A chart
        home: https://h.example
        keywords: [a, b]
        maintainers: [{name: Ann, email: ann@example.org}, {name: Bob}]
        annotations: {note: text}
        dependencies: [{name: kid, version: "*", import-values: [data, {child: a, parent: b}], tags: [t]}]
        """

    private func text(
        _ template: String,
        _ files: [String: String] = [:],
        values: String = ""
    ) throws(ChartError) -> String? {
        var files = files
        files["templates/t.yaml"] = template
        files["values.yaml"] = values
        let kid = TestChart("kid", ["values.yaml": "k: 1", "templates/k.yaml": "", "own.txt": "kid's"])
        return try TestChart("web", metadata: Self.metadata, files).adding("kid", kid).rendered().files.first?.text
    }

    @Test(arguments: [
        (
            "{{ .Chart.Name }} {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.Home }}",
            "web 1.2.3 4.5.6 https://h.example"
        ),
        (
            "{{ .Chart.Keywords }} {{ .Chart.Sources }} {{ .Chart.Deprecated }} {{ .Chart.IsRoot }}",
            "[a b] [] false true"
        ),
        ("{{ range .Chart.Maintainers }}{{ .Name }}:{{ .Email }}:{{ .URL }};{{ end }}", "Ann:ann@example.org:;Bob::;"),
        ("{{ .Chart.Annotations.note }} {{ .Chart.Annotations }}", "text map[note:text]"),
        (
            "{{ range .Chart.Dependencies }}{{ .Name }} {{ .Enabled }} {{ .Tags }} {{ .ImportValues }}{{ end }}",
            "kid true [t] [map[child:exports.data parent:.] map[child:a parent:b]]"
        ),
        ("{{ .Chart.Metadata.Name }} {{ kindOf .Chart }} {{ typeOf .Chart.Keywords }}", "web struct []string"),
        ("{{ toJson .Chart.Maintainers }}", "[{\"name\":\"Ann\",\"email\":\"ann@example.org\"},{\"name\":\"Bob\"}]"),
        ("{{ toJson .Chart.Sources }} {{ toYaml .Chart.Annotations }}", "null note: text"),
        ("{{ (index .Chart.Maintainers 0).Name }} {{ len .Chart.Keywords }}", "Ann 2"),
        ("{{ deepEqual .Chart .Chart }} {{ deepEqual .Chart .Subcharts.kid.Chart }}", "true false"),
    ])
    func `the chart is a struct`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: [
        ("{{ .Chart.name }}", "can't evaluate field name in type interface {}"),
        ("{{ .Chart.Engine }}", "can't evaluate field Engine in type interface {}"),
        ("{{ (index .Chart.Maintainers 0).Phone }}", "can't evaluate field Phone in type *chart.Maintainer"),
        (
            "{{ index .Chart \"Name\" }}",
            "error calling index: can't index item of type struct { chart.Metadata; IsRoot bool }"
        ),
    ])
    func `a field that the chart does not have is an error`(template: String, ending: String) {
        let error = #expect(throws: ChartError.self) { try text(template) }
        #expect(error?.message.hasSuffix(ending) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (
            "{{ .Subcharts.kid.Chart.Name }} {{ .Subcharts.kid.Values.k }} {{ .Subcharts.kid.Chart.IsRoot }}",
            "kid 1 false"
        ),
        ("{{ .Subcharts.kid.Files.Get \"own.txt\" }} {{ .Subcharts.kid.Release.Name }}", "kid's release-name"),
        ("{{ keys .Subcharts }} {{ .Subcharts.nope }}|", "[kid] |"),
        ("{{ $_ := set .Values.kid \"k\" 2 }}{{ .Subcharts.kid.Values.k }}", "2"),
        ("{{ $_ := set .Subcharts.kid.Values \"n\" 3 }}{{ .Values.kid.n }}", "3"),
    ])
    func `sub-charts are seen, and share their values`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    private static let files = [
        "a.txt": "hello\n", "conf/x.yaml": "k: v\n", "conf/sub/y.ini": "[s]\nq=1", "empty.txt": "",
        "lines": "1\r\n2\n\n",
    ]

    @Test(arguments: [
        ("{{ .Files.Get \"a.txt\" | trim }} [{{ .Files.Get \"none\" }}]", "hello []"),
        ("{{ .Files.GetBytes \"a.txt\" | toString }}", "hello\n"),
        ("{{ .Files.Lines \"conf/sub/y.ini\" | toJson }}", "[\"[s]\",\"q=1\"]"),
        ("{{ .Files.Lines \"lines\" | toJson }}", "[\"1\\r\",\"2\",\"\"]"),
        ("{{ .Files.Lines \"none\" | toJson }}", "[]"),
        (
            "{{ range $p, $b := .Files.Glob \"conf/**\" }}{{ $p }}={{ len $b }} {{ end }}",
            "conf/sub/y.ini=7 conf/x.yaml=5 "
        ),
        ("{{ (.Files.Glob \"conf/*\").AsConfig }}", "x.yaml: |\n  k: v"),
        ("{{ (.Files.Glob \"**.ini\").AsSecrets }}", "y.ini: W3NdCnE9MQ=="),
        ("{{ (.Files.Glob \"none\").AsConfig }}", "{}"),
        ("{{ typeOf .Files }} {{ kindOf .Files }} {{ typeOf (.Files.Glob \"*\") }}", "engine.files map engine.files"),
        ("{{ .Files.none }} {{ index .Files \"empty.txt\" }}", "[] []"),
        ("{{ if .Files.Glob \"none\" }}T{{ else }}F{{ end }}", "F"),
        ("{{ (.Files.Glob \"conf/**\").Glob \"**.yaml\" | len }}", "1"),
        ("{{ hasPrefix \"hello\" (.Files.Get \"a.txt\") }}", "true"),
    ])
    func `files are a map with methods`(template: String, text: String) throws {
        #expect(try self.text(template, Self.files) == text)
    }

    @Test(arguments: [
        ("{{ .Values.YAML }}", "a:\n  b: 1\nkid:\n  global: {}\n  k: 1\n"),
        ("{{ .Values.AsMap | toJson }}", "{\"a\":{\"b\":1},\"kid\":{\"global\":{},\"k\":1}}"),
        ("{{ .Values.PathValue \"a.b\" }}", "1"),
        ("{{ (.Values.Table \"a\").b }} {{ typeOf (.Values.Table \"a\") }}", "1 chartutil.Values"),
        (
            "{{ typeOf .Values }} {{ typeOf .Values.a }} {{ typeOf .Template }}",
            "chartutil.Values map[string]interface {} chartutil.Values"
        ),
        (
            "{{ typeOf . }} {{ typeOf .Release }} {{ typeOf .Subcharts }}",
            "chartutil.Values map[string]interface {} map[string]interface {}"
        ),
        ("{{ $_ := set (.Values.Table \"a\") \"c\" 2 }}{{ .Values.a.c }}", "2"),
        ("{{ $_ := set .Values.AsMap \"x\" 2 }}{{ .Values.x }}", "2"),
        ("{{ .Template.Name }} {{ .Template.BasePath }}", "web/templates/t.yaml web/templates"),
    ])
    func `values are a map with methods`(template: String, text: String) throws {
        #expect(try self.text(template, values: "a: {b: 1}") == text)
    }

    @Test(arguments: [
        ("{{ .Values.Table \"a.x\" }}", "error calling Table: \"x\" is not a table"),
        ("{{ .Values.PathValue \"a\" }}", "error calling PathValue: \"a\" is not a value"),
        ("{{ .Values.PathValue \"a.x\" }}", "error calling PathValue: \"x\" is not a value"),
        ("{{ .Values.PathValue \"\" }}", "error calling PathValue: YAML path cannot be empty"),
        ("{{ .Files.Lines \"empty.txt\" }}", "error calling Lines: runtime error: index out of range [-1]"),
    ])
    func `a method that fails says why`(template: String, ending: String) {
        let error = #expect(throws: ChartError.self) { try text(template, Self.files, values: "a: {b: 1}") }
        #expect(error?.message.hasSuffix(ending) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        ("{{ .Capabilities.KubeVersion }}", "v1.31.0"),
        ("{{ .Capabilities.KubeVersion | toString }}", "{v1.31.0 1 31}"),
        ("{{ .Capabilities.KubeVersion.String }} {{ .Capabilities.KubeVersion.GitVersion }}", "v1.31.0 v1.31.0"),
        ("{{ toJson .Capabilities.KubeVersion }}", "{\"Version\":\"v1.31.0\",\"Major\":\"1\",\"Minor\":\"31\"}"),
        (
            "{{ typeOf .Capabilities }} {{ typeOf .Capabilities.KubeVersion }}",
            "*chartutil.Capabilities chartutil.KubeVersion"
        ),
        (
            "{{ typeOf .Capabilities.APIVersions }} {{ has \"apps/v1\" .Capabilities.APIVersions }}",
            "chartutil.VersionSet true"
        ),
        (
            "{{ len .Capabilities.APIVersions | lt 40 }} "
                + "{{ range .Capabilities.APIVersions }}{{ if eq . \"v1\" }}{{ . }}{{ end }}{{ end }}",
            "true v1"
        ),
        ("{{ .Capabilities.HelmVersion.Version }} {{ .Capabilities.HelmVersion.GitCommit }}|", "v3.13 |"),
        ("{{ if semverCompare \">=1.21-0\" .Capabilities.KubeVersion.GitVersion }}new{{ end }}", "new"),
    ])
    func `the cluster has a version and API versions`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: [
        (
            "{{ .Release }}",
            "map[IsInstall:true IsUpgrade:false Name:release-name Namespace:default Revision:1 Service:Helm]"
        ),
        ("{{ if eq .Release.Revision 1 }}first{{ end }}", "first"),
        ("{{ .Release.Time }}|", "|"),
        ("{{ $_ := set .Release \"Name\" \"n\" }}{{ .Release.Name }}", "n"),
    ])
    func `the release is a map`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }
}
