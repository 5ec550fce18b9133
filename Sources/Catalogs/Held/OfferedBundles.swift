// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// A catalog of a target, with some bundles that it offers.
package struct OfferedBundles: Sendable {
    package let catalog: HeldCatalog
    package let bundles: [CatalogBundle]

    package init(catalog: HeldCatalog, bundles: [CatalogBundle]) {
        self.catalog = catalog
        self.bundles = bundles
    }

    /// Returns the needs of each bundle.
    ///
    /// `places` returns further places of an image besides those of `mapping`: it may have been mirrored with other
    /// options.
    package func needs(
        at mapping: DestinationMapping,
        places: (String) -> Set<Destination>
    ) throws -> [BundleNeeds] {
        try bundles.map { try BundleNeeds($0, of: catalog, at: mapping, places: places) }
    }
}
