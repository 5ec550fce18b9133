// SPDX-License-Identifier: Apache-2.0

import Plans
package import Resolution

/// The bundles that are requested to be deleted: from certain catalogs, or from all of them.
package struct GoingBundles: Sendable {
    /// The catalogs, by the bundle's reference; empty for a bundle that was requested by itself.
    private var catalogs: [String: Set<Destination>] = [:]
    private var everywhere: Set<String> = []

    /// Collects the bundles among the images to delete, except those that must stay anyway.
    package init(_ images: [DesiredImage], except needed: NeededImages) {
        for image in images where image.type == .operatorBundle && !needed.contains(image.destination) {
            let name = "\(image.origin)"
            if image.partOf.isEmpty { everywhere.insert(name) }
            catalogs[name, default: []].formUnion(image.partOf)
        }
    }

    /// Returns the bundles that these catalogs will still offer.
    ///
    /// A bundle that was requested by itself is removed if only one catalog offers it.
    package func staying(in offered: [OfferedBundles]) -> [OfferedBundles] {
        var offers: [String: Int] = [:]
        for bundle in offered.lazy.flatMap(\.bundles) {
            if let name = Self.name(of: bundle), everywhere.contains(name) { offers[name, default: 0] += 1 }
        }
        return offered.map { offer in
            OfferedBundles(
                catalog: offer.catalog,
                bundles: offer.bundles.filter { !goes($0, outOf: offer.catalog, offers: offers) }
            )
        }
    }

    private func goes(_ bundle: CatalogBundle, outOf catalog: HeldCatalog, offers: [String: Int]) -> Bool {
        guard let name = Self.name(of: bundle) else { return false }
        return everywhere.contains(name) && offers[name, default: 0] < 2
            || catalogs[name]?.contains(catalog.destination) == true
    }

    private static func name(of bundle: CatalogBundle) -> String? {
        try? "\(OperatorImages.reference(bundle.image))"
    }
}
