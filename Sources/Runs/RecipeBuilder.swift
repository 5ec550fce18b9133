// SPDX-License-Identifier: Apache-2.0

import Applying
package import Cache
import Catalogs
package import ChartRepositories
package import Downloads
package import ImageAccess
import MirroredCharts
package import OCI
package import Plans
import Releases

/// Builds the images of recipes; each kind of recipe has its own builder.
package struct RecipeBuilder: ImageBuilder {
    private let library: ImageLibrary
    private let downloader: Downloader
    private let cache: DiskCache
    private let charts: Charts

    /// The charts of a plan, and how their repositories are reached.
    package struct Charts: Sendable {
        private let access: ChartAccess
        private let records: [ChartRecord]
        /// The configuration of the plan; local charts may be beside it.
        private let configuration: String

        package init(of plan: Plan, access: ChartAccess) {
            self.access = access
            records = plan.charts
            configuration = plan.configuration.path
        }

        fileprivate func build(_ library: ImageLibrary, _ downloader: Downloader, _ cache: DiskCache) -> ChartBuild {
            ChartBuild(
                cache: cache,
                fetcher: ChartFetcher(access: access, downloader: downloader, library: library),
                records: records,
                configuration: configuration
            )
        }
    }

    package init(library: ImageLibrary, downloader: Downloader, cache: DiskCache, charts: Charts) {
        self.library = library
        self.downloader = downloader
        self.cache = cache
        self.charts = charts
    }

    package func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        switch recipe.kind {
        case .chart:
            do {
                return try await charts.build(library, downloader, cache).build(recipe)
            } catch let error as ChangedChart {
                throw StaleInput(error)
            }
        case .catalog:
            let catalog = FilteredCatalog(reader: CatalogReader(cache: cache), cache: cache)
            do {
                return try await catalog.build(recipe, from: library)
            } catch let error as FilteredCatalogError {
                guard error.isStale else { throw error }
                throw StaleInput(error)
            }
        case .graphData:
            let image = GraphDataImage(
                library: library,
                downloader: downloader,
                cache: cache,
                dataURL: recipe.input ?? "",
                base: try ImageReference(recipe.base)
            )
            do {
                return try await image.build(recipe)
            } catch let error as GraphDataError {
                guard case .changed = error else { throw error }
                throw StaleInput(error)
            }
        }
    }
}
