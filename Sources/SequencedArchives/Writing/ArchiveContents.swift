// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI
package import SequenceMetadata

/// What an archive of oc-mirror v1 will hold.
package struct ArchiveContents: Sendable {
    /// An image under its name at the target.
    package struct Image: Sendable {
        package let repository: RepositoryName
        package let tag: Tag?
        package let tree: ImageTree

        package init(_ tree: ImageTree, repository: RepositoryName, tag: Tag?) {
            self.tree = tree
            self.repository = repository
            self.tag = tag
        }
    }

    /// A file below `catalogs`, `charts`, `cincinnati` or `release-signatures`.
    package struct Document: Sendable {
        package let path: String
        package let content: Content

        package init(_ path: String, _ content: Content) {
            self.path = path
            self.content = content
        }
    }

    /// The bytes of a file.
    package enum Content: Sendable, Hashable {
        case bytes([UInt8])
        /// A blob, which is opened when it is written.
        case blob(Descriptor)

        var size: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .blob(let descriptor): descriptor.size
            }
        }
    }

    /// Passes a blob to a reader, from its start; if the transfer breaks off, it may do so again.
    package typealias Opener = @Sendable (Descriptor, (any ByteStream) async throws -> Void) async throws -> Void

    /// The metadata after the run that the archive is the result of.
    package let metadata: WorkspaceMetadata
    package let images: [Image]
    package let documents: [Document]
    /// Whether blobs that earlier archives brought are left out, as usual.
    package let leavesOutEarlier: Bool

    package init(
        _ metadata: WorkspaceMetadata,
        images: [Image],
        documents: [Document] = [],
        leavesOutEarlier: Bool = true
    ) {
        self.metadata = metadata
        self.images = images
        self.documents = documents
        self.leavesOutEarlier = leavesOutEarlier
    }

    /// The digests of what earlier archives brought and the target still has.
    var earlier: Set<DigestText> {
        guard leavesOutEarlier else { return [] }
        let own = Set((metadata.current?.associations ?? []).map(\.key))
        let kept = metadata.pastAssociations.filter { !own.contains($0.key) }
        return Set(kept.flatMap { [$0.id] + $0.manifestDigests + $0.layerDigests })
    }
}
