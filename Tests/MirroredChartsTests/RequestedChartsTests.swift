// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Sections
import TestSupport
import Testing

@testable import MirroredCharts

@Suite("The charts that a configuration names")
struct RequestedChartsTests {
    private let charts: SampleCharts

    init() throws { charts = try SampleCharts() }

    private func elements(_ lines: String) throws -> [RequestedCharts.Element] {
        let configuration = try charts.configuration(lines)
        let section = try #require(configuration.mirror.helm)
        return RequestedCharts(section, path: "mirror.helm", of: configuration.configuration).elements
    }

    private func requested(_ lines: String) throws -> [RequestedChart] {
        try elements(lines).compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
    }

    @Test func `come in the order of the file, each with its path there`() throws {
        let all = try elements(
            """
                repositories:
                - {name: a, url: https://a.example, charts: [{name: x, version: "1"}, {name: w}]}
                - {name: b, url: https://b.example}
                - {name: c, url: oci://c.example/charts, charts: [{name: z}]}
                local:
                - {path: d}
                - {path: oci://e.example/charts/e, version: ^2}
            """
        )
        let paths = all.map { element in
            switch element {
            case .chart(let chart): "\(chart.path) \(chart.title)"
            case .whole(let whole): "\(whole.path) all of \(whole.name)"
            }
        }
        #expect(
            paths == [
                "mirror.helm.repositories[0].charts[0] chart x 1", "mirror.helm.repositories[0].charts[1] chart w",
                "mirror.helm.repositories[1] all of b", "mirror.helm.repositories[2].charts[0] chart z",
                "mirror.helm.local[0] chart d", "mirror.helm.local[1] chart oci://e.example/charts/e",
            ]
        )
    }

    @Test func `a local path is looked for beside the configuration, and keeps the name that it has there`() throws {
        try charts.write(TestChart.files("web", "1.0.0"), to: "charts/web")
        let chart = try #require(try requested("    local: [{path: charts/web}]").first)
        #expect(chart.place == .local(path: "charts/web", at: charts.folder["charts/web"]))
        #expect(chart.source == "charts/web")
    }

    @Test func `a chart in a registry may be named whole, in each list`() throws {
        let local = try #require(try requested("    local: [{path: 'oci://e.example/charts/e', version: ^2}]").first)
        #expect(local.place == .registry("oci://e.example/charts/e", version: "^2"))
        let listed = try #require(
            try requested(
                "    repositories: [{name: a, url: 'oci://a.example', charts: [{name: 'oci://e.example/charts/e:1'}]}]"
            ).first
        )
        #expect(listed.place == .registry("oci://e.example/charts/e:1", version: nil))
    }

    @Test func `what stands beside a chart is kept with it`() throws {
        let chart = try #require(
            try requested(
                "    local: [{path: a, charts: true, releaseName: r, namespace: ns, values: {x: 1}, valuesFiles: [f.yaml]}]"
            ).first
        )
        #expect(chart.choices?.carriesChart == true)
        #expect(chart.choices?.releaseName?.value == "r" && chart.choices?.namespace?.value == "ns")
        #expect(chart.choices?.valuesFiles.map(\.value) == ["f.yaml"])
        #expect(chart.location.line == 5)
    }
}
