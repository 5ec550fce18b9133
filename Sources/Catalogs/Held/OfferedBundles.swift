// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// A catalog of a target with bundles that it offers.
package struct OfferedBundles: Sendable {
    package let catalog: HeldCatalog
    package let bundles: [CatalogBundle]

    package init(catalog: HeldCatalog, bundles: [CatalogBundle]) {
        self.catalog = catalog
        self.bundles = bundles
    }

    /// What each of the bundles needs.
    ///
    /// `places` tells where else an image lies than `mapping` says: it may have been mirrored with other options.
    package func needs(
        at mapping: DestinationMapping,
        places: (String) -> Set<Destination>
    ) throws -> [BundleNeeds] {
        try bundles.map { try BundleNeeds($0, of: catalog, at: mapping, places: places) }
    }
}
