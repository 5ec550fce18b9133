// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension TargetLedger {
    /// An image that another configuration keeps at the destination of an image, with that configuration.
    package struct Conflict: Sendable, Equatable {
        package var configuration: String
        package var kept: PlacedImage
    }

    /// Returns the image of another configuration that an image would replace: each apply of the two would undo the
    /// other.
    ///
    /// The data of the graph is no conflict: it is built anew for each plan, and the latest one is good for all. A
    /// newer version of the same image is no conflict either.
    package func conflict(with image: PlacedImage, isBuilt: Bool, of configuration: String) -> Conflict? {
        guard image.type != .graphData, let entry = entries[image.destination], entry.image.digest != image.digest,
            !image.isNewerOne(of: entry.image, isBuilt: isBuilt),
            let other = entry.wantedBy.first(where: { $0 != configuration })
        else { return nil }
        return Conflict(configuration: other, kept: entry.image)
    }
}

extension PlacedImage {
    /// Whether this is the same image as the placed one, only in another version.
    ///
    /// Different parts of one catalog are different images. A catalog that was copied whole has the digest to which
    /// its origin was pinned.
    fileprivate func isNewerOne(of placed: PlacedImage, isBuilt: Bool) -> Bool {
        guard type == .operatorCatalog else { return !Set(placed.origins).isDisjoint(with: origins) }
        let isWhole = placed.origins.contains { $0.hasSuffix("@\(placed.digest)") }
        let repositories = Set(placed.origins.map { ReferenceText($0).repository })
        return !isBuilt && isWhole && !repositories.isDisjoint(with: origins.map { ReferenceText($0).repository })
    }
}
