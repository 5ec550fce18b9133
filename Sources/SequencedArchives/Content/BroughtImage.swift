// SPDX-License-Identifier: Apache-2.0

package import OCI
package import SequenceMetadata

/// An image that an archive of oc-mirror v1 brings.
package struct BroughtImage: Sendable, Hashable {
    /// The source with its digest; in archives of 4.10, which do not have it, the repository without registry.
    package let source: String
    package let digest: Digest
    /// The repository below the target.
    package let repository: RepositoryName
    package let tag: Tag?
    package let type: AssociationType
    /// The manifests, the root first.
    package let manifests: [Digest]
    /// The layers and configurations that the metadata names, each once.
    package let blobs: [Digest]

    /// What people call it.
    package var name: String { "\(repository)\(tag.map { ":\($0)" } ?? "@\(digest)")" }
}

extension SequencedArchive {
    /// The images that the run mirrored, sorted; those of catalogs are not among them.
    ///
    /// The metadata of 4.10 does not list images, so there these are the manifests under tags.
    package var images: [BroughtImage] {
        guard metadata.generation == .alpha2 else { return taggedImages }
        let tree = AssociationTree(metadata.current?.associations ?? [])
        return tree.roots.compactMap { image($0, tree.closure(of: [$0])) }
            .sorted { ($0.repository, $0.name, $0.source) < ($1.repository, $1.name, $1.source) }
    }

    /// The images that are believed to be at the target after this archive: those of the run, and those of earlier ones.
    package var allImages: [BroughtImage] {
        guard metadata.generation == .alpha2 else { return taggedImages }
        let tree = AssociationTree(metadata.pastAssociations)
        return tree.roots.compactMap { image($0, tree.closure(of: [$0])) }
            .sorted { ($0.repository, $0.name, $0.source) < ($1.repository, $1.name, $1.source) }
    }

    private func image(_ root: Association, _ all: [Association]) -> BroughtImage? {
        guard let repository = try? RepositoryName(root.path) else { return nil }
        let tag = try? Tag(root.tagSymlink)
        // oc-mirror also takes an image that only has a tag.
        guard let digest = root.id.digest ?? tag.flatMap({ tags[repository]?[$0] }) else { return nil }
        var seen: Set<Digest> = []
        return BroughtImage(
            source: root.name,
            digest: digest,
            repository: repository,
            tag: tag,
            type: root.type,
            manifests: [digest] + all.dropFirst().compactMap(\.id.digest),
            blobs: all.flatMap(\.layerDigests).compactMap(\.digest).filter { seen.insert($0).inserted }
        )
    }

    private var taggedImages: [BroughtImage] {
        tags.sorted { $0.key < $1.key }.flatMap { repository, tags in
            tags.sorted { $0.key < $1.key }.map { tag, digest in
                BroughtImage(
                    source: "\(repository)@\(digest)",
                    digest: digest,
                    repository: repository,
                    tag: tag,
                    type: .generic,
                    manifests: [digest],
                    blobs: []
                )
            }
        }
    }
}
