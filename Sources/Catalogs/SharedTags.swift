// SPDX-License-Identifier: Apache-2.0

import OCI

/// The tags by which the bundles of all catalogs name several digests: clusters pull these by digest, so no one of them
/// gets the tag.
///
/// The catalogs of two versions of OpenShift often name one tag with two digests.
struct SharedTags: Sendable {
    /// A tag of a repository, which the target shares whatever the host.
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
        var digests: [Place: Set<Digest>] = [:]
        for reference in references {
            guard let place = Place(reference), let digest = reference.digest else { continue }
            digests[place, default: []].insert(digest)
        }
        places = Set(digests.filter { $0.value.count > 1 }.keys)
    }

    func contains(_ reference: ImageReference) -> Bool { Place(reference).map(places.contains) ?? false }
}
