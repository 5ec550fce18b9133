// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a target holds, as plan and ledger name it.
package struct PlacedImage: Sendable, Equatable {
    package let identity: ImageIdentity
    package let destination: PlacedName
    /// The image that this attachment belongs to, by content: `<repository>@<digest>`.
    package let attachedTo: PlacedName?
    /// What the section that brings the image knows of it.
    package let facts: SectionFacts?

    package init(
        _ identity: ImageIdentity,
        at destination: PlacedName,
        attachedTo: PlacedName? = nil,
        facts: SectionFacts? = nil
    ) {
        self.identity = identity
        self.destination = destination
        self.attachedTo = attachedTo
        self.facts = facts
    }

    /// The image by content, `<repository>@<digest>`, as its attachments name it.
    package var content: PlacedName { PlacedName(destination.repository, digest) }

    /// The same image with other origins, platforms and facts.
    package func with(origins: [String], platforms: [String]?, facts: SectionFacts?) -> PlacedImage {
        let identity = ImageIdentity(type, origins: origins, digest: digest, platforms: platforms)
        return PlacedImage(identity, at: destination, attachedTo: attachedTo, facts: facts)
    }
}

extension PlacedImage {
    package var type: ImageType { identity.type }

    /// The references as they were asked for, sorted.
    package var origins: [String] { identity.origins }

    package var digest: Digest { identity.digest }

    /// The platforms that are mirrored of a multi-platform image; all of them if absent.
    package var platforms: [String]? { identity.platforms }

    /// Which release a payload is, and who signed it.
    package var release: ReleaseFacts? { facts?.release }

    /// Which version of which operator a bundle is.
    package var bundle: BundleFacts? { facts?.bundle }

    /// What clusters are told of a catalog.
    package var catalog: CatalogFacts? { facts?.catalog }
}
