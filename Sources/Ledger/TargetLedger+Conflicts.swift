// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension TargetLedger {
    /// What another configuration keeps where an image would go, and who keeps it.
    package struct Conflict: Sendable, Equatable {
        package var configuration: String
        package var kept: PlacedImage
    }

    /// Returns whose image one would replace with something else: each apply of the two would undo the other.
    ///
    /// The data of the graph is built anew for whoever plans next, and the latest one is as good for all. The same image
    /// of another day is no conflict either.
    package func conflict(with image: PlacedImage, isBuilt: Bool, of configuration: String) -> Conflict? {
        guard image.type != .graphData, let entry = entries[image.destination], entry.image.digest != image.digest,
            !image.isNewerOne(of: entry.image, isBuilt: isBuilt),
            let other = entry.wantedBy.first(where: { $0 != configuration })
        else { return nil }
        return Conflict(configuration: other, kept: entry.image)
    }
}

extension PlacedImage {
    /// Whether this is the same image as what was placed, only of another day.
    ///
    /// Parts of one catalog are as different as any two images. A catalog that was copied whole has the digest by which
    /// its origin was pinned.
    fileprivate func isNewerOne(of placed: PlacedImage, isBuilt: Bool) -> Bool {
        guard type == .operatorCatalog else { return !Set(placed.origins).isDisjoint(with: origins) }
        let isWhole = placed.origins.contains { $0.hasSuffix("@\(placed.digest)") }
        let repositories = Set(placed.origins.map { ReferenceText($0).repository })
        return !isBuilt && isWhole && !repositories.isDisjoint(with: origins.map { ReferenceText($0).repository })
    }
}
