// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ChartRepositories

/// The charts in an archive of oc-mirror v2, which has them as files without saying where they came from.
struct ForeignCharts {
    private let archive: OpenedArchive

    /// The folder of the charts.
    private static let folder = "working-dir/helm/charts"

    init(_ archive: OpenedArchive) { self.archive = archive }

    /// The versions of a chart: files are named `<name>-<version>.tgz`.
    private func versions(of name: String) -> [IndexedChart] {
        archive.documents(below: Self.folder).compactMap { path in
            let file = path.dropFirst(Self.folder.count + 1)
            guard file.hasPrefix("\(name)-"), file.hasSuffix(".tgz") else { return nil }
            let version = String(file.dropFirst(name.count + 1).dropLast(".tgz".count))
            return IndexedChart(name: name, version: version, urls: [path], problem: Self.problem(of: version))
        }
    }

    /// Another chart may have the name with more behind it.
    private static func problem(of version: String) -> String? {
        version.first.map { $0.isNumber || $0 == "v" } == true ? nil : "it is another chart"
    }

    /// Reads the chart that a request means; `nil` if the archive has none of its name.
    func bytes(of name: String, version: String?) async throws -> [UInt8]? {
        let known = versions(of: name).filter { $0.problem == nil }
        guard !known.isEmpty else { return nil }
        let chosen = try ChartIndex(charts: [name: known]).chart(name, version: version)
        return try await archive.document(chosen.urls[0], limit: ChartShelf.sizeLimit)
    }
}
