// SPDX-License-Identifier: Apache-2.0

package import Layouts
package import OCI
package import Plans
package import Resolution

/// Builds the part of a catalog that a configuration keeps, as an image that `opm` serves.
///
/// The same catalog and the same packages give the same digest, whenever and wherever it is built.
package struct FilteredCatalog: Sendable {
    private let reader: CatalogReader
    private let cache: DiskCache

    package init(reader: CatalogReader, cache: DiskCache) {
        self.reader = reader
        self.cache = cache
    }

    /// Builds the image, and says how it can be built again; `base` is the catalog, pinned by digest.
    package func plan(
        _ catalog: Catalog,
        in image: CatalogImage,
        base: String,
        keeping packages: [KeptPackage],
        platforms: [Platform]
    ) async throws -> DesiredBuild {
        fatalError("to come")
    }
}
