// SPDX-License-Identifier: Apache-2.0

import Plans
package import Resolution

/// The bundles that are asked to go: out of certain catalogs, or wherever they are.
package struct GoingBundles: Sendable {
    /// The catalogs, by the bundle's reference; none where it was asked for by itself.
    private var catalogs: [String: Set<Destination>] = [:]
    private var everywhere: Set<String> = []

    /// Gathers the bundles of what is asked to go, except what has to stay anyway.
    package init(_ images: [DesiredImage], except needed: NeededImages) {
        for image in images where image.type == .operatorBundle && !needed.contains(image.destination) {
            let name = "\(image.origin)"
            if image.partOf.isEmpty { everywhere.insert(name) }
            catalogs[name, default: []].formUnion(image.partOf)
        }
    }

    /// Returns the bundles that these catalogs go on offering.
    ///
    /// A bundle that was asked for by itself goes if one catalog alone offers it.
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
