// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Layouts
package import OCI
package import Registry

/// The source of images for a run: registries and layouts on disk, or an archive.
///
/// Callers ask for an image by its name in the configuration, wherever the image is now.
package struct ImageLibrary: Sendable {
    private enum Content: Sendable {
        case registries(RegistryClient)
        case archive(ArchivedImages)
    }

    private let content: Content

    /// Reads from registries, and from layouts on disk.
    package init(client: RegistryClient) { content = .registries(client) }

    /// Reads everything from an archive, and content of earlier archives from the target; no other server is asked.
    ///
    /// Our sets of volumes say which image was carried for which name. Archives of other tools do not. For these,
    /// `names` gives the names under which a configuration keeps images, if they differ from the images' own names,
    /// such as additional images with a `targetRepo` and releases that are requested by image. `relocations` gives
    /// the names of published repositories that have another name in every mirror.
    package init(
        archive: OpenedArchive,
        names: [ImageSource: StoredName] = [:],
        relocations: [Repository: RepositoryName] = [:],
        carried: CarriedImages? = nil
    ) {
        content = .archive(ArchivedImages(archive: archive, names: names, relocations: relocations, target: carried))
    }

    /// Returns the digest that an image has now, or `nil` if its registry does not have it.
    ///
    /// A pinned image keeps its digest, except in an archive. There a name, pinned or not, means the image that was
    /// carried for it, for example the filtered catalog for a catalog. If several were carried for one name, `name`
    /// selects the one that was kept there. Throws `ImageNotArchived` if none was carried.
    package func digest(of source: ImageSource, keptAs name: StoredName? = nil) async throws -> Digest? {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            if let digest = reference.digest { return digest }
            guard let name = reference.manifestReference else { return nil }
            return try await client.head(reference.repository, name)?.digest
        case (.registries, .layout(let path)): return try ImageLayout(path: path).root().digest
        case (.archive(let images), _): return try images.digest(of: source, keptAs: name)
        }
    }

    /// Whether a registry has an image; do not use it for archives and layouts.
    package func isThere(_ reference: ImageReference) async throws -> Bool {
        guard case .registries(let client) = content, let name = reference.manifestReference else { return false }
        return try await client.head(reference.repository, name) != nil
    }

    /// The place of an image's content.
    ///
    /// Throws `LayoutError` if there is no layout in the directory.
    package func place(of source: ImageSource) throws(LayoutError) -> ImagePlace {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)): .registry(client, reference.repository)
        case (.registries, .layout(let path)): .layout(try ImageLayout(path: path))
        case (.archive(let images), _): .archive(images.place(of: source))
        }
    }

    /// Returns the images that archives carried and that are lost, completely or in part, by digest with their names.
    ///
    /// It is empty for registries.
    package func lostImages() async throws -> [Digest: Set<String>] {
        switch content {
        case .registries: [:]
        case .archive(let images): try await images.lostImages()
        }
    }

    /// The repositories of the target that may have a blob which this library does not have.
    package func homes(of blob: Digest) -> [Repository] {
        switch content {
        case .registries: []
        case .archive(let images): images.homes(of: blob)
        }
    }

    /// The name of the image with the data of the update graph in the archive.
    package var graphData: ImageReference? {
        switch content {
        case .registries: nil
        case .archive(let images): images.graphData
        }
    }

    /// The tags of a repository, for a message about a missing tag.
    package func tags(in repository: Repository) async throws -> [String] {
        switch content {
        case .registries(let client): try await client.tags(repository)
        case .archive(let images): images.tags(in: repository)
        }
    }

    /// Returns the manifest under a tag beside an image, or `nil` if the repository has no such tag.
    package func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            return try await client.uncommonManifest(reference.repository, tag, beside: reference.tag)
        case (.registries, .layout): return nil
        case (.archive(let images), _): return try await images.manifest(tag, beside: source)
        }
    }

    /// Returns the manifests whose subject is `digest`.
    package func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor] {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            try await client.referrers(reference.repository, of: digest)
        case (.registries, .layout): []
        case (.archive(let images), _): try await images.referrers(of: digest)
        }
    }
}
