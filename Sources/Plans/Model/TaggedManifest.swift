// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A manifest in a repository of the target, with tags that name it.
package struct TaggedManifest: Sendable, Equatable {
    package let type: ImageType
    /// The references as they were asked for when the image was mirrored, sorted, as far as the ledger knows them.
    package let origins: [String]
    /// The repository at the target.
    package let repository: PlacedRepository
    package let digest: Digest
    /// The tags, sorted; each named the manifest when the plan was made.
    package let tags: [String]
    /// The bytes of the manifest and of its blobs.
    package let size: Int64

    package init(
        _ type: ImageType,
        origins: [String] = [],
        in repository: PlacedRepository,
        digest: Digest,
        tags: [String],
        size: Int64
    ) {
        self.type = type
        self.origins = origins
        self.repository = repository
        self.digest = digest
        self.tags = tags
        self.size = size
    }

    /// The manifest by content.
    package var content: PlacedName { PlacedName(repository, digest) }

    /// The names by which clusters pull it: its tags, or its digest if it has none.
    package var destinations: [PlacedName] {
        tags.isEmpty ? [content] : tags.map { PlacedName(repository, tag: $0) }
    }
}
