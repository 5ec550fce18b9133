// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A manifest that goes, or tags that go without theirs.
///
/// Deleting is done by repository and digest: a registry that deletes a manifest takes every tag of it along.
package struct Deletion: Sendable, Equatable, Codable {
    /// What is deleted.
    package enum Kind: String, Sendable, Codable {
        /// The manifest by its digest, and with it all its tags, which are all listed.
        case manifest
        /// The tags alone, because something that stays needs the manifest.
        case tags
    }

    package internal(set) var kind: Kind
    package internal(set) var type: ImageType
    /// The references as they were asked for when the image was mirrored, sorted, as far as the ledger knows them.
    package internal(set) var origins: [String]
    /// The repository at the target.
    package internal(set) var repository: PlacedRepository
    package internal(set) var digest: Digest
    /// The tags that vanish, sorted; each named the manifest when the plan was made.
    package internal(set) var tags: [String]
    /// The bytes of the manifest and of its blobs.
    package internal(set) var size: Int64
    /// The bytes that the registry's garbage collector can free afterwards; what several deletions free counts in the
    /// first of them.
    package internal(set) var reclaim: Int64
    /// The image that was asked for and that this goes along with, `<repository>@<digest>`; absent for that one itself.
    package internal(set) var with: PlacedName?
    package internal(set) var reason: String
    /// What in the configuration asks for it, sorted.
    package internal(set) var requestedBy: [String]
    /// What was looked at to know that nothing else needs it, for people.
    package internal(set) var proof: [String]

    package init(
        kind: Kind,
        type: ImageType,
        origins: [String] = [],
        repository: PlacedRepository,
        digest: Digest,
        tags: [String],
        size: Int64,
        reclaim: Int64,
        with: PlacedName? = nil,
        reason: String,
        requestedBy: [String],
        proof: [String]
    ) {
        self.kind = kind
        self.type = type
        self.origins = origins
        self.repository = repository
        self.digest = digest
        self.tags = tags
        self.size = size
        self.reclaim = reclaim
        self.with = with
        self.reason = reason
        self.requestedBy = requestedBy
        self.proof = proof
    }

    /// The image by content.
    package var content: PlacedName { PlacedName(repository, digest) }

    /// The names that the deletion takes away: of tags, or the digest of a manifest that had none.
    package var destinations: [PlacedName] {
        tags.isEmpty ? [content] : tags.map { PlacedName(repository, tag: $0) }
    }

    /// The same names for people.
    package var shown: String { destinations.map(\.description).joined(separator: ", ") }

    enum CodingKeys: String, CodingKey {
        case kind = "delete"
        case type, origins, repository, digest, tags, size, reclaim, with, reason, proof
        case requestedBy = "requested_by"
    }
}
