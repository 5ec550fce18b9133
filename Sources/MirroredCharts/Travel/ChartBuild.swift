// SPDX-License-Identifier: Apache-2.0

package import Cache
package import ChartRepositories
import Charts
package import Diagnostics
import Foundation
package import OCI
package import Plans

/// Makes the artifact of a chart for its recipe, from the cache or from where the chart came from.
package struct ChartBuild: Sendable {
    private let shelf: ChartShelf
    private let fetcher: ChartFetcher
    private let records: [ChartRecord]
    private let configuration: String

    /// `records` are the charts of the plan; local ones may be beside its configuration.
    package init(cache: DiskCache, fetcher: ChartFetcher, records: [ChartRecord], configuration: String) {
        shelf = ChartShelf(cache: cache)
        self.fetcher = fetcher
        self.records = records
        self.configuration = configuration
    }

    /// Builds the artifact; throws `ChangedChart` if the chart is not the planned one any more.
    package func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        let bytes = try await bytes(of: recipe.layer.digest)
        let chart = try Chart(try ChartFiles(archive: bytes, name: recipe.base))
        return try Self.image(chart.metadata, digest: recipe.layer.digest, size: Int64(bytes.count), at: shelf)
    }

    /// Returns the bytes of a chart of the plan.
    package func bytes(of digest: Digest) async throws -> [UInt8] {
        if let kept = try await shelf.bytes(of: digest) { return kept }
        guard let record = records.first(where: { $0.digest == digest }) else { throw LostChart(digest: digest) }
        let bytes =
            if record.source.contains("://") {
                try await fetcher.chart(record.name, version: record.version, in: record.repositoryAddress).bytes
            } else {
                try LocalChartFiles(place(of: record.source)).read().package
            }
        let found = try await shelf.keep(bytes)
        guard found == digest else { throw ChangedChart(record: record, found: found) }
        return bytes
    }

    /// Where a local chart is: beside the configuration, or in the current folder.
    private func place(of path: String) -> String {
        let folder = configuration.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let beside = (folder + [Substring(path)]).joined(separator: "/")
        return FileManager.default.fileExists(atPath: beside) ? beside : path
    }

    static func image(
        _ metadata: ChartMetadata,
        digest: Digest,
        size: Int64,
        at shelf: ChartShelf
    ) throws -> BuiltImage {
        let configuration = ChartConfiguration(metadata: metadata)
        return try ChartArtifact(
            digest: digest,
            size: size,
            at: .file(path: shelf.path(of: digest)),
            configuration: try configuration.bytes,
            annotations: configuration.annotations
        ).build()
    }
}

extension ChartRecord {
    /// The address of the repository: a chart that was named whole is in the folder above it.
    fileprivate var repositoryAddress: String {
        guard let reference = try? RegistryLocation(source)?.reference(),
            reference.repository.name.components.last == name
        else { return source }
        let folder = reference.repository.description.split(separator: "/").dropLast().joined(separator: "/")
        return "oci://\(folder)"
    }
}

/// An error that a chart is not the planned one any more.
package struct ChangedChart: ExplainedError, Equatable {
    package let record: ChartRecord
    package let found: Digest

    package var explanation: Explanation {
        Explanation(
            "the chart \(record.name) \(record.version) of \(record.source) has changed since the plan was made: "
                + "its digest is \(found), planned \(record.digest)",
            remedy: "Plan again, and review the change."
        )
    }
}

/// An error that a plan does not say where its chart comes from.
struct LostChart: ExplainedError, Equatable {
    let digest: Digest

    var explanation: Explanation {
        Explanation("the plan has no chart \(digest)", remedy: "Plan again.")
    }
}
