// SPDX-License-Identifier: Apache-2.0

package import OCI

/// One change of the target.
package struct Action: Sendable, Equatable, Codable {
    /// What is done to the destination.
    package enum Kind: String, Sendable, Codable {
        /// The destination does not exist yet.
        case copy
        /// The destination exists and holds something else.
        case update
        /// The image is built from its recipe; the destination may exist or not.
        case build
    }

    /// What the destination held when the plan was made.
    package struct Expectation: Sendable, Equatable, Codable {
        package internal(set) var destination: Digest?

        package init(destination: Digest?) { self.destination = destination }

        enum CodingKeys: String, CodingKey { case destination }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(destination, forKey: .destination)
        }
    }

    package internal(set) var kind: Kind
    package internal(set) var type: ImageType
    /// The references as they were asked for, sorted; mirror sets are made from them.
    package internal(set) var origins: [String]
    /// Where the image is read, pinned by digest; `build:<digest>` for one that is built.
    package internal(set) var source: ContentPlace
    package internal(set) var destination: PlacedName
    package internal(set) var digest: Digest
    /// The bytes of the image: manifests and blobs, each once.
    package internal(set) var size: Int64
    /// The bytes that this action moves over the wire; a blob counts in the first action that needs it.
    package internal(set) var transfer: Int64
    package internal(set) var expect: Expectation
    package internal(set) var reason: String
    /// What in the configuration asks for it, sorted.
    package internal(set) var requestedBy: [String]
    /// The platforms that are copied of a multi-platform image; all of them if absent.
    package internal(set) var platforms: [String]?
    /// The image that this attachment belongs to, by content: `<repository>@<digest>`.
    package internal(set) var attachedTo: PlacedName?
    /// The destinations whose tags move only once this image is in place, sorted: payloads and catalogs that name it.
    package internal(set) var partOf: [PlacedName]?
    /// Which release a payload is, and who signed it.
    package internal(set) var release: ReleaseFacts?
    /// What clusters are told of a catalog.
    package internal(set) var catalog: CatalogFacts?
    /// How the image is built.
    package internal(set) var recipe: BuildRecipe?

    package init(
        kind: Kind,
        type: ImageType,
        origins: [String],
        source: ContentPlace,
        destination: PlacedName,
        digest: Digest,
        size: Int64,
        transfer: Int64,
        expect: Expectation,
        reason: String,
        requestedBy: [String],
        platforms: [String]? = nil,
        attachedTo: PlacedName? = nil,
        partOf: [PlacedName]? = nil,
        release: ReleaseFacts? = nil,
        catalog: CatalogFacts? = nil,
        recipe: BuildRecipe? = nil
    ) {
        self.kind = kind
        self.type = type
        self.origins = origins
        self.source = source
        self.destination = destination
        self.digest = digest
        self.size = size
        self.transfer = transfer
        self.expect = expect
        self.reason = reason
        self.requestedBy = requestedBy
        self.platforms = platforms
        self.attachedTo = attachedTo
        self.partOf = partOf
        self.release = release
        self.catalog = catalog
        self.recipe = recipe
    }

    enum CodingKeys: String, CodingKey {
        case kind = "action"
        case type, origins, source, destination, digest, size, transfer, expect, reason, platforms, release, catalog
        case recipe
        case requestedBy = "requested_by"
        case attachedTo = "attached_to"
        case partOf = "part_of"
    }
}
