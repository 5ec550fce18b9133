// SPDX-License-Identifier: Apache-2.0

package import ChartRepositories
import Foundation
import ImageAccess

extension RegistryClients {
    /// Gets charts from repositories and registries.
    package var chartFetcher: ChartFetcher {
        ChartFetcher(access: charts, downloader: downloader, library: ImageLibrary(client: source))
    }
}

extension ChartFetcher {
    /// Gets the package of a chart that a command names.
    package func package(of chart: NamedChart) async throws -> [UInt8] {
        if let repository = chart.repository {
            return try await self.chart(chart.text, version: chart.version, in: repository).bytes
        }
        if let location = RegistryLocation(chart.text) {
            return try await self.chart(try location.reference(), version: chart.version).bytes
        }
        // A packaged chart by its own address is the chart of a repository that lists only it.
        let end = chart.text.lastIndex(of: "/") ?? chart.text.startIndex
        let folder = String(chart.text[..<end])
        let name = String(chart.text[chart.text.index(after: end)...])
        return try await self.chart(IndexedChart(name: name, version: "", urls: [chart.text]), in: folder).bytes
    }
}
