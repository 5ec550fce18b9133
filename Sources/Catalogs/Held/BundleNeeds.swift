// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans
package import Resolution

/// The images that a bundle needs at a target.
package struct BundleNeeds: Sendable, Equatable {
    package private(set) var images = NeededImages()
    /// The bundle's own image; `nil` if it cannot be looked for.
    package private(set) var own: ImageReference?
    /// The possible places of its own image.
    package private(set) var ownPlaces: Set<Destination> = []

    init(
        _ bundle: CatalogBundle,
        of catalog: HeldCatalog,
        at mapping: DestinationMapping,
        places: (String) -> Set<Destination>
    ) throws {
        let who = "the bundle \(bundle.name) of \(catalog.destination)"
        for (text, type) in OperatorImages.images(of: bundle) {
            // An invalid reference was not mirrored.
            guard let reference = try? OperatorImages.reference(text) else { continue }
            let usual = Set(
                try [false, true].compactMap { byDigest in
                    byDigest && reference.digest == nil ? nil : try mapping.operatorImage(reference, byDigest: byDigest)
                }
            )
            let all = places("\(reference)").union(usual)
            if type == .operatorBundle { (own, ownPlaces) = (reference, all) }
            for destination in all {
                // Tags are matched by the SHA-256 of their content.
                if let digest = reference.digest, digest.algorithm == .sha256 {
                    images.need(digest, in: destination.repository, by: who)
                } else {
                    images.need(destination, by: who)
                }
            }
        }
    }
}
