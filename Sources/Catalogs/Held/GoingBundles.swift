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

    /// Whether a bundle goes out of a catalog.
    func contains(_ bundle: CatalogBundle, of catalog: HeldCatalog) -> Bool {
        guard let name = try? "\(OperatorImages.reference(bundle.image))" else { return false }
        return everywhere.contains(name) || catalogs[name]?.contains(catalog.destination) == true
    }
}
