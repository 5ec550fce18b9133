// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Charts
import Foundation
import OCI
import Scheduling

/// Charts from their repositories, from registries, and from files.
struct LiveCharts: ChartLoading {
    let fetcher: ChartFetcher
    let shelf: ChartShelf

    func load(_ requested: RequestedChart) async throws -> LoadedChart {
        switch requested.place {
        case .repository(let url, let name, let version):
            try await loaded(try await fetcher.chart(name, version: version, in: url), requested)
        case .indexed(let url, let chart):
            try await loaded(try await fetcher.chart(chart, in: url), requested)
        case .registry(let address, let version):
            try await loaded(
                try await fetcher.chart(try Self.reference(address), version: version),
                requested
            )
        case .local(_, let place): try await loaded(at: place)
        }
    }

    func charts(of whole: RequestedCharts.Whole) async throws -> [RequestedChart] {
        guard RegistryLocation(whole.url) == nil else { throw UnlistedRegistry(url: whole.url.withoutCredentials) }
        let index = try await fetcher.index(of: whole.url)
        return index.applications.map { whole.requested(.indexed(url: whole.url, $0)) }
    }

    static func reference(_ address: String) throws -> ImageReference {
        guard let location = RegistryLocation(address) else { return try ImageReference(address) }
        return try location.reference()
    }

    private func loaded(_ fetched: FetchedChart, _ requested: RequestedChart) async throws -> LoadedChart {
        let files = try ChartFiles(archive: fetched.bytes, name: requested.title)
        let chart = try Chart(files)
        let digest = try await shelf.keep(fetched.bytes)
        // An index over HTTP may lead to a registry: such a chart keeps the name of its repository.
        let image = RegistryLocation(requested.source) == nil ? nil : fetched.image
        return LoadedChart(chart, digest: digest, size: Int64(fetched.bytes.count), image: image)
    }

    /// Reads a local chart; a folder is packaged, so that what travels is what was rendered.
    private func loaded(at path: String) async throws -> LoadedChart {
        let (chart, bytes) = try await blocking { try LocalChartFiles(path).read() }
        let digest = try await shelf.keep(bytes)
        return LoadedChart(chart, digest: digest, size: Int64(bytes.count))
    }
}
