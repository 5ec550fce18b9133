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

struct ChartFetcherTests: FetchingCharts {
    let charts: [TestChart]

    init() throws { charts = try Self.sampleCharts() }

    @Test func `the newest stable version comes, and the index is read once`() async throws {
        let server = try ChartServer(charts)
        let fetcher = fetcher()
        let chart = try await fetcher.chart("web", version: nil, in: server.url)
        #expect(chart == FetchedChart(bytes: charts[1].bytes))
        #expect(try await fetcher.chart("web", version: "1.0.0", in: server.url).digest == charts[0].digest)
        #expect(server.requests == ["/charts/index.yaml", "/charts/web-1.1.0.tgz", "/charts/web-1.0.0.tgz"])
        #expect(try await fetcher.versions(of: "web", in: server.url) == ["2.0.0-rc.1", "1.1.0", "1.0.0"])
    }

    @Test(arguments: ["/charts", "/charts/", "/charts/index.yaml"])
    func `the address of a repository may end in a slash or be that of its index`(path: String) async throws {
        let server = try ChartServer(charts)
        #expect(try await fetcher().chart("web", version: nil, in: server.server.url + path).bytes == charts[1].bytes)
        #expect(server.requests.first == "/charts/index.yaml")
    }

    @Test(
        "addresses in an index are absolute, relative to the repository, or relative to the server",
        arguments: [
            "web-1.0.0.tgz", "./web-1.0.0.tgz", "/charts/web-1.0.0.tgz", "HOST/charts/web-1.0.0.tgz",
            "../charts/web-1.0.0.tgz",
        ]
    )
    func addresses(url: String) async throws {
        let server = try ChartServer(charts)
        let entry = charts[0].entry(url: url.replacing("HOST", with: server.server.url))
        server.putIndex("entries:\n  web:\n\(entry)")
        #expect(try await fetcher().chart("web", version: nil, in: server.url).bytes == charts[0].bytes)
    }

    @Test func `a token in the address goes along to the files of the repository, and into no message`() async throws {
        let server = try ChartServer(charts)
        _ = try await fetcher().chart("web", version: nil, in: server.url + "?token=geheim")
        #expect(server.requests == ["/charts/index.yaml?token=geheim", "/charts/web-1.1.0.tgz?token=geheim"])
        server.remove("/charts/web-1.1.0.tgz")
        let text = await message {
            _ = try await fetcher().chart("web", version: nil, in: server.url + "?token=geheim")
        }
        #expect(text.contains("/charts/web-1.1.0.tgz, and the server has no such file"))
        #expect(!text.contains("geheim"))
    }

    @Test func `a chart with another digest than the index promises is refused`() async throws {
        let server = try ChartServer(charts)
        server.put(charts[0].bytes, at: "/charts/web-1.1.0.tgz")
        let text = await message { _ = try await fetcher().chart("web", version: nil, in: server.url) }
        #expect(text.contains("has changed: its digest is \(charts[0].digest), expected \(charts[1].digest)"))
    }

    @Test func `an index without digests is believed`() async throws {
        let server = try ChartServer(charts)
        server.putIndex("entries:\n  web:\n  - version: 1.0.0\n    urls: [web-1.0.0.tgz]\n")
        #expect(try await fetcher().chart("web", version: nil, in: server.url).digest == charts[0].digest)
    }

    @Test(
        "what is wrong with a repository is told with its address",
        arguments: [
            ("/nothing", "there is no chart repository at this address: the server has no HOST/nothing/index.yaml"),
            ("/page", "its index.yaml is not the index of a chart repository: it is not a mapping (line 1)"),
        ]
    )
    func problems(path: String, expected: String) async throws {
        let server = try ChartServer(charts)
        server.put(Array("<html>".utf8), at: "/page/index.yaml")
        let url = server.server.url
        let text = await message { _ = try await fetcher().chart("web", version: nil, in: url + path) }
        #expect(text.contains(expected.replacing("HOST", with: url)), "\(text)")
    }

    @Test func `an address that is none is an error`() async throws {
        let text = await message {
            _ = try await fetcher().chart("web", version: nil, in: "ftp://me:geheim@example.com/a")
        }
        #expect(text.contains("`ftp://example.com/a` is not the address of a chart repository"))
        let server = try ChartServer(charts)
        server.putIndex("entries:\n  web:\n" + charts[0].entry(url: "s3://bucket/web.tgz"))
        let other = await message { _ = try await fetcher().chart("web", version: nil, in: server.url) }
        #expect(other.contains("`s3://bucket/web.tgz`, which is no http, https or oci address"))
    }

    @Test func `a server that is busy is asked again`() async throws {
        let count = Guarded(0)
        let chart = charts[0]
        let server = try LoopbackServer { exchange in
            if count.withLock({
                $0 += 1; return $0
            }) < 3 {
                return try exchange.respond(503, text: "busy")
            }
            if exchange.path.hasSuffix("yaml") {
                return try exchange.respond(200, text: "entries:\n  web:\n\(chart.entry())")
            }
            try exchange.respond(200, body: chart.bytes)
        }
        #expect(try await fetcher(tries: 3).chart("web", version: nil, in: server.url).bytes == chart.bytes)
    }
}
