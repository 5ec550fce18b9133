// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Foundation
import MirrorConfiguration
import MirroredCharts
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@Suite("Charts of a configuration that fail")
struct ChartFaultTests {
    private let charts: SampleCharts
    private let server: ChartServer

    init() throws {
        charts = try SampleCharts()
        server = try ChartServer(SampleCharts.published())
    }

    private func repository(_ charts: String) -> String { SampleCharts.section(of: server, charts) }

    @Test func `a chart that fails is one error that names it, and its others are found all the same`() async throws {
        server.put(Array("no chart".utf8), at: "/charts/web-1.1.0.tgz")
        let found = try await charts.contribution(repository("      charts: [{name: web}, {name: api}, {name: nope}]"))
        #expect(found.images.map { "\($0.origin)" } == ["quay.io/team/api:stable"])
        #expect(found.findings.map(\.code) == [.chartFailed, .chartFailed])
        #expect(
            found.findings.allSatisfy {
                $0.severity == .error && "\($0.place!)".hasPrefix("isc.yaml") && $0.place!.line == 8
            }
        )
        #expect(found.findings[0].summary.hasPrefix("chart web: the chart at \(server.url)/web-1.1.0.tgz has changed"))
        #expect(found.findings[0].cause?.contains("asked for by `mirror.helm.repositories[0].charts[0]`") == true)
        #expect(found.findings[1].summary == "chart nope: the repository has no chart `nope`")
        #expect(found.findings.allSatisfy { $0.remedy?.contains("--allow-missing") == true })
    }

    @Test func `with allow-missing a chart that fails is left out with a warning`() async throws {
        let options = PlanOptions(allowMissing: true)
        let found = try await charts.contribution(
            repository("      charts: [{name: nope}, {name: api}]"),
            options: options
        )
        #expect(found.images.count == 1)
        #expect(found.findings.map(\.severity) == [.warning])
        #expect(found.findings.first?.summary.hasPrefix("chart nope is left out: ") == true)
    }

    @Test func `a chart that fails is not left out if its images would be pruned then`() async throws {
        let options = PlanOptions(allowMissing: true, prune: true)
        let found = try await charts.contribution(repository("      charts: [{name: nope}]"), options: options)
        #expect(found.findings.map(\.severity) == [.error])
        #expect(found.findings.first?.remedy?.contains("plan without --prune") == true)
    }

    @Test func `a chart that needs values fails with its own words, and says how to give them`() async throws {
        try charts.write(
            TestChart.files(
                "web",
                "1.0.0",
                templates: ["a.yaml": "image: {{ required \"set .Values.image, please\" .Values.image }}\n"]
            ),
            to: "web"
        )
        let found = try await charts.contribution("    local: [{name: a, path: web}]")
        let finding = try #require(found.findings.first)
        #expect(found.findings.count == 1)
        #expect(finding.message.contains("set .Values.image, please"), "\(finding.message)")
        #expect(finding.message.contains("web/templates/a.yaml:1"), "\(finding.message)")
        #expect(finding.remedy?.contains("`valuesFiles:` beside it") == true)
        let given = try await charts.contribution("    local: [{name: a, path: web, values: {image: quay.io/a/b:1}}]")
        #expect(given.findings.filter { $0.severity == .error }.isEmpty)
    }

    @Test(arguments: ["path: nowhere", "path: isc.yaml/x", "path: empty"])
    func `a local chart that is not there is an error`(path: String) async throws {
        try charts.folder.write("", to: "empty/x")
        let found = try await charts.contribution("    local: [{name: a, \(path)}]")
        #expect(found.findings.map(\.code) == [.chartFailed])
        #expect(found.findings.first?.place?.line == 5)
    }

    @Test func `a server that refuses is told without its secrets`() async throws {
        let closed = try ChartServer(wantsPassword: true)
        let url = closed.url.replacing("http://", with: "http://ali:geheim@")
        let found = try await charts.contribution(
            "    repositories: [{name: a, url: '\(url)?token=geheim', charts: [{name: web}]}, {name: b, url: '\(url)'}]"
        )
        #expect(found.findings.count == 2)
        for finding in found.findings {
            #expect(finding.text.contains("401"))
            #expect(!"\(finding)".contains("geheim"))
        }
    }
}
