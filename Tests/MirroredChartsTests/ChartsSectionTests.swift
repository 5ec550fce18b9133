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
        server = try ChartServer([
            try TestChart("web", "1.0.0", images: ["quay.io/team/web:1.0"]),
            try TestChart("web", "1.1.0", images: ["quay.io/team/web:1.1", "quay.io/team/side:2"]),
            try TestChart("web", "2.0.0-rc.1", images: ["quay.io/team/web:2.0"]),
            try TestChart("api", "0.1.0", images: ["quay.io/team/api:{{ .Values.tag }}"], values: "tag: stable\n"),
        ])
    }

    private func repository(_ charts: String) -> String {
        "    repositories:\n    - name: team\n      url: \(server.url)\n\(charts)"
    }

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

    // MARK: Faults

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

    // MARK: Charts that travel

    @Test(arguments: [true, false])
    func `a chart is mirrored itself if it is asked for`(everything: Bool) async throws {
        let options = PlanOptions(charts: PlanOptions.Charts(include: everything ? true : nil))
        let found = try await charts.contribution(
            repository("      charts: [{name: web, version: 1.0.0\(everything ? "" : ", charts: true")}, {name: api}]"),
            options: options
        )
        let carried = found.images.filter { $0.type == .helmChart }
        let host = server.server.host
        #expect(
            carried.map { "\($0.origin) -> \($0.destination)" } == [
                "\(host)/charts/web:1.0.0 -> mirror.example:5000/ocp/charts/team/web:1.0.0"
            ] + (everything ? ["\(host)/charts/api:0.1.0 -> mirror.example:5000/ocp/charts/team/api:0.1.0"] : [])
        )
        let build = try #require(carried.first?.build)
        let chart = try TestChart("web", "1.0.0", images: ["quay.io/team/web:1.0"])
        #expect(
            build.recipe
                == BuildRecipe(
                    kind: .chart,
                    base: "\(host)/charts/web:1.0.0",
                    layer: BuildRecipe.Layer(chart.digest, size: Int64(chart.bytes.count))
                )
        )
        #expect(build.image.tree.blobs.map(\.digest).contains(chart.digest))
        let again = try await charts.contribution(
            repository("      charts: [{name: web, version: 1.0.0, charts: true}]")
        )
        #expect(again.images.compactMap(\.build?.image.digest) == [build.image.digest])
    }

    @Test func `a chart whose name no registry takes cannot be mirrored, and its images can`() async throws {
        server.publish([try TestChart("Web", "1.0.0", images: ["quay.io/team/web:1.0"])])
        let found = try await charts.contribution(repository("      charts: [{name: Web, charts: true}]"))
        #expect(found.images.map(\.type) == [.helmImage])
        #expect(found.findings.map(\.code) == [.unmappableImage])
    }

    @Test func `the documents of a plan are its charts`() async throws {
        let found = try await charts.contribution(repository("      charts: [{name: web}, {name: api}]"))
        let desired = DesiredState(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            target: try charts.mapping.target,
            images: found.images,
            records: found.records
        )
        let documents = try await charts.section.documents(of: desired, in: charts.services)
        #expect(Set(documents.map(\.digest)) == Set(found.records.compactMap(\.chart?.digest)))
        #expect(
            documents.allSatisfy { $0.path == "mirror/documents/charts/sha256/\($0.digest.hex).tgz" && $0.size > 0 }
        )
    }
}
