// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans
package import Resolution

/// Where the images of operators lie, as the ledger knows.
///
/// Whether one lies under its tag depends on what else was mirrored with it, so only who mirrored it can tell.
package struct LedgerPlaces: Sendable {
    private var places: [String: Set<Destination>] = [:]

    package init(_ ledger: TargetLedger) {
        for entry in ledger.entries.values where entry.image.type.isOfOperator {
            guard let destination = Destination(named: entry.image.destination) else { continue }
            for origin in entry.image.origins { places[origin, default: []].insert(destination) }
        }
    }

    /// Returns the image at each of its places, or as it is where the ledger knows of none.
    package func placed(_ image: DesiredImage) -> [DesiredImage] {
        guard image.type.isOfOperator, let places = places["\(image.origin)"] else { return [image] }
        return places.sorted().map(image.placed)
    }

    /// Where an image lies that bundles name so.
    package func places(of origin: String) -> Set<Destination> { places[origin] ?? [] }

    /// The repositories that hold images of operators.
    package var repositories: Set<Repository> { Set(places.values.joined().map(\.repository)) }
}

extension ImageType {
    /// Whether a bundle names the image.
    package var isOfOperator: Bool { self == .operatorBundle || self == .operatorRelatedImage }
}
