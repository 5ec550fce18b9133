// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
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
        package var destination: Digest?

        package init(destination: Digest?) { self.destination = destination }

        enum CodingKeys: String, CodingKey { case destination }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(destination, forKey: .destination)
        }
    }

    package var kind: Kind
    package var type: ImageType
    /// The references as they were asked for, sorted; mirror sets are made from them.
    package var origins: [String]
    /// Where the image is read, pinned by digest; `build:<digest>` for one that is built.
    package var source: String
    package var destination: String
    package var digest: Digest
    /// The bytes of the image: manifests and blobs, each once.
    package var size: Int64
    /// The bytes that this action moves over the wire; a blob counts in the first action that needs it.
    package var transfer: Int64
    package var expect: Expectation
    package var reason: String
    /// What in the configuration asks for it, sorted.
    package var requestedBy: [String]
    /// The platforms that are copied of a multi-platform image; all of them if absent.
    package var platforms: [String]?
    /// The image that this attachment belongs to, by content: `<repository>@<digest>`.
    package var attachedTo: String?
    /// The destinations whose tags move only once this image is in place, sorted: payloads and catalogs that name it.
    package var partOf: [String]?
    /// Which release a payload is, and who signed it.
    package var release: ReleaseFacts?
    /// What clusters are told of a catalog.
    package var catalog: CatalogFacts?
    /// How the image is built.
    package var recipe: BuildRecipe?

    package init(
        kind: Kind,
        type: ImageType,
        origins: [String],
        source: String,
        destination: String,
        digest: Digest,
        size: Int64,
        transfer: Int64,
        expect: Expectation,
        reason: String,
        requestedBy: [String],
        platforms: [String]? = nil,
        attachedTo: String? = nil,
        partOf: [String]? = nil,
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

/// A blob that the target lacks somewhere: uploaded once to its home, mounted everywhere else.
package struct BlobTransfer: Sendable, Equatable, Codable {
    package var digest: Digest
    package var size: Int64
    /// The repository or layout that the blob is read from.
    package var source: String
    /// The repository at the target that holds the blob or receives it.
    package var home: String
    /// Whether the home holds the blob already, so that no byte is transferred.
    package var atHome: Bool
    /// The repositories at the target that mount it from there, sorted.
    package var mountInto: [String]
    /// The number of the volume that carries the blob, in a plan of an archive.
    package var volume: Int?

    package init(
        digest: Digest,
        size: Int64,
        source: String,
        home: String,
        atHome: Bool,
        mountInto: [String],
        volume: Int? = nil
    ) {
        self.digest = digest
        self.size = size
        self.source = source
        self.home = home
        self.atHome = atHome
        self.mountInto = mountInto
        self.volume = volume
    }

    enum CodingKeys: String, CodingKey {
        case digest, size, source, home, volume
        case atHome = "at_home"
        case mountInto = "mount_into"
    }
}

/// An image that a target holds, as plan and ledger name it.
package struct PlacedImage: Sendable, Equatable, Codable {
    package var destination: String
    package var digest: Digest
    package var type: ImageType
    /// The references as they were asked for, sorted.
    package var origins: [String]
    package var platforms: [String]?
    /// The image that this attachment belongs to, by content.
    package var attachedTo: String?
    /// Which release a payload is, and who signed it.
    package var release: ReleaseFacts?
    /// What clusters are told of a catalog.
    package var catalog: CatalogFacts?

    package init(
        destination: String,
        digest: Digest,
        type: ImageType,
        origins: [String],
        platforms: [String]? = nil,
        attachedTo: String? = nil,
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
    package var content: String {
        "\(ReferenceText(destination).repository)@\(digest)"
    }

    enum CodingKeys: String, CodingKey {
        case destination, digest, type, origins, platforms, release, catalog
        case attachedTo = "attached_to"
    }
}

/// A file that the plan generates for the cluster.
package struct Resource: Sendable, Equatable, Codable {
    /// The path inside the audit repository.
    package var path: String
    package var digest: Digest
    package var content: String

    package init(path: String, content: String) {
        self.path = path
        self.content = content
        digest = Digest(of: Array(content.utf8))
    }
}

/// Something that planning found out and a reviewer should know.
package struct Check: Sendable, Equatable, Codable {
    /// How much it matters; an error means that the plan is incomplete.
    package enum Level: String, Sendable, Codable {
        case error, warning, note
    }

    package var level: Level
    /// A short stable name of the finding.
    package var code: FindingCode
    package var message: String
    /// Where in the configuration: `path:line:column`.
    package var at: String?

    package init(_ level: Level, _ code: FindingCode, _ message: String, at: String? = nil) {
        self.level = level
        self.code = code
        self.message = message
        self.at = at
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
