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

    package internal(set) var kind: Kind
    /// The manifest, with the tags that vanish.
    package internal(set) var manifest: TaggedManifest
    /// The bytes that the registry's garbage collector can free afterwards; what several deletions free counts in the
    /// first of them.
    package internal(set) var reclaim: Int64
    /// The image that was asked for and that this is deleted with, `<repository>@<digest>`; absent for that image itself.
    package internal(set) var with: PlacedName?
    package internal(set) var grounds: ChangeGrounds
    /// What was checked to know that nothing else needs it, for people.
    package internal(set) var proof: [String]

    package init(
        _ kind: Kind,
        of manifest: TaggedManifest,
        reclaim: Int64,
        with: PlacedName? = nil,
        because grounds: ChangeGrounds,
        proof: [String]
    ) {
        self.kind = kind
        self.manifest = manifest
        self.reclaim = reclaim
        self.with = with
        self.grounds = grounds
        self.proof = proof
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
    package internal(set) var type: ImageType {
        get { manifest.type }
        set { manifest.type = newValue }
    }

    package internal(set) var origins: [String] {
        get { manifest.origins }
        set { manifest.origins = newValue }
    }

    package internal(set) var repository: PlacedRepository {
        get { manifest.repository }
        set { manifest.repository = newValue }
    }

    package internal(set) var digest: Digest {
        get { manifest.digest }
        set { manifest.digest = newValue }
    }

    package internal(set) var tags: [String] {
        get { manifest.tags }
        set { manifest.tags = newValue }
    }

    package internal(set) var size: Int64 {
        get { manifest.size }
        set { manifest.size = newValue }
    }

    package internal(set) var reason: String {
        get { grounds.reason }
        set { grounds.reason = newValue }
    }

    package internal(set) var requestedBy: [String] {
        get { grounds.requestedBy }
        set { grounds.requestedBy = newValue }
    }
}
