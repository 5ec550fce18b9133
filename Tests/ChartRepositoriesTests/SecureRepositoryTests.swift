// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("Chart repositories over TLS")
struct SecureRepositoryTests {
    private let chart: TestChart
    private let server: SecureFolder

    init() throws {
        chart = try TestChart("web", "1.0.0")
        server = try SecureFolder([
            "charts/index.yaml": Array("entries:\n  web:\n\(chart.entry())\n".utf8),
            "charts/web-1.0.0.tgz": chart.bytes,
        ])
    }

    private var url: String { "\(server.url)/charts" }

    private func fetch(_ access: ChartAccess) async -> Result<FetchedChart, any Error> {
        let fetcher = ChartFetcher(
            access: access,
            downloader: Downloader(
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                retry: .tries(1)
            ),
            library: ImageLibrary(client: .test())
        )
        do {
            return .success(try await fetcher.chart("web", version: nil, in: url))
        } catch {
            return .failure(error)
        }
    }

    private func entry(_ files: HelmRepositoryEntry.Files, skips: Bool = false, url other: String? = nil) -> ChartAccess
    {
        let entry = HelmRepositoryEntry(name: "a", url: other ?? url, files: files, skipsVerification: skips)
        return ChartAccess { HelmRepositories(entries: [entry]) }
    }

    @Test func `a certificate of an unknown authority is refused, and the message says what to do`() async throws {
        guard case .failure(let error) = await fetch(ChartAccess()) else {
            Issue.record("the certificate was accepted")
            return
        }
        #expect("\(error)".contains("certificate"), "\(error)")
    }

    @Test func `the authority that Helm's file names is trusted, for that repository only`() async throws {
        let files = HelmRepositoryEntry.Files(authorities: server.certificates.authority)
        #expect(try await fetch(entry(files)).get().bytes == chart.bytes)
        guard case .failure = await fetch(entry(files, url: "https://other.example/charts")) else {
            Issue.record("the authority of another repository was trusted")
            return
        }
    }

    @Test func `Helm's file may switch verification off, and so may the option for sources`() async throws {
        #expect(try await fetch(entry(.init(), skips: true)).get().bytes == chart.bytes)
        #expect(try await fetch(ChartAccess(verifiesTLS: false)).get().bytes == chart.bytes)
    }

    @Test func `authorities of the container tools are trusted, as for registries`() async throws {
        let folder = try TemporaryDirectory()
        let authority = try String(contentsOfFile: server.certificates.authority, encoding: .utf8)
        try folder.write(authority, to: "\(server.host)/ca.crt")
        let access = ChartAccess(certificates: CertificateStore(directories: [folder.path]))
        #expect(try await fetch(access).get().bytes == chart.bytes)
        #expect(
            try await fetch(ChartAccess(certificates: CertificateStore(trustedRoots: authority))).get().bytes
                == chart.bytes
        )
    }

    @Test func `a file of authorities that is not there, or has none, is an error with its path`() async throws {
        let folder = try TemporaryDirectory()
        try folder.write("no certificate", to: "ca.pem")
        for path in ["\(folder.path)/nowhere.pem", folder["ca.pem"]] {
            guard case .failure(let error) = await fetch(entry(.init(authorities: path))) else {
                Issue.record("\(path) was accepted")
                continue
            }
            #expect("\(error)".contains(path), "\(error)")
        }
    }
}
