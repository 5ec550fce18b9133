// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Runs
import TestSupport
import Testing

@Suite("What a chart repository has")
struct ChartLookupTests {
    private func lookup(_ url: String) throws -> ChartLookup {
        let environment = ["HOME": "/nonexistent"]
        let reaching = Reaching(
            ReachingChoices(),
            version: "test",
            environment: environment,
            notice: { _ in },
            log: { _ in }
        )
        return ChartLookup(of: url, try reaching.clients().chartFetcher)
    }

    private static func server() throws -> ChartServer {
        try ChartServer([
            try TestChart("web", "1.2.0"), try TestChart("web", "1.10.0"), try TestChart("web", "2.0.0-rc.1"),
            try TestChart("lib", "0.1.0", metadata: "type: library\n"), try TestChart("db", "3.0.0"),
        ])
    }

    @Test("are its charts, by name, with the newest stable version")
    func charts() async throws {
        let server = try Self.server()
        let charts = try await lookup(server.url).charts()
        #expect(charts.map(\.name) == ["db", "lib", "web"])
        #expect(charts.map(\.newest) == ["3.0.0", "0.1.0", "1.10.0"])
        #expect(charts.map(\.count) == [1, 1, 3])
    }

    @Test("are the versions of a chart, the newest first, with their digests")
    func versions() async throws {
        let server = try Self.server()
        let versions = try await lookup(server.url).versions(of: "web")
        #expect(versions.map(\.version) == ["2.0.0-rc.1", "1.10.0", "1.2.0"])
        #expect(versions[1].digest == "\(try TestChart("web", "1.10.0").digest)")
    }

    @Test("is no chart with a wrong name, which is answered with the nearest")
    func unknown() async throws {
        let server = try Self.server()
        let error = await #expect(throws: ChartChoiceError.self) {
            try await lookup(server.url).versions(of: "wbe")
        }
        #expect(error?.explanation.remedy == "Did you mean `web`?")
    }

    @Test("cannot be listed if it is a registry")
    func registry() async throws {
        let error = await #expect(throws: UnlistedCharts.self) {
            try await lookup("oci://joe:secret@registry.example/charts").charts()
        }
        #expect(error?.explanation.remedy == "Name a chart with --chart to list its versions.")
        #expect(error?.description.contains("secret") == false)
    }
}
