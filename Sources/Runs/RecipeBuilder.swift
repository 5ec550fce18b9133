// SPDX-License-Identifier: Apache-2.0

import Applying
package import Cache
import Catalogs
package import Downloads
package import ImageAccess
package import OCI
package import Plans
import Releases

/// Builds the images of recipes; each kind of recipe has its own builder.
package struct RecipeBuilder: ImageBuilder {
    private let library: ImageLibrary
    private let downloader: Downloader
    private let cache: DiskCache

    package init(library: ImageLibrary, downloader: Downloader, cache: DiskCache) {
        self.library = library
        self.downloader = downloader
        self.cache = cache
    }

    package func build(_ recipe: BuildRecipe) async throws -> BuiltImage {
        switch recipe.kind {
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
