// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Testing

/// Charts that appear under other names, or twice.
@Suite struct RepeatedChartTests {
    private func paths(_ chart: TestChart) throws -> [String] { try chart.rendered().files.map(\.path) }

    private static let template = ["templates/a.yaml": "{{ .Chart.Name }}"]

    @Test func `sub-charts that nobody asks for stay below the first name of their chart`() throws {
        let kid = TestChart("kid", Self.template).adding("toy", TestChart("toy", Self.template))
        let chart = TestChart(metadata: "dependencies:\n- {name: kid, version: '*', alias: other}").adding("kid", kid)
        #expect(
            try paths(chart) == ["web/charts/kid/charts/toy/templates/a.yaml", "web/charts/other/templates/a.yaml"]
        )
    }

    @Test func `sub-charts that are asked for move with their chart`() throws {
        let kid = TestChart("kid", metadata: "dependencies:\n- {name: toy, version: '*'}", Self.template)
            .adding("toy", TestChart("toy", Self.template))
        let chart = TestChart(metadata: "dependencies:\n- {name: kid, version: '*', alias: other}").adding("kid", kid)
        #expect(
            try paths(chart) == ["web/charts/other/charts/toy/templates/a.yaml", "web/charts/other/templates/a.yaml"]
        )
    }

    @Test func `a chart that appears twice renames its requirements only the first time`() throws {
        let kid = TestChart(
            "kid",
            metadata: "dependencies:\n- {name: toy, version: '*'}\n- {name: toy, version: '*', alias: m}"
        )
        .adding("toy", TestChart("toy", Self.template))
        let chart = TestChart(
            metadata: "dependencies:\n- {name: kid, version: '*', alias: x}\n- {name: kid, version: '*', alias: z}"
        ).adding("kid", kid)
        #expect(
            try paths(chart) == [
                "web/charts/x/charts/m/templates/a.yaml", "web/charts/x/charts/toy/templates/a.yaml",
                "web/charts/z/charts/toy/templates/a.yaml",
            ]
        )
    }

    @Test func `a chart that appears twice imports values only the first time`() throws {
        let kid = TestChart(
            "kid",
            metadata: "dependencies:\n- {name: toy, version: '*', import-values: [{child: c, parent: p}]}",
            ["templates/a.yaml": "{{ toJson .Values.p }}"]
        ).adding("toy", TestChart("toy", ["values.yaml": "c: {d: 1}"]))
        let chart = TestChart(
            metadata: "dependencies:\n- {name: kid, version: '*', alias: x}\n- {name: kid, version: '*', alias: z}"
        ).adding("kid", kid)
        #expect(try chart.rendered().files.map(\.text) == [#"{"d":1}"#, "null"])
    }

    @Test func `one name may be asked for twice`() throws {
        let chart = TestChart(metadata: "dependencies: [{name: kid, version: 1}, {name: kid, version: 1}]")
        #expect(try chart.loaded().metadata.dependencies?.map(\.name) == ["kid", "kid"])
    }

    @Test func `without a requirement that is left a chart does not merge the values of its sub-charts`() throws {
        let kid = TestChart("kid", ["values.yaml": "a: null\nb: 1", "templates/a.yaml": "{{ toJson .Values }}"])
        let mid = TestChart("mid", metadata: "dependencies:\n- {name: off, version: '*', tags: [t]}")
            .adding("off", TestChart("off")).adding("kid", kid)
        let chart = TestChart(
            metadata: "dependencies:\n- {name: none, version: '*'}",
            ["values.yaml": "tags: {t: false}"]
        ).adding("mid", mid)
        #expect(try chart.rendered().files.map(\.text) == [#"{"b":1,"global":{}}"#])
    }
}
