// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a target holds, as plan and ledger name it.
package struct PlacedImage: Sendable, Equatable, Codable {
    package internal(set) var destination: PlacedName
    package internal(set) var digest: Digest
    package internal(set) var type: ImageType
    /// The references as they were asked for, sorted.
    package internal(set) var origins: [String]
    package internal(set) var platforms: [String]?
    /// The image that this attachment belongs to, by content.
    package internal(set) var attachedTo: PlacedName?
    /// Which release a payload is, and who signed it.
    package internal(set) var release: ReleaseFacts?
    /// What clusters are told of a catalog.
    package internal(set) var catalog: CatalogFacts?

    package init(
        destination: PlacedName,
        digest: Digest,
        type: ImageType,
        origins: [String],
        platforms: [String]? = nil,
        attachedTo: PlacedName? = nil,
        release: ReleaseFacts? = nil,
        catalog: CatalogFacts? = nil
    ) {
        self.destination = destination
        self.digest = digest
        self.type = type
        self.origins = origins
        self.platforms = platforms
        self.attachedTo = attachedTo
        self.release = release
        self.catalog = catalog
    }

    /// The image by content, `<repository>@<digest>`, as its attachments name it.
    package var content: PlacedName { PlacedName(destination.repository, digest) }

    enum CodingKeys: String, CodingKey {
        case destination, digest, type, origins, platforms, release, catalog
        case attachedTo = "attached_to"
    }
}

extension PlacedImage {
    /// The image that an action leaves at its destination.
    package init(_ action: Action) {
        self.init(
            destination: action.destination,
            digest: action.digest,
            type: action.type,
            origins: action.origins,
            platforms: action.platforms,
            attachedTo: action.attachedTo,
            release: action.release,
            catalog: action.catalog
        )
    }
}
