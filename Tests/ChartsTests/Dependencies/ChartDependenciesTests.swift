// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Which sub-charts take part, and what their charts import from them.
@Suite struct ChartDependenciesTests {
    private func resolved(
        _ chart: TestChart,
        _ given: String = ""
    ) throws(ChartError) -> (chart: Chart, log: [String]) {
        var dependencies = ChartDependencies()
        let given = try ChartValues(yaml: Array(given.utf8), file: "given").value.entries ?? [:]
        let chart = try dependencies.resolved(try chart.loaded(), given)
        return (chart, dependencies.log.lines)
    }

    private func parent(_ dependency: String, values: String = "") -> TestChart {
        TestChart(metadata: "dependencies:\n- {name: kid, version: 1.x.x, \(dependency)}", ["values.yaml": values])
            .adding("kid", TestChart("kid"))
    }

    @Test(arguments: [
        ("condition: kid.up", "", "", true),
        ("condition: kid.up", "kid: {up: false}", "", false),
        ("condition: kid.up", "kid: {up: false}", "kid: {up: true}", true),
        ("condition: 'a,b'", "b: false", "", false),
        ("condition: 'a,b'", "a: true\nb: false", "", true),
        ("condition: ' a '", "a: false", "", false),
        ("tags: [t]", "tags: {t: false}", "", false),
        ("tags: [t, u]", "tags: {t: false, u: true}", "", true),
        ("tags: [t]", "tags: {other: false}", "", true),
        ("tags: [t]", "", "tags: {t: false}", false),
        ("tags: [t], condition: c", "tags: {t: false}\nc: true", "", true),
        ("tags: [t], condition: c", "tags: {t: true}\nc: false", "", false),
        ("condition: kid", "kid: {}", "", true),
        ("enabled: false", "", "", true),
    ])
    func `a condition decides before tags`(dependency: String, values: String, given: String, isOn: Bool) throws {
        let chart = try resolved(parent(dependency, values: values), given).chart
        #expect(chart.dependencies.map(\.name) == (isOn ? ["kid"] : []))
        #expect(chart.metadata.dependencies?.count == (isOn ? 1 : nil))
    }

    @Test func `what is no boolean is skipped and reported`() throws {
        let result = try resolved(parent("condition: 'a,b', tags: [t]", values: "a: text\nb: false\ntags: {t: 1}"))
        #expect(result.chart.dependencies.isEmpty)
        #expect(
            result.log == [
                "Warning: Condition path 'a' for chart kid returned non-bool value",
                "Warning: Tag 't' for chart kid returned non-bool value",
            ]
        )
    }

    @Test func `a chart may appear under several names, in the order of its requirements`() throws {
        let chart = TestChart(
            metadata: """
                dependencies:
                - {name: kid, version: ~1.2.0, alias: z}
                - {name: kid, version: ">=1", alias: a}
                - {name: kid, version: "*"}
                - {name: absent, version: "*"}
                """
        ).adding("kid", TestChart("kid")).adding("free", TestChart("free"))
        let result = try resolved(chart, "a: {x: 1}").chart
        #expect(result.dependencies.map(\.name) == ["free", "z", "a", "kid"])
        #expect(result.metadata.dependencies?.map(\.name) == ["z", "a", "kid", "absent"])
    }

    @Test(arguments: [
        ("1.2.3", "^1.0.0", true),
        ("1.2.3", "~1.1", false),
        ("1.2.3", "", false),
        ("v1.2.3", "1.2.3", true),
        ("1.2.3-rc.1", "^1.0.0", false),
        ("1.2.3-rc.1", "^1.0.0-0", true),
        ("x", "*", false),
        ("1.2.3", "x y", false),
    ])
    func `a version that does not fit its requirement is not meant by it`(
        version: String,
        constraint: String,
        fits: Bool
    ) {
        #expect(ChartDependencies.isCompatible(version, with: constraint) == fits)
    }

    @Test func `a chart whose version is not meant stays on without the requirement`() throws {
        let chart = TestChart(metadata: "dependencies:\n- {name: kid, version: ^2, alias: other, condition: off}")
            .adding("kid", TestChart("kid"))
        let result = try resolved(chart, "off: false").chart
        #expect(result.dependencies.map(\.name) == ["kid"] && result.metadata.dependencies == nil)
    }

    @Test func `conditions of sub-charts are looked up below them`() throws {
        let mid = TestChart("mid", metadata: "dependencies:\n- {name: leaf, version: '*', condition: leaf.up}")
            .adding("leaf", TestChart("leaf"))
        let top = TestChart(metadata: "dependencies:\n- {name: mid, version: '*'}").adding("mid", mid)
        #expect(try resolved(top, "mid: {leaf: {up: false}}").chart.dependencies[0].dependencies.isEmpty)
        #expect(try resolved(top, "leaf: {up: false}").chart.dependencies[0].dependencies.count == 1)
        // Without a list of its own the upper chart does not look into the lower ones.
        let unlisted = TestChart().adding("mid", mid)
        #expect(try resolved(unlisted, "mid: {leaf: {up: false}}").chart.dependencies[0].dependencies.count == 1)
    }

    private func importing(_ imports: String, parent: String = "", kid: String) throws(ChartError) -> (String, [String])
    {
        let chart = TestChart(
            metadata: "dependencies:\n- {name: kid, version: '*', import-values: \(imports)}",
            ["values.yaml": parent]
        ).adding("kid", TestChart("kid", ["values.yaml": kid]))
        let result = try resolved(chart)
        var own = result.chart.values.entries ?? [:]
        own["kid"] = nil
        return (ChartValue.map(own).json, result.log)
    }

    @Test func `exported values come to the top, the chart's own win`() throws {
        let kid = "exports: {data: {a: 1, b: {c: 2}}, more: {d: 3}}"
        #expect(try importing("[data, more]", kid: kid).0 == #"{"a":1,"b":{"c":2},"d":3}"#)
        #expect(try importing("[data]", parent: "a: own\nb: {e: 4}", kid: kid).0 == #"{"a":"own","b":{"c":2,"e":4}}"#)
    }

    @Test func `values can be imported from any place to any place`() throws {
        let kid = "conf: {http: {port: 80}}"
        #expect(try importing("[{child: conf.http, parent: x.y}]", kid: kid).0 == #"{"x":{"y":{"port":80}}}"#)
        #expect(try importing("[{child: conf, parent: .}]", kid: kid).0 == #"{"http":{"port":80}}"#)
    }

    @Test func `what is not there is reported`() throws {
        let (json, log) = try importing("[none, {child: a.b, parent: c}, 5]", kid: "a: 1")
        #expect(json == "{}")
        #expect(
            log == [
                "Warning: ImportValues missing table from chart kid: \"a\" is not a table",
                "Warning: ImportValues missing table: \"exports\" is not a table",
            ]
        )
    }
}
