// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI
package import Plans
package import Resolution

/// The places of operators' images according to the ledger.
///
/// Whether an image is stored under its tag depends on the images that were mirrored with it, so only the ledger knows.
package struct LedgerPlaces: Sendable {
    private var places: [String: Set<Destination>] = [:]

    package init(_ ledger: TargetLedger) {
        for entry in ledger.entries.values where entry.image.type.isOfOperator {
            guard let destination = Destination(named: entry.image.destination) else { continue }
            for origin in entry.image.origins { places[origin, default: []].insert(destination) }
        }
    }

    /// Returns the image at each of its places; unchanged if the ledger knows none.
    package func placed(_ image: DesiredImage) -> [DesiredImage] {
        guard image.type.isOfOperator, let places = places["\(image.origin)"] else { return [image] }
        return places.sorted().map(image.placed)
    }

    /// The places of the image with this name in bundles.
    package func places(of origin: String) -> Set<Destination> { places[origin] ?? [] }

    /// The repositories with images of operators.
    package var repositories: Set<Repository> { Set(places.values.joined().map(\.repository)) }
}

extension ImageType {
    /// Whether a bundle names the image.
    package var isOfOperator: Bool { self == .operatorBundle || self == .operatorRelatedImage }
}
