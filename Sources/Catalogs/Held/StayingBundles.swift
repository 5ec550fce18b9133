// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
package import Resolution
package import Sections

/// What the bundles need that catalogs go on offering at a target.
package struct StayingBundles: Sendable {
    private let held: any HeldCatalogObserving
    private let target: KnownTarget

    package init(held: any HeldCatalogObserving, target: KnownTarget) {
        self.held = held
        self.target = target
    }

    /// Returns the needs; catalogs are read only where an image of an operator may go.
    package func needs(besides departing: DepartingImages) async throws -> NeededImages {
        var needed = NeededImages()
        let places = LedgerPlaces(target.ledger)
        guard
            departing.requested.contains(where: \.type.isOfOperator)
                || !departing.repositories.isDisjoint(with: places.repositories)
        else { return needed }
        let bundles = GoingBundles(departing.requested, except: departing.kept)
        for catalog in bundles.staying(in: try await stayingCatalogs(besides: departing)) {
            let needs = try catalog.needs(at: target.mapping, places: places.places)
            for bundle in try await held.installable(needs) { needed.formUnion(bundle.images) }
        }
        return needed
    }

    /// The catalogs of the target that stay: those of the ledger, and whatever lies in the repositories of those that are
    /// named, because they may have been mirrored by another tool.
    private func stayingCatalogs(besides departing: DepartingImages) async throws -> [OfferedBundles] {
        let gone = Set(departing.going.filter { $0.type == .operatorCatalog }.map(\.destination))
        let known = Set(target.catalogs.map(\.destination))
        let named = departing.requested.filter(\.type.isOfOperator).flatMap(\.partOf) + gone
        return try await held.catalogs(
            at: known.subtracting(gone).sorted(),
            in: Set(named.map(\.repository)).sorted { $0.description < $1.description },
            besides: known.union(gone)
        )
    }
}
