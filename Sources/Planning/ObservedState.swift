// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans
package import Resolution

/// The observed contents of sources and target.
package struct ObservedState: Sendable, Equatable {
    /// One observation for each desired image.
    package var images: [DesiredImage: ImageObservation]
    /// The blobs that were looked for and found in repositories of the target.
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

/// The observation of one desired image.
package struct ImageObservation: Sendable, Equatable {
    /// The answer of the source.
    package enum Source: Sendable, Equatable {
        case found(Digest)
        /// There is no such image, or none that these credentials may see.
        case missing(Explanation)
        /// The source could not be reached, or its answer was unusable.
        case unreadable(Explanation)
    }

    /// The attachments of the image, such as signatures.
    package enum Attachments: Sendable, Equatable {
        /// They are not copied.
        case ignored
        /// The ledger knows them, so no registry was asked.
        case known
        case found([AttachmentObservation])
    }

    package var source: Source
    /// The digest at the destination.
    package var destination: Digest?
    /// The image's parts; `nil` if the destination has the image already.
    package var tree: ImageTree?
    /// Whether the destination has the image without some of its content.
    package var isDamaged = false
    package var attachments: Attachments
    /// The number of referrers that cannot be kept, because the tag for their list is the image's own tag.
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
    /// The tag at the source; `nil` for a referrer.
    package var tag: Tag?
    package var tree: ImageTree
    /// The digest at the destination.
    package var destination: Digest?
    /// Whether the destination has it without some of its content.
    package var isDamaged = false

    package init(type: ImageType, tag: Tag?, tree: ImageTree, destination: Digest? = nil) {
        self.type = type
        self.tag = tag
        self.tree = tree
        self.destination = destination
    }

    package var digest: Digest { tree.root.descriptor.digest }

    /// Whether the destination lacks it or some of its content, or has another digest.
    package var isMissing: Bool { isDamaged || !tree.root.isNamed(destination) }

    /// The subject of a referrer.
    package var subject: Digest? { tree.root.subject?.digest }

    /// The name of the attachment in its repository.
    package var reference: ManifestReference { tag.map(ManifestReference.tag) ?? .digest(digest) }
}
