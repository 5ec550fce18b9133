// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension MirrorPair {
    /// The pairs of images for mirror sets; images that did not come from a registry and attachments have none.
    ///
    /// Releases have thousands of components in two repositories, and mirror sets map only repositories. So of the
    /// components that give the same pair of repositories only one counts.
    package static func pairs(of images: [PlacedImage]) -> [MirrorPair] {
        var seen: Set<[ReferenceText]> = []
        return images.filter { image in
            guard image.type == .releaseComponent else { return true }
            return seen.insert(([image.destination.description] + image.origins).map(ReferenceText.init)).inserted
        }.flatMap(pairs(of:))
    }

    private static func pairs(of image: PlacedImage) -> [MirrorPair] {
        guard !image.type.isAttachment, let category = MirrorCategory(image.type),
            let destination = try? image.destination.reference()
        else { return [] }
        return image.origins.compactMap { try? ImageReference($0) }.map { origin in
            MirrorPair(origin: origin, destination: destination, type: image.type, category: category)
        }
    }
}
