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

@Suite("Charts that travel")
struct TravellingChartTests {
    private let charts: SampleCharts
    private let server: ChartServer

    init() throws {
        charts = try SampleCharts()
        server = try ChartServer(SampleCharts.published())
    }

    private func repository(_ charts: String) -> String { SampleCharts.section(of: server, charts) }

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
