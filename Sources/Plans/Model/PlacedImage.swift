// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a target holds, as plan and ledger name it.
package struct PlacedImage: Sendable, Equatable {
    package internal(set) var identity: ImageIdentity
    package internal(set) var destination: PlacedName
    /// The image that this attachment belongs to, by content: `<repository>@<digest>`.
    package internal(set) var attachedTo: PlacedName?
    /// What the section that brings the image knows of it.
    package internal(set) var facts: SectionFacts?

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
        var image = self
        image.origins = origins
        image.platforms = platforms
        image.facts = facts
        return image
    }
}

extension PlacedImage {
    package internal(set) var type: ImageType {
        get { identity.type }
        set { identity.type = newValue }
    }

    /// The references as they were asked for, sorted.
    package internal(set) var origins: [String] {
        get { identity.origins }
        set { identity.origins = newValue }
    }

    package internal(set) var digest: Digest {
        get { identity.digest }
        set { identity.digest = newValue }
    }

    /// The platforms that are mirrored of a multi-platform image; all of them if absent.
    package internal(set) var platforms: [String]? {
        get { identity.platforms }
        set { identity.platforms = newValue }
    }

    /// Which release a payload is, and who signed it.
    package internal(set) var release: ReleaseFacts? {
        get { facts?.release }
        set { facts = newValue.map(SectionFacts.release) }
    }

    /// What clusters are told of a catalog.
    package internal(set) var catalog: CatalogFacts? {
        get { facts?.catalog }
        set { facts = newValue.map(SectionFacts.catalog) }
    }
}
