// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Downloads
import HTTPTransport
import ImageAccess
import Scheduling
import TestSupport

/// A suite that fetches charts from servers of its own.
protocol FetchingCharts {}

extension FetchingCharts {
    /// A chart in two stable versions and an unstable one.
    static func sampleCharts() throws -> [TestChart] {
        [try TestChart("web", "1.0.0"), try TestChart("web", "1.1.0"), try TestChart("web", "2.0.0-rc.1")]
    }

    func fetcher(
        _ access: ChartAccess = ChartAccess(),
        tries: Int = 1
    ) -> ChartFetcher {
        ChartFetcher(
            access: access,
            downloader: Downloader(
                transport: CurlTransport(CurlTransportOptions(version: "test")),
                retry: .tries(tries)
            ),
            library: ImageLibrary(client: .test())
        )
    }

    func access(_ entries: HelmRepositoryEntry...) -> ChartAccess {
        ChartAccess { HelmRepositories(entries: entries) }
    }

    func message(_ body: () async throws -> Void) async -> String {
        do {
            try await body()
            return "no error"
        } catch {
            return "\(error)"
        }
    }
}
