// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image of a plan, as the metadata of oc-mirror v1 records it.
package struct SequencedImage: Sendable, Hashable {
    package let type: AssociationType
    /// The source as it was asked for.
    package let source: ImageReference
    package let destination: PlacedName
    package let digest: Digest
    /// The platforms that are mirrored of an index, as plans spell them; all of them if absent.
    package let platforms: [String]?

    /// The name of its association.
    var name: String { "\(source.repository)@\(digest)" }

    /// The manifest at the target.
    var manifest: MirroredManifest { MirroredManifest(repository: destination.repository, digest: digest) }

    fileprivate var recordedName: RecordedName { RecordedName(name: name, manifest: manifest) }

    /// Returns the image as associations, given its manifests; `onDisk` for a run that writes an archive.
    package func recorded(_ tree: ImageTree, onDisk: Bool) throws(UnrecordableImage) -> RecordedImage {
        let repository = destination.repository
        guard onDisk else {
            let tag = source.tag?.description
            return try RecordedImage(type, tree, from: source.repository, at: .target(repository, sourceTag: tag))
        }
        let (name, text) = (repository.description, destination.description)
        let path = name.firstIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name
        let hasTag = ReferenceText(text).hasTag
        let tag = hasTag ? String(text.dropFirst(name.count + 1)) : String(digest.hex.prefix(6))
        return try RecordedImage(type, tree, from: source.repository, at: .disk(repository: path, tag: tag))
    }
}

extension Plan {
    /// The images that the next metadata records: those that `previous` lacks in their repositories.
    ///
    /// Metadata has no catalogs, no update graph and no attachments, and nothing that comes from a folder.
    package func sequencedImages(besides previous: WorkspaceMetadata?) -> [SequencedImage] {
        let known = previous?.recordedNames(at: target.root) ?? []
        let images = allSequencedImages
        // Version 1 pins an operator's image that its catalog names by tag; such an image has both places.
        let pinned = Set(images.filter { $0.source.tag == nil }.map(\.recordedName))
        var seen: Set<RecordedName> = []
        return images.filter { image in
            let name = image.recordedName
            guard image.type != .bundle || image.source.tag == nil || !pinned.contains(name) else { return false }
            return !known.contains(name) && seen.insert(name).inserted
        }
    }

    /// The names of all images of the plan that metadata records: their sources with their digests.
    package var sequencedNames: Set<String> { Set(allSequencedImages.map(\.name)) }

    private var allSequencedImages: [SequencedImage] {
        placed.flatMap { image -> [SequencedImage] in
            guard let type = AssociationType(image.type) else { return [] }
            return image.origins.compactMap { origin in
                guard let source = try? ImageReference(origin) else { return nil }
                return SequencedImage(
                    type: type,
                    source: source,
                    destination: image.destination,
                    digest: image.digest,
                    platforms: image.platforms
                )
            }
        }
    }
}

/// What distinguishes images in metadata, wherever a run put them first.
struct RecordedName: Hashable {
    let name: String
    let manifest: MirroredManifest
}

extension WorkspaceMetadata {
    /// The images of the metadata by source and place at a target.
    fileprivate func recordedNames(at target: String) -> Set<RecordedName> {
        let paths = paths(at: target)
        return Set(
            AssociationTree(pastAssociations).roots.compactMap { root in
                paths.manifest(of: root).map { RecordedName(name: root.name, manifest: $0) }
            }
        )
    }
}

extension AssociationType {
    /// The type of an image that metadata records; `nil` for the others.
    fileprivate init?(_ type: ImageType) {
        switch type {
        case .releasePayload: self = .releasePayload
        case .releaseComponent: self = .releaseComponent
        // oc-mirror 4.17 has one type for all images of catalogs.
        case .operatorBundle, .operatorRelatedImage: self = .bundle
        case .additionalImage, .helmImage: self = .generic
        case .graphData, .operatorCatalog, .helmChart, .signature, .attestation, .sbom, .referrer: return nil
        }
    }
}
