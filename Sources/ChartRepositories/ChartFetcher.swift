// SPDX-License-Identifier: Apache-2.0

package import Downloads
import HTTPTransport
package import ImageAccess
package import OCI
import Scheduling

/// Gets charts from their repositories, over HTTP and from registries; each index is read once.
package struct ChartFetcher: Sendable {
    private let access: ChartAccess
    private let downloader: Downloader
    private let registry: RegistryChart
    private let indexes = RememberedWork<String, ChartIndex>()

    package init(access: ChartAccess, downloader: Downloader, library: ImageLibrary) {
        self.access = access
        self.downloader = downloader
        registry = RegistryChart(library: library)
    }

    /// Returns the index of a repository over HTTP.
    package func index(of url: String) async throws -> ChartIndex {
        try await indexes.value(for: url) {
            try await WebChartRepository(try await access.access(to: url), downloader: downloader).index()
        }
    }

    /// Returns the versions of a chart, the newest first; the repository may be a folder of a registry.
    package func versions(of name: String, in url: String) async throws -> [String] {
        guard let location = RegistryLocation(url) else {
            let listed = try await index(of: url).charts[name] ?? []
            return VersionChoice.newestFirst(listed.filter { $0.problem == nil }, \.version).map(\.version)
        }
        let versions = try await registry.versions(in: try location.repository(of: name))
        return VersionChoice.newestFirst(versions, \.self)
    }

    /// Gets a chart of a repository: a version, the newest of a range, or the newest stable one.
    package func chart(_ name: String, version: String?, in url: String) async throws -> FetchedChart {
        if let location = RegistryLocation(url) {
            let repository = try location.repository(of: name)
            return try await chart(ImageReference(repository: repository), version: version)
        }
        return try await chart(try await index(of: url).chart(name, version: version), in: url)
    }

    /// Gets a chart that the index of a repository lists.
    package func chart(_ chart: IndexedChart, in url: String) async throws -> FetchedChart {
        let repository = WebChartRepository(try await access.access(to: url), downloader: downloader)
        switch try repository.place(of: chart) {
        case .address(let address): return try await repository.chart(chart, at: address)
        case .registry(let reference):
            return try await self.chart(reference, version: chart.version)
        }
    }

    /// Gets a chart from a registry, by tag, by digest, or by version.
    package func chart(_ reference: ImageReference, version: String?) async throws -> FetchedChart {
        try await registry.chart(try await registry.reference(reference, version: version))
    }
}
