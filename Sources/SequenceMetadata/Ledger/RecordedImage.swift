// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image that a run mirrored, as associations.
package struct RecordedImage: Sendable, Equatable {
    /// Where the run put the image.
    package enum Place: Sendable, Hashable {
        /// On disk: the repository without registry, and the tag at the target.
        case disk(repository: String, tag: String)
        /// In a repository of the target; the tag is that of the source, if it has one.
        case target(PlacedRepository, sourceTag: String?)
    }

    /// The image, and below it its children, each once.
    package let associations: [Association]

    /// Describes an image from a repository; of an index, only the children that were mirrored.
    package init(
        _ type: AssociationType,
        _ image: ImageTree,
        from source: Repository,
        at place: Place
    ) throws(UnrecordableImage) {
        let digest = image.root.descriptor.digest
        let (path, tag) =
            switch place {
            case .disk(let repository, let tag): (repository, tag)
            case .target(let repository, let sourceTag):
                ("\(repository)@\(digest)", sourceTag ?? String(digest.hex.prefix(6)))
            }
        let mirrored = Set(image.children.map(\.descriptor.digest))
        var associations: [Association] = []
        for manifest in [image.root] + image.children {
            let content = Self.content(of: manifest, mirrored)
            guard !content.manifests.isEmpty || !content.layers.isEmpty else {
                throw UnrecordableImage(source: "\(source)@\(digest)", manifest: manifest.descriptor.digest)
            }
            let isRoot = associations.isEmpty
            associations.append(
                Association(
                    type,
                    name: isRoot ? "\(source)@\(digest)" : manifest.descriptor.digest.description,
                    path: path,
                    id: DigestText(manifest.descriptor.digest),
                    tagSymlink: isRoot ? tag : "",
                    content: content
                )
            )
        }
        self.associations = associations
    }

    private static func content(of manifest: Manifest, _ mirrored: Set<Digest>) -> Association.Content {
        switch manifest.content {
        case .index(let entries):
            Association.Content(manifests: entries.map(\.digest).filter(mirrored.contains).map(DigestText.init))
        case .image(let configuration, let layers):
            Association.Content(layers: (layers + [configuration]).map { DigestText($0.digest) })
        case .artifact(let blobs): Association.Content(layers: blobs.map { DigestText($0.digest) })
        }
    }
}

/// An error that the metadata of oc-mirror v1 cannot describe an image, because one of its manifests is empty.
package struct UnrecordableImage: Error, Sendable, Equatable, CustomStringConvertible {
    package let source: String
    /// The manifest without content.
    package let manifest: Digest

    package var description: String {
        "\(source): the manifest \(manifest) names neither manifests nor layers, so the metadata of oc-mirror v1 cannot "
            + "describe it"
    }
}
