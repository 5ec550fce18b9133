// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ChartRepositories
import Charts
import Diagnostics
import Foundation
import OCI
import Plans

/// The charts that travelled in an archive; nothing else is asked.
struct ArchivedCharts: ChartLoading {
    let archive: OpenedArchive
    let shelf: ChartShelf

    /// The charts of all sets, the latest last.
    private var records: [ChartRecord] { archive.sets.flatMap(\.plan.plan.charts) }

    func load(_ requested: RequestedChart) async throws -> LoadedChart {
        guard let record = try record(for: requested) else {
            if case .repository(_, let name, let version) = requested.place,
                let bytes = try await ForeignCharts(archive).bytes(of: name, version: version)
            {
                let chart = try Chart(try ChartFiles(archive: bytes, name: requested.title))
                return try await loaded(chart, bytes)
            }
            if case .local(_, let path) = requested.place, FileManager.default.fileExists(atPath: path) {
                let (chart, bytes) = try LocalChartFiles(path).read()
                return try await loaded(chart, bytes)
            }
            throw ChartNotArchived(title: requested.title, folder: archive.folder)
        }
        let path = ArchivePath.document(ChartRecord.cacheName(of: record.digest))
        guard let bytes = try await archive.document(path, limit: ChartShelf.sizeLimit) else {
            throw ChartNotArchived(title: requested.title, folder: archive.folder)
        }
        guard Digest(of: bytes) == record.digest else {
            throw ArchiveSetError(path: archive.folder, message: "its document `\(path)` does not match its name")
        }
        let chart = try Chart(try ChartFiles(archive: bytes, name: requested.title))
        return try await loaded(chart, bytes)
    }

    private func loaded(_ chart: Chart, _ bytes: [UInt8]) async throws -> LoadedChart {
        let digest = try await shelf.keep(bytes)
        return LoadedChart(chart, digest: digest, size: Int64(bytes.count))
    }

    /// The chart that was carried for a request: of several the version that is meant, of one version the latest.
    private func record(for requested: RequestedChart) throws -> ChartRecord? {
        try ChartRecordChoice(records).record(for: requested)
    }

    func charts(of whole: RequestedCharts.Whole) async throws -> [RequestedChart] {
        var seen: Set<[String]> = []
        return records.filter {
            $0.source == whole.url.repositoryName && seen.insert([$0.name, $0.version]).inserted
        }
        .map { record in
            whole.requested(.repository(url: whole.url, name: record.name, version: record.version))
        }
    }
}

/// An error that an archive has no chart that a configuration asks for.
struct ChartNotArchived: ExplainedError, Equatable {
    let title: String
    let folder: String

    var explanation: Explanation {
        Explanation(
            "the archive in \(folder) has no \(title), and with \(OptionName.from) no other source is used",
            remedy: "Make an archive on the connected side with a configuration that requests it."
        )
    }
}
