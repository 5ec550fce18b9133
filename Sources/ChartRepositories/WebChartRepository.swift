// SPDX-License-Identifier: Apache-2.0

import Downloads
import HTTPTransport
import OCI

/// A chart repository over HTTP: its index, and the charts that the index names.
struct WebChartRepository: Sendable {
    private let access: WebAccess
    private let downloader: Downloader

    /// The most bytes of an index; those of large vendors have twenty megabytes.
    static let indexLimit = 64 << 20

    init(_ access: WebAccess, downloader: Downloader) {
        self.access = access
        self.downloader = downloader
    }

    /// Downloads the index.
    func index() async throws -> ChartIndex {
        let url = access.address.with(target: "\(access.address.folder)/index.yaml\(access.address.query)")
        guard let bytes = try await get(url, limit: Self.indexLimit) else {
            throw ChartRepositoryError.noIndex(url: url.redacted)
        }
        return try ChartIndex(bytes)
    }

    /// Where a chart is, as the index says: at an address, or in a registry.
    func place(of chart: IndexedChart) throws -> ChartPlace {
        let url = chart.urls.first ?? ""
        if let location = RegistryLocation(url) { return .registry(try location.reference()) }
        let base = access.address.with(target: "\(access.address.folder)/")
        guard var address = base.resolving(url)?.withoutDots else {
            throw ChartRepositoryError.unresolvable(url: url.withoutCredentials)
        }
        // What the repository's own address carries, such as a token, goes along to its own files.
        if !url.contains("://"), address.query.isEmpty {
            address = address.with(target: address.target + access.address.query)
        }
        return .address(address)
    }

    /// Downloads a chart, and compares it with the digest of the index.
    func chart(_ chart: IndexedChart, at address: WebAddress) async throws -> FetchedChart {
        guard let bytes = try await get(address, limit: FetchedChart.sizeLimit) else {
            throw ChartRepositoryError.notThere(url: address.redacted)
        }
        let fetched = FetchedChart(bytes: bytes)
        if let promised = chart.digest {
            let found = Digest(of: bytes, algorithm: promised.algorithm)
            guard found == promised else {
                throw ChartRepositoryError.digest(place: address.redacted, promised: promised, found: found)
            }
        }
        return fetched
    }

    private func get(_ url: WebAddress, limit: Int) async throws -> [UInt8]? {
        let headers = access.headers(for: url)
        do {
            return try await downloader.with(access.security(for: url))
                .get(url.description, headers: headers, limit: limit)?.body
        } catch let error as DownloadError {
            guard case .status(let status) = error.kind, [401, 403].contains(status) else { throw error }
            let hadCredential = headers["Authorization"] != nil
            throw ChartRepositoryError.refused(url: error.url, status: status, hadCredential: hadCredential)
        }
    }
}

/// Where the index of a repository says that a chart is.
enum ChartPlace: Sendable, Equatable {
    case address(WebAddress)
    case registry(ImageReference)
}
