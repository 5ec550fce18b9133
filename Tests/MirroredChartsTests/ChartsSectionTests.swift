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

@Suite("Charts of a configuration")
struct ChartsSectionTests {
    private let charts: SampleCharts
    private let server: ChartServer

    init() throws {
        charts = try SampleCharts()
        server = try ChartServer(SampleCharts.published())
    }

    private func repository(_ charts: String) -> String { SampleCharts.section(of: server, charts) }

    private func places(_ contribution: Contribution) -> [String] {
        contribution.images.map { "\($0.type.rawValue) \($0.origin) -> \($0.destination)" }
    }

    @Test func `a chart of a repository brings its images, and says who asks for each`() async throws {
        let found = try await charts.contribution(repository("      charts: [{name: web, version: 1.1.0}]"))
        #expect(
            places(found).sorted() == [
                "helm-image quay.io/team/side:2 -> mirror.example:5000/ocp/team/side:2",
                "helm-image quay.io/team/web:1.1 -> mirror.example:5000/ocp/team/web:1.1",
            ]
        )
        let web = try #require(found.images.first { "\($0.origin)" == "quay.io/team/web:1.1" })
        #expect(
            web.requestedBy == [
                "mirror.helm.repositories[0].charts[0] (web 1.1.0): web/templates/deployment-0.yaml: "
                    + "Deployment release-name-0 .spec.template.spec.containers[0].image"
            ]
        )
        #expect(web.at?.line == 8)
        let chart = try TestChart("web", "1.1.0", images: ["quay.io/team/web:1.1", "quay.io/team/side:2"])
        #expect(
            found.records == [
                .chart(
                    ChartRecord(
                        source: server.url,
                        name: "web",
                        version: "1.1.0",
                        digest: chart.digest,
                        images: ["quay.io/team/side:2", "quay.io/team/web:1.1"]
                    )
                )
            ]
        )
        #expect(found.findings.isEmpty)
    }

    @Test(
        "without a version the newest stable one is taken, and a range takes its newest",
        arguments: [("", "1.1.0"), (", version: ^1", "1.1.0"), (", version: '>=1.0.0-0'", "2.0.0-rc.1")]
    )
    func versions(version: String, expected: String) async throws {
        let found = try await charts.contribution(repository("      charts: [{name: web\(version)}]"))
        #expect(found.records.compactMap(\.chart?.version) == [expected])
    }

    @Test func `a repository without a list brings every version of every chart`() async throws {
        let found = try await charts.contribution(repository(""))
        #expect(
            found.records.compactMap(\.chart).map { "\($0.name) \($0.version)" } == [
                "api 0.1.0", "web 2.0.0-rc.1", "web 1.1.0", "web 1.0.0",
            ]
        )
        let none = try await charts.contribution(repository("      charts: []"))
        #expect(none.images.isEmpty && none.records.isEmpty)
    }

    @Test func `an entry of the index that is broken disturbs only those who ask for it`() async throws {
        let index = try TestChart("web", "1.0.0", images: ["quay.io/team/web:1.0"]).entry()
        server.putIndex("entries:\n  web:\n\(index)\n  - version: broken\n  odd: 7\n  worse:\n  - [1]\n")
        let found = try await charts.contribution(repository(""))
        #expect(found.records.compactMap(\.chart?.version) == ["1.0.0"])
        #expect(found.findings.isEmpty)
    }

    @Test func `a local chart is a folder or a package, and both give the same images`() async throws {
        try charts.write(TestChart.files("web", "1.0.0", images: ["quay.io/team/web:1.0"]), to: "charts/web")
        try charts.write(
            ["web.tgz": ""],
            to: "charts"
        )
        let package = try TestChart("web", "1.0.0", images: ["quay.io/team/web:1.0"])
        try Data(package.bytes).write(to: URL(filePath: charts.folder["charts/web.tgz"]))
        let folder = try await charts.contribution("    local: [{name: a, path: charts/web}]")
        let packed = try await charts.contribution("    local: [{name: a, path: charts/web.tgz}]")
        #expect(places(folder) == ["helm-image quay.io/team/web:1.0 -> mirror.example:5000/ocp/team/web:1.0"])
        #expect(places(folder) == places(packed))
        #expect(folder.records.compactMap(\.chart?.source) == ["charts/web"])
        #expect(packed.records.compactMap(\.chart?.digest) == [package.digest])
        let again = try await charts.contribution("    local: [{name: a, path: charts/web}]")
        #expect(again.records == folder.records)
    }

    @Test func `values of files and of the configuration choose the images, and the record tells them apart`()
        async throws
    {
        try charts.folder.write("tag: file\nother: 1\n", to: "values.yaml")
        let lines = repository("      charts:\n      - name: api\n        valuesFiles: [values.yaml]\n")
        let file = try await charts.contribution(lines)
        #expect(file.images.map { "\($0.origin)" } == ["quay.io/team/api:file"])
        let inline = try await charts.contribution(lines + "        values: {tag: inline}\n")
        #expect(inline.images.map { "\($0.origin)" } == ["quay.io/team/api:inline"])
        let plain = try await charts.contribution(repository("      charts: [{name: api}]"))
        #expect(plain.records.compactMap(\.chart?.inputs).isEmpty)
        #expect(Set([file, inline, plain].flatMap { $0.records.map { $0.chart?.inputs } }).count == 3)
    }

    @Test func `platforms of a chart are those of its images`() async throws {
        let found = try await charts.contribution(
            repository("      charts: [{name: api, platforms: [{os: linux, architecture: amd64}]}]")
        )
        #expect(found.images.map(\.platforms) == [[Platform(os: "linux", architecture: "amd64")]])
    }
}
