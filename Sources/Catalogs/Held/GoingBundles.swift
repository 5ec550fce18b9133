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

    /// The name of a bundle that was asked for by itself; `nil` for any other.
    func name(ofFree bundle: CatalogBundle) -> String? {
        Self.name(of: bundle).flatMap { everywhere.contains($0) ? $0 : nil }
    }

    /// Whether a bundle goes out of a catalog; one that was asked for by itself, if that one alone offers it.
    func contains(_ bundle: CatalogBundle, of catalog: HeldCatalog, offers: [String: Int]) -> Bool {
        guard let name = Self.name(of: bundle) else { return false }
        return everywhere.contains(name) && offers[name, default: 0] < 2
            || catalogs[name]?.contains(catalog.destination) == true
    }

    private static func name(of bundle: CatalogBundle) -> String? {
        try? "\(OperatorImages.reference(bundle.image))"
    }
}
