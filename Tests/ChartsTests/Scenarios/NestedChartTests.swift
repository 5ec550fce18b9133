// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import TestSupport
import Testing

/// Charts in charts in charts: paths, values, helpers, aliases and archives.
@Suite struct NestedChartTests {
    private static let leaf = TestChart(
        "leaf",
        [
            "values.yaml": "depth: 3\nglobal: {l: leaf}\n",
            "templates/_h.tpl":
                "{{ define \"who\" }}leaf{{ end }}{{ define \"leaf.only\" }}leaf of {{ .Release.Name }}{{ end }}",
            "templates/t.yaml":
                "{{ .Template.Name }} {{ include \"who\" . }} {{ .Values.depth }} {{ toJson .Values.global }}",
            "data.txt": "leaf data",
        ]
    )
    private static let middle = TestChart(
        "middle",
        [
            "values.yaml": "depth: 2\nleaf: {depth: 4}\nglobal: {m: middle}\n",
            "templates/t.yaml":
                "{{ .Template.BasePath }} {{ include \"leaf.only\" . }} {{ .Values.leaf.depth }} {{ .Chart.IsRoot }}",
        ]
    ).adding("leaf", leaf)
    private static let top = TestChart(
        "top",
        [
            "values.yaml": "global: {t: top}\n",
            "templates/_h.tpl": "{{ define \"who\" }}top for {{ .Chart.Name }}{{ end }}",
            "templates/t.yaml":
                "{{ .Subcharts.middle.Subcharts.leaf.Files.Get \"data.txt\" }} {{ toJson .Values.middle.leaf.global }}",
        ]
    ).adding("middle", middle)

    @Test func `each chart has its path, its values and the globals of all above it`() throws {
        let rendered = try Self.top.rendered()
        #expect(
            rendered.text == """
                ---
                # Source: top/charts/middle/charts/leaf/templates/t.yaml
                top/charts/middle/charts/leaf/templates/t.yaml top for leaf 4 {"l":"leaf","m":"middle","t":"top"}
                ---
                # Source: top/charts/middle/templates/t.yaml
                top/charts/middle/templates leaf of release-name 4 false
                ---
                # Source: top/templates/t.yaml
                leaf data {"l":"leaf","m":"middle","t":"top"}

                """
        )
    }

    @Test(arguments: [
        ("middle: {leaf: {depth: 9}}", "9"),
        ("middle: {leaf: null}", "3"),
        // The null is used up where it removes the default of the chart in the middle.
        ("middle: {leaf: {depth: null}}", "3"),
    ])
    func `values reach down through all charts`(values: String, depth: String) throws {
        let text = try Self.top.text(of: "top/charts/middle/charts/leaf/templates/t.yaml", values: values)
        #expect(text?.contains("top for leaf \(depth) {") == true, "\(text ?? "")")
    }

    @Test func `one chart under two names has two paths and two sets of values`() throws {
        let chart = TestChart(
            "top",
            metadata: """
                dependencies:
                  - {name: leaf, version: "*", alias: first}
                  - {name: leaf, version: "*", alias: second, condition: second.enabled}
                """,
            ["values.yaml": "first: {depth: 1}\nsecond: {depth: 2, enabled: true}"]
        ).adding("leaf", Self.leaf)
        let rendered = try chart.rendered()
        #expect(
            rendered.files.map(\.text) == [
                "top/charts/first/templates/t.yaml leaf 1 {\"l\":\"leaf\"}",
                "top/charts/second/templates/t.yaml leaf 2 {\"l\":\"leaf\"}",
            ]
        )
        #expect(try chart.rendered(values: "second: {enabled: false}").files.count == 1)
    }

    @Test func `an archive in an archive is a chart in a chart`() throws {
        func packed(_ chart: TestChart, _ name: String, _ more: [String: [UInt8]] = [:]) throws -> [UInt8] {
            var archive = TestArchive()
            for entry in chart.entries { try archive.add("\(name)/\(entry.path)", entry.bytes) }
            for (path, bytes) in more { try archive.add("\(name)/\(path)", bytes) }
            return try Compression.gzip.compress(archive.bytes)
        }
        let leaf = try packed(Self.leaf, "leaf")
        let middle = TestChart(
            "middle",
            ["templates/t.yaml": "{{ include \"leaf.only\" . }}", "values.yaml": "leaf: {depth: 7}"]
        )
        let archive = try packed(
            TestChart("top", ["templates/t.yaml": "top"]),
            "top",
            ["charts/middle-1.2.3.tgz": try packed(middle, "middle", ["charts/leaf-1.2.3.tgz": leaf])]
        )
        let chart = try Chart(try ChartFiles(archive: archive, name: "top.tgz"))
        let rendered = try ChartRendering(chart).render()
        #expect(
            rendered.files.map(\.text) == [
                "top/charts/middle/charts/leaf/templates/t.yaml leaf 7 {\"l\":\"leaf\"}", "leaf of release-name", "top",
            ]
        )
    }

    @Test func `an archive and a folder of one chart give the same`() throws {
        let directory = try TemporaryDirectory()
        var archive = TestArchive()
        for entry in ShopChart.chart.entries {
            try directory.write(entry.bytes, to: entry.path)
            try archive.add("shop/\(entry.path)", entry.bytes)
        }
        let unpacked = try Chart(try ChartFiles(directory: directory.path))
        let packed = try Chart(try ChartFiles(archive: try Compression.gzip.compress(archive.bytes), name: "shop.tgz"))
        #expect(try ChartRendering(unpacked).render() == ChartRendering(packed).render())
    }

    @Test func `an imported table goes up level by level`() throws {
        let leaf = TestChart("leaf", ["values.yaml": "exports: {all: {port: 80}}"])
        let middle = TestChart(
            "middle",
            metadata:
                "dependencies:\n- {name: leaf, version: '*', import-values: [{child: exports.all, parent: exports.up}]}"
        ).adding("leaf", leaf)
        let top = TestChart(
            "top",
            metadata: "dependencies:\n- {name: middle, version: '*', import-values: [up]}",
            ["templates/t.yaml": "{{ .Values.port }} {{ .Values.middle.exports.up.port }}"]
        ).adding("middle", middle)
        #expect(try top.text(of: "top/templates/t.yaml") == "80 80")
    }

    @Test func `a helper of a disabled chart is gone`() {
        let chart = TestChart(
            "top",
            metadata: "dependencies:\n- {name: leaf, version: '*', condition: leaf.enabled}",
            ["templates/t.yaml": "{{ include \"leaf.only\" . }}"]
        ).adding("leaf", Self.leaf)
        #expect(chart.failure() == nil)
        let error = chart.failure(values: "leaf: {enabled: false}")
        #expect(error?.message.hasSuffix("no template \"leaf.only\" associated with template \"gotpl\"") == true)
    }

    @Test func `a name that is in the release's name is not repeated`() throws {
        let rendered = try ShopChart.chart.rendered(release: ChartRelease(name: "my-shop", namespace: "x"))
        let service = rendered.files.first { $0.path == "shop/templates/service.yaml" }
        #expect(service?.text.contains("  name: my-shop\n") == true)
    }
}
