// SPDX-License-Identifier: Apache-2.0

import Catalogs
import OCI
import Plans
import Releases
import Resolution

/// What the releases and bundles need that stay, as far as it concerns the places of what is asked to go.
struct StayingNeeds {
    let held: any HeldObserving
    let target: KnownTarget
    /// What is asked to go.
    let requested: [DesiredImage]
    /// What has to stay anyway.
    let kept: NeededImages

    /// What goes, as far as nothing keeps it that is known already.
    private var going: [DesiredImage] { requested.filter { !kept.contains($0.destination) } }

    private var repositories: Set<Repository> { Set(requested.map(\.destination.repository)) }

    /// Returns all needs.
    ///
    /// Releases and catalogs are read only where one of their images may go.
    func needs() async throws -> NeededImages {
        var needed = try await needsOfReleases()
        needed.formUnion(try await needsOfBundles())
        return needed
    }

    private func needsOfReleases() async throws -> NeededImages {
        let components = try target.componentRepositories
        guard !repositories.isDisjoint(with: components) else { return NeededImages() }
        return try await held.releases().needs(besides: Set(going.map(\.destination)), in: components)
    }

    private func needsOfBundles() async throws -> NeededImages {
        var needed = NeededImages()
        let places = LedgerPlaces(target.ledger)
        guard requested.contains(where: \.type.isOfOperator) || !repositories.isDisjoint(with: places.repositories)
        else { return needed }
        let bundles = GoingBundles(requested, except: kept)
        for catalog in bundles.staying(in: try await stayingCatalogs()) {
            let needs = try catalog.needs(at: target.mapping, places: places.places)
            for bundle in try await held.installable(needs) { needed.formUnion(bundle.images) }
        }
        return needed
    }

    /// The catalogs of the target that stay: those of the ledger, and whatever lies in the repositories of those that are
    /// named, because they may have been mirrored by another tool.
    private func stayingCatalogs() async throws -> [OfferedBundles] {
        let gone = Set(going.filter { $0.type == .operatorCatalog }.map(\.destination))
        let known = Set(target.catalogs.map(\.destination))
        let named = requested.filter(\.type.isOfOperator).flatMap(\.partOf) + gone
        return try await held.catalogs(
            at: known.subtracting(gone).sorted(),
            in: Set(named.map(\.repository)).sorted { $0.description < $1.description },
            besides: known.union(gone)
        )
    }
}
