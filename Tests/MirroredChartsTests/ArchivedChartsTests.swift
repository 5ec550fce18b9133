// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Charts
import ChartRepositories
import Diagnostics
import Foundation
import OCI
import TestSupport
import Testing

@testable import MirroredCharts

@Suite("Charts in an archive")
struct ArchivedChartsTests {
    private let folder: TemporaryDirectory
    private let web: TestChart

    init() throws {
        folder = try TemporaryDirectory()
        web = try TestChart("web", "1.2.0", images: ["quay.io/a/b:1"])
    }

    /// An archive as oc-mirror v2 writes it, with charts as files.
    private func foreign(_ charts: [TestChart]) async throws -> ArchivedCharts {
        var archive = TestArchive()
        for chart in charts { try archive.add("working-dir/helm/charts/\(chart.file)", chart.bytes) }
        try archive.add("docker/registry/v2/repositories/a/x", "")
        try Data(try archive.bytes).write(to: URL(filePath: folder["mirror_000001.tar"]))
        return ArchivedCharts(
            archive: try await OpenedArchive.open(folder.path),
            shelf: ChartShelf(cache: DiskCache(root: folder["cache"]))
        )
    }

    private func requested(_ name: String, _ version: String?) -> RequestedChart {
        RequestedChart(
            place: .repository(url: "https://charts.example", name: name, version: version),
            choices: nil,
            repository: "team",
            path: "mirror.helm",
            location: SourceLocation(file: "isc.yaml", line: 1, column: 1)
        )
    }

    @Test(arguments: [nil, "1.2.0", "^1", "v1.2.0"] as [String?])
    func `of oc-mirror are found by name and version`(version: String?) async throws {
        let charts = try await foreign([
            web, try TestChart("web", "1.1.0"), try TestChart("web-extra", "9.0.0"), try TestChart("api", "1.0.0"),
        ])
        let found = try await charts.load(requested("web", version))
        #expect(found.package.title == "web 1.2.0" && found.package.digest == web.digest && found.package.image == nil)
        #expect(found.package.size == Int64(web.bytes.count))
    }

    @Test(arguments: [("web", "3.0.0"), ("nope", nil)] as [(String, String?)])
    func `that are not there are an error, and nobody else is asked`(name: String, version: String?) async throws {
        let charts = try await foreign([web])
        let error = await #expect(throws: (any Error).self) { _ = try await charts.load(requested(name, version)) }
        #expect(error.map { "\($0)".contains(name) } == true)
    }

    @Test func `a local chart that lies on the far side, too, is read there`() async throws {
        let charts = try await foreign([])
        for (name, text) in TestChart.files("api", "0.1.0") { try folder.write(text, to: "api/\(name)") }
        let chart = RequestedChart(
            place: .local(path: "api", at: folder["api"]),
            choices: nil,
            repository: nil,
            path: "mirror.helm.local[0]",
            location: SourceLocation(file: "isc.yaml", line: 1, column: 1)
        )
        #expect(try await charts.load(chart).package.title == "api 0.1.0")
    }
}
