// SPDX-License-Identifier: Apache-2.0

import Archives
package import Diagnostics
package import Layers
package import OCI
package import Plans

/// The image in which oc-mirror v1 keeps its metadata in a registry.
///
/// It has one layer with one file. At a target, the image of each workspace lies in one repository, under its UUID as the
/// tag. Another tag there may be the place for metadata that a configuration names.
package enum MetadataImage {
    /// The name of its repository at a target.
    package static let repositoryName = "oc-mirror"

    private static let configurationType = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")
    private static let layerType = MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")

    /// The repository of the metadata of all workspaces of a target, which is `host[:port][/namespace]`.
    package static func repository(at target: String) -> PlacedRepository {
        PlacedRepository("\(target)/\(repositoryName)")
    }

    /// The place of a workspace's metadata at a target.
    package static func place(of uid: WorkspaceID, at target: String) -> PlacedName {
        PlacedName(repository(at: target), tag: uid.description)
    }

    /// The workspaces that the tags of the repository stand for, sorted.
    package static func workspaces(among tags: some Sequence<String>) -> [WorkspaceID] {
        tags.compactMap(WorkspaceID.init).sorted()
    }

    // MARK: Reading

    /// Reads the metadata out of an image; of an index, that of linux on amd64, or else the first one.
    ///
    /// `place` is the name of the image in messages. Throws `MetadataError`, `MetadataImageError`, `LayerFilesError` and
    /// the errors of `open`.
    package static func read(
        _ image: ImageTree,
        at place: String,
        _ open: LayerFiles.Opener
    ) async throws -> MetadataReader.Reading {
        guard let manifest = manifest(of: image), case .image(_, let layers) = manifest.content else {
            throw MetadataImageError(place: place, found: "no image")
        }
        let limit = MetadataReader.sizeLimit
        let files = try LayerFiles(
            [WorkspaceMetadata.path],
            limits: LayerFiles.Limits(file: limit, total: limit, layer: Int64(2 * limit))
        )
        guard let bytes = try await files.read(layers, open)[WorkspaceMetadata.path] else {
            throw MetadataImageError(place: place, found: "an image without the file `\(WorkspaceMetadata.path)`")
        }
        return try MetadataReader.read(bytes, from: place)
    }

    private static func manifest(of image: ImageTree) -> Manifest? {
        guard case .index(let entries) = image.root.content else { return image.root }
        let children = image.children.filter { !$0.descriptor.mediaType.isIndex }
        let preferred = entries.first { $0.platform?.os == "linux" && $0.platform?.architecture == "amd64" }
        return children.first { $0.descriptor.digest == preferred?.digest } ?? children.first
    }

    // MARK: Building

    /// Builds the image, the same bytes for the same metadata.
    package static func build(_ metadata: WorkspaceMetadata) throws -> BuiltImage {
        let content = metadata.bytes
        let entry = try TarEntry(path: WorkspaceMetadata.path, kind: .file(size: Int64(content.count)), mode: 0)
        let archive = try TarWriter.archive([(entry, content)])
        let layer = StoredGzip.member(archive)
        let configuration = configuration(of: Digest(of: archive))
        let blobs = [
            Descriptor(
                mediaType: configurationType,
                digest: Digest(of: configuration),
                size: Int64(configuration.count)
            ),
            Descriptor(mediaType: layerType, digest: Digest(of: layer), size: Int64(layer.count)),
        ]
        let manifest = try Manifest(manifest(blobs[0], blobs[1]), mediaType: .dockerManifest)
        return BuiltImage(
            tree: ImageTree(root: manifest),
            blobs: [blobs[0].digest: .bytes(configuration), blobs[1].digest: .bytes(layer)]
        )
    }

    private static func configuration(of layer: Digest) -> [UInt8] {
        var writer = JSONTextWriter()
        // The beginning of time as oc-mirror counts it.
        let never = "0001-01-01T00:00:00Z"
        writer.object {
            $0.field("architecture", "", omitsEmpty: false)
            $0.field("created", never)
            $0.list("history", [never]) { writer, time in writer.object { $0.field("created", time) } }
            $0.field("os", "", omitsEmpty: false)
            $0.field("rootfs") {
                $0.field("type", "layers")
                $0.list("diff_ids", [layer.description]) { $0.string($1) }
            }
            $0.field("config") { _ in }
        }
        return writer.bytes
    }

    private static func manifest(_ configuration: Descriptor, _ layer: Descriptor) -> [UInt8] {
        func describe(_ descriptor: Descriptor, to writer: inout JSONTextWriter) {
            writer.field("mediaType", descriptor.mediaType.rawValue)
            writer.field("size", descriptor.size)
            writer.field("digest", descriptor.digest.description)
        }
        var writer = JSONTextWriter()
        writer.object {
            $0.field("schemaVersion", 2)
            $0.field("mediaType", MediaType.dockerManifest.rawValue)
            $0.field("config") { describe(configuration, to: &$0) }
            $0.list("layers", [layer]) { writer, layer in writer.object { describe(layer, to: &$0) } }
        }
        return writer.bytes
    }
}

/// An error that an image does not hold the metadata of oc-mirror v1.
package struct MetadataImageError: ExplainedError, Sendable, Equatable {
    /// The image.
    package let place: String
    package let found: String

    package var explanation: Explanation {
        Explanation(
            "\(printable(place)) is \(found), expected the metadata of oc-mirror v1",
            remedy: "check `storageConfig.registry.imageURL`; at a target, the metadata is in `oc-mirror:<uid>`"
        )
    }
}
