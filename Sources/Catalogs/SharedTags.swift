// SPDX-License-Identifier: Apache-2.0

import OCI

/// The tags that the bundles of all catalogs use for several images.
///
/// An image that is also named by digest is pulled by the digest, so it leaves the tag to the one that has no other
/// name. The catalogs of two versions of OpenShift often use one tag with two digests.
struct SharedTags: Sendable {
    /// A tag of a repository; images from different hosts share it at the target.
    private struct Place: Hashable {
        let repository: RepositoryName
        let tag: Tag

        init?(_ reference: ImageReference) {
            guard let tag = reference.tag else { return nil }
            self.tag = tag
            repository = reference.repository.name
        }
    }

    private let places: Set<Place>

    init(_ references: some Sequence<ImageReference>) {
        // `nil` stands for the image that a tag names without a digest.
        var digests: [Place: Set<Digest?>] = [:]
        for reference in references {
            guard let place = Place(reference) else { continue }
            digests[place, default: []].insert(reference.digest)
        }
        places = Set(digests.filter { $0.value.count > 1 }.keys)
    }

    /// Whether an image leaves its tag to others.
    func contains(_ reference: ImageReference) -> Bool {
        reference.digest != nil && Place(reference).map(places.contains) ?? false
    }
}
