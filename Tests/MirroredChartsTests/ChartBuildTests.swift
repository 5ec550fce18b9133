// SPDX-License-Identifier: Apache-2.0

import Cache
import ChartRepositories
import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import MirroredCharts
import OCI
import Plans
import Registry
import TestSupport
import Testing

@Suite("Charts that are built for a plan")
struct ChartBuildTests {
    private let folder: TemporaryDirectory
    private let chart: TestChart
    private let server: ChartServer

    init() throws {
        folder = try TemporaryDirectory()
        chart = try TestChart("web", "1.0.0", images: ["quay.io/a/b:1"])
        server = try ChartServer([chart])
    }

    private func build(_ record: ChartRecord, cache: String = "cache") -> ChartBuild {
        ChartBuild(
            cache: DiskCache(root: folder[cache]),
            fetcher: ChartFetcher(
                access: ChartAccess(),
                downloader: Downloader(
                    transport: CurlTransport(CurlTransportOptions(version: "test")),
                    retry: .tries(1)
                ),
                library: ImageLibrary(client: .test())
            ),
            records: [record],
            configuration: "\(folder.path)/isc.yaml"
        )
    }

    private func record(_ source: String? = nil, digest: Digest? = nil) -> ChartRecord {
        ChartRecord(source: source ?? server.url, name: "web", version: "1.0.0", digest: digest ?? chart.digest)
    }

    private func recipe(_ digest: Digest? = nil) -> BuildRecipe {
        BuildRecipe(kind: .chart, base: "charts.example/web:1.0.0", layer: digest ?? chart.digest, layerSize: 1)
    }

    @Test func `come out of the cache, or from where they came from, as the same image`() async throws {
        let fetched = try await build(record()).build(recipe())
        #expect(server.requests == ["/charts/index.yaml", "/charts/web-1.0.0.tgz"])
        server.server.stop()
        let kept = try await build(record()).build(recipe())
        #expect(kept.digest == fetched.digest && kept.tree == fetched.tree)
        guard case .file(let path)? = kept.blobs[chart.digest] else {
            Issue.record("the package is no file")
            return
        }
        #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == chart.bytes)
    }

    @Test func `a damaged file of the cache is fetched again`() async throws {
        _ = try await build(record()).build(recipe())
        try folder.write("damaged", to: "cache/mirror/\(ChartRecord.cacheName(of: chart.digest))")
        _ = try await build(record()).build(recipe())
        #expect(server.requests.count == 4)
    }

    @Test func `a local folder is packaged again, beside the configuration`() async throws {
        let files = TestChart.files("web", "1.0.0")
        for (name, text) in files { try folder.write(text, to: "charts/web/\(name)") }
        let package = try ChartPackage.archive("web", files.map { (path: $0.key, bytes: Array($0.value.utf8)) })
        let digest = Digest(of: package)
        let built = try await build(record("charts/web", digest: digest)).build(recipe(digest))
        #expect(built.tree.blobs.map(\.digest).contains(digest))
    }

    @Test func `a chart that changed is an error that names both digests`() async throws {
        let other = Digest(of: [1])
        let error = await #expect(throws: ChangedChart.self) {
            _ = try await build(record(digest: other)).build(recipe(other))
        }
        #expect(error?.found == chart.digest && error?.record.digest == other)
        #expect(error?.description.contains("\(other)") == true)
    }

    @Test func `a chart of a registry that was named whole is found again`() async throws {
        let registry = try FakeRegistry()
        let image = try TestImage(
            configuration: Array("{}".utf8),
            type: MediaType(rawValue: "application/vnd.cncf.helm.config.v1+json"),
            layers: [(MediaType(rawValue: "application/vnd.cncf.helm.chart.content.v1.tar+gzip"), chart.bytes)]
        )
        registry.add(image, to: "team/web", tag: "1.0.0")
        for source in ["oci://\(try registry.host)/team", "oci://\(try registry.host)/team/web:1.0.0"] {
            #expect(
                try await build(record(source), cache: source.suffix(5) + "x").bytes(of: chart.digest) == chart.bytes
            )
        }
    }

    @Test func `a digest that the plan does not know is an error`() async throws {
        await #expect(throws: (any Error).self) { _ = try await build(record()).bytes(of: Digest(of: [9])) }
    }
}
