// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
package import ChartRepositories
import Diagnostics
import ImageAccess
package import MirrorConfiguration
import OCI
package import Plans
package import Resolution
import Scheduling
package import Sections

/// `mirror.helm`: charts, rendered for their images, and charts that are mirrored themselves.
package struct ChartsSection: ConfigurationSection {
    private let access: ChartAccess

    /// The charts that are read and rendered at the same time.
    private static let parallelism = 4

    package init(access: ChartAccess = ChartAccess()) { self.access = access }

    package var name: SectionName { .helm }

    package func isAsked(by mirror: MirrorSection) -> Bool { mirror.helm != nil }

    package func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution {
        guard let section = configuration.mirror.helm else { return Contribution() }
        let cache = try await context.services.openCache()
        let run = ChartsRun(
            configuration: configuration,
            loading: loading(context.sources, cache),
            options: context.options,
            progress: context.services.progress
        )
        let charts = RequestedCharts(
            section,
            path: configuration.path(of: name),
            of: configuration.configuration
        )
        let (rendered, faults) = try await run.rendered(charts)
        var contribution = try await ChartContribution(
            mapping: context.mapping.following(configuration.configuration.rules),
            library: context.sources.library,
            shelf: ChartShelf(cache: cache),
            readsArchive: context.sources.archive != nil,
            includesAll: context.options.charts.include == true
        ).contribution(of: rendered)
        contribution.findings = faults + contribution.findings
        return contribution
    }

    /// The charts that were rendered, so that the far side can render them again.
    package func documents(
        of desired: DesiredState,
        in services: RunServices
    ) async throws -> [PlannedArchive.Document] {
        let digests = Set(desired.records.compactMap(\.chart?.digest))
        guard !digests.isEmpty else { return [] }
        let shelf = ChartShelf(cache: try await services.openCache())
        var documents: [PlannedArchive.Document] = []
        for digest in digests.sorted(by: { "\($0)" < "\($1)" }) {
            guard let bytes = try await shelf.bytes(of: digest) else { continue }
            documents.append(
                PlannedArchive.Document(
                    path: ArchivePath.document(ChartRecord.cacheName(of: digest)),
                    digest: digest,
                    size: Int64(bytes.count)
                )
            )
        }
        return documents
    }

    package func holding(at context: HoldingContext) async throws -> any SectionHolding {
        let cache = try await context.services.openCache()
        return ChartsHolding(context: context, loading: loading(context.sources, cache))
    }

    private func loading(_ sources: SourceAccess, _ cache: DiskCache) -> any ChartLoading {
        let shelf = ChartShelf(cache: cache)
        if let archive = sources.archive {
            return ArchivedCharts(archive: archive, shelf: shelf)
        }
        let fetcher = ChartFetcher(access: access, downloader: sources.downloader, library: sources.library)
        return LiveCharts(fetcher: fetcher, shelf: shelf)
    }
}
