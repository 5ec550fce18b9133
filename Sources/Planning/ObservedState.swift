// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans
package import Resolution

/// What source and target were found to hold.
package struct ObservedState: Sendable, Equatable {
    /// One observation for each desired image.
    package var images: [DesiredImage: ImageObservation]
    /// The blobs that repositories of the target hold, of those that were looked for.
    package var presentBlobs: Set<BlobPlace>

    package init(images: [DesiredImage: ImageObservation] = [:], presentBlobs: Set<BlobPlace> = []) {
        self.images = images
        self.presentBlobs = presentBlobs
    }
}

/// A blob in a repository of the target.
package struct BlobPlace: Sendable, Hashable {
    package let repository: Repository
    package let digest: Digest

    package init(repository: Repository, digest: Digest) {
        self.repository = repository
        self.digest = digest
    }
}

/// What was found out about one desired image.
package struct ImageObservation: Sendable, Equatable {
    /// What the source says.
    package enum Source: Sendable, Equatable {
        case found(Digest)
        /// There is no such image, or none that we may see.
        case missing(Explanation)
        /// The source could not be asked, or answered nonsense.
        case unreadable(Explanation)
    }

    /// The signatures and the like.
    package enum Attachments: Sendable, Equatable {
        /// They are left behind.
        case ignored
        /// The ledger knows them, so nobody asked.
        case known
        case found([AttachmentObservation])
    }

    package var source: Source
    /// What the destination holds.
    package var destination: Digest?
    /// The image's parts; `nil` where the destination holds it already.
    package var tree: ImageTree?
    package var attachments: Attachments
    /// How many referrers cannot be kept: the tag that would list them is the image's own.
    package var unlistableReferrers: Int

    package init(
        source: Source,
        destination: Digest? = nil,
        tree: ImageTree? = nil,
        attachments: Attachments = .ignored,
        unlistableReferrers: Int = 0
    ) {
        self.source = source
        self.destination = destination
        self.tree = tree
        self.attachments = attachments
        self.unlistableReferrers = unlistableReferrers
    }
}

/// A signature, attestation, bill of materials or referrer of an image.
package struct AttachmentObservation: Sendable, Equatable {
    package var type: ImageType
    /// The tag it has at the source; a referrer has none.
    package var tag: Tag?
    package var tree: ImageTree
    /// What the destination holds in its place.
    package var destination: Digest?

    package init(type: ImageType, tag: Tag?, tree: ImageTree, destination: Digest? = nil) {
        self.type = type
        self.tag = tag
        self.tree = tree
        self.destination = destination
    }

    package var digest: Digest { tree.root.descriptor.digest }

    /// Whether the destination lacks it or holds another one.
    package var isMissing: Bool { !tree.root.isNamed(destination) }

    /// The manifest that a referrer is about.
    package var subject: Digest? { tree.root.subject?.digest }

    /// How the attachment is named in its repository.
    package var reference: ManifestReference { tag.map(ManifestReference.tag) ?? .digest(digest) }
}
