// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

struct RegistryChartTests {
    private let registry: FakeRegistry
    private let fetcher: ChartFetcher

    init() throws {
        registry = try FakeRegistry()
        fetcher = ChartFetcher(
            access: ChartAccess(),
            downloader: Downloader(
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                retry: .tries(1)
            ),
            library: ImageLibrary(client: .test())
        )
    }

    private func push(
        _ chart: TestChart,
        configuration: MediaType = .chartConfiguration,
        layer: MediaType = .chartContent,
        tag: String? = nil
    ) throws -> TestImage {
        let image = try TestImage(
            configuration: Array("{}".utf8),
            type: configuration,
            layers: [
                (MediaType(rawValue: "application/vnd.cncf.helm.chart.provenance.v1.prov"), Array("signed".utf8)),
                (layer, chart.bytes),
            ]
        )
        registry.add(image, to: "team/\(chart.name)", tag: tag ?? chart.version.replacing("+", with: "_"))
        return image
    }

    private func message(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    private var url: String { get throws { "oci://\(try registry.host)/team" } }

    @Test func `a chart of a folder of a registry is chosen by its tags, and has its bytes and its image`() async throws
    {
        let charts = try ["1.0.0", "1.2.0", "1.10.0+a.1", "2.0.0-rc.1"].map { try TestChart("web", $0) }
        let images = try charts.map { try push($0) }
        _ = try push(charts[0], tag: "latest")
        let newest = try await fetcher.chart("web", version: nil, in: try url)
        #expect(newest.bytes == charts[2].bytes && newest.digest == charts[2].digest)
        let reference = ImageReference(
            repository: try registry.repository("team/web"),
            tag: try Tag("1.10.0_a.1"),
            digest: images[2].digest
        )
        #expect(newest.image == reference)
        #expect(try await fetcher.chart("web", version: "~1.2", in: try url + "/").digest == charts[1].digest)
        #expect(try await fetcher.chart("web", version: "2.0.0-rc.1", in: try url).digest == charts[3].digest)
        #expect(try await fetcher.chart("web", version: "1.10.0+a.1", in: try url).digest == charts[2].digest)
        #expect(try await fetcher.versions(of: "web", in: try url) == ["2.0.0-rc.1", "1.10.0+a.1", "1.2.0", "1.0.0"])
    }

    @Test(arguments: ["", ":1.0.0", "@DIGEST", ":ignored@DIGEST"])
    func `a chart is named whole, by tag or digest`(end: String) async throws {
        let chart = try TestChart("web", "1.0.0")
        let image = try push(chart)
        let text = try "\(url)/web" + end.replacing("DIGEST", with: "\(image.digest)")
        let reference = try #require(RegistryLocation(text)).reference()
        let fetched = try await fetcher.chart(reference, version: nil)
        #expect(fetched.bytes == chart.bytes && fetched.image?.digest == image.digest)
    }

    @Test func `an index over HTTP may name charts in registries`() async throws {
        let chart = try TestChart("web", "1.0.0")
        _ = try push(chart)
        let server = try ChartServer()
        server.putIndex("entries:\n  web:\n" + chart.entry(url: try "\(url)/web:1.0.0"))
        #expect(try await fetcher.chart("web", version: nil, in: server.url).bytes == chart.bytes)
    }

    @Test func `the layer of early versions of Helm is read, too`() async throws {
        let chart = try TestChart("web", "1.0.0")
        _ = try push(chart, layer: MediaType(rawValue: "application/tar+gzip"))
        #expect(try await fetcher.chart("web", version: nil, in: try url).bytes == chart.bytes)
    }

    @Test func `what is no chart, and what is not there, is an error that names it`() async throws {
        _ = try push(try TestChart("web", "1.0.0"), configuration: .ociConfiguration)
        #expect(
            await message { _ = try await fetcher.chart("web", version: "1.0.0", in: try url) }
                .contains("/team/web:1.0.0 is not a chart: its configuration is `\(MediaType.ociConfiguration)`")
        )
        _ = try push(try TestChart("api", "1.0.0"), layer: .ociLayer)
        #expect(
            await message { _ = try await fetcher.chart("api", version: nil, in: try url) }
                .contains("it has no packaged chart")
        )
        #expect(
            await message { _ = try await fetcher.chart("api", version: "9.9.9", in: try url) }
                .contains("no version `9.9.9` of the chart `api`")
        )
        let missing = try #require(RegistryLocation("\(try url)/api:3.0.0")).reference()
        let text = await message { _ = try await fetcher.chart(missing, version: nil) }
        #expect(text.contains("the registry has no chart") && text.contains("it has `1.0.0`"))
    }

    @Test func `an image for many platforms is no chart`() async throws {
        let image = try TestImage(layers: [[1]])
        let index = try TestImage(indexOf: [(.ociManifest, image.top.bytes)])
        registry.add(index, to: "team/web", tag: "1.0.0")
        #expect(
            await message { _ = try await fetcher.chart("web", version: nil, in: try url) }
                .contains("it is an index of images")
        )
    }

    @Test(
        "addresses of registries",
        arguments: [
            ("oci://example.com/team/web", "example.com/team/web"),
            ("oci://example.com:5000/team/web:1.0.0+b", "example.com:5000/team/web:1.0.0_b"),
            ("OCI://localhost/web:1.0.0/", "localhost/web:1.0.0"),
            ("oci://registry/web", "registry/web"),
            ("oci://[::1]:5000/web:1", "[::1]:5000/web:1"),
        ]
    )
    func locations(text: String, expected: String) throws {
        #expect("\(try #require(RegistryLocation(text)).reference())" == expected)
    }

    @Test(arguments: [
        "oci://", "oci://host", "oci://host:5000", "oci://host/Web", "oci://host/web:a b", "oci://host/web@sha256:1",
    ])
    func `an address that names no chart is an error`(text: String) throws {
        let location = try #require(RegistryLocation(text))
        #expect(throws: ReferenceError.self) { _ = try location.reference() }
    }

    @Test func `only oci is an address of a registry`() {
        #expect(RegistryLocation("https://example.com") == nil)
        #expect(RegistryLocation("example.com/web") == nil)
        #expect(
            try! RegistryLocation("oci://example.com:5000/")?.repository(of: "web").description
                == "example.com:5000/web"
        )
    }
}
