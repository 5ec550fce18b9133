// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A manifest that is deleted, or tags that are deleted without their manifest.
///
/// Deleting is done by repository and digest: a registry that deletes a manifest deletes every tag of it too.
package struct Deletion: Sendable, Equatable {
    /// What is deleted.
    package enum Kind: String, Sendable, Codable {
        /// The manifest by its digest, and with it all its tags, which are all listed.
        case manifest
        /// The tags alone, because something that stays needs the manifest.
        case tags
    }

    package let kind: Kind
    /// The manifest, with the tags that vanish.
    package let manifest: TaggedManifest
    /// The bytes that the registry's garbage collector can free afterwards; what several deletions free counts in the
    /// first of them.
    package let reclaim: Int64
    /// The image that was asked for and that this is deleted with, `<repository>@<digest>`; absent for that image itself.
    package let with: PlacedName?
    package let grounds: ChangeGrounds
    /// What was checked to know that nothing else needs it, for people.
    package let proof: [String]
    /// The release, or the operator and its version, for people; absent where neither is known.
    package let name: String?

    package init(
        _ kind: Kind,
        of manifest: TaggedManifest,
        reclaim: Int64,
        with: PlacedName? = nil,
        because grounds: ChangeGrounds,
        proof: [String],
        named name: String? = nil
    ) {
        self.kind = kind
        self.manifest = manifest
        self.reclaim = reclaim
        self.with = with
        self.grounds = grounds
        self.proof = proof
        self.name = name
    }

    /// The image by content.
    package var content: PlacedName { manifest.content }

    /// The names that the deletion takes away: of tags, or the digest of a manifest that had none.
    package var destinations: [PlacedName] { manifest.destinations }

    /// The same names for people.
    package var shown: String { destinations.map(\.description).joined(separator: ", ") }
}

/// The parts of a deletion, as most of its readers name them.
extension Deletion {
    package var type: ImageType { manifest.type }

    package var origins: [String] { manifest.origins }

    package var repository: PlacedRepository { manifest.repository }

    package var digest: Digest { manifest.digest }

    package var tags: [String] { manifest.tags }

    package var size: Int64 { manifest.size }

    package var reason: String { grounds.reason }

    package var requestedBy: [String] { grounds.requestedBy }

    package var cause: ChangeCause? { grounds.cause }
}
