// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Layouts
package import OCI
package import Registry

/// Where a run reads images: registries and layouts on disk, or what crossed the gap in an archive.
///
/// Whoever reads asks for an image by the name that the configuration has for it, wherever it lies now.
package struct ImageLibrary: Sendable {
    private enum Content: Sendable {
        case registries(RegistryClient)
        case archive(ArchivedImages)
    }

    private let content: Content

    /// Reads from registries, and from layouts on disk.
    package init(client: RegistryClient) { content = .registries(client) }

    /// Reads everything from an archive, and what only earlier archives brought from the target; nobody else is asked.
    ///
    /// Our sets of volumes say themselves which image was brought for which name. Archives of others do not: `names`
    /// says where those images are kept that a configuration keeps under another name than their own, such as additional
    /// images with a `targetRepo` and releases that are asked for by their image; `relocations` says where every mirror
    /// keeps published repositories under another name.
    package init(
        archive: OpenedArchive,
        names: [ImageSource: StoredName] = [:],
        relocations: [Repository: RepositoryName] = [:],
        carried: CarriedImages? = nil
    ) {
        content = .archive(ArchivedImages(archive: archive, names: names, relocations: relocations, target: carried))
    }

    /// Returns the digest that an image has now, or `nil` where a registry has none.
    ///
    /// What is pinned stays what it is, except in an archive: there a name, pinned or not, means what the archive was
    /// told to bring for it, such as the filtered catalog for a catalog. Where several were brought for one name,
    /// `name` tells which is meant: the one that was kept there. Throws `ImageNotArchived` where none was brought.
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

    /// Whether a registry has an image; what an archive or a layout has is not asked so.
    package func isThere(_ reference: ImageReference) async throws -> Bool {
        guard case .registries(let client) = content, let name = reference.manifestReference else { return false }
        return try await client.head(reference.repository, name) != nil
    }

    /// Where the content of an image is read.
    ///
    /// Throws `LayoutError` where there is no layout in the directory.
    package func place(of source: ImageSource) throws(LayoutError) -> ImagePlace {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)): .registry(client, reference.repository)
        case (.registries, .layout(let path)): .layout(try ImageLayout(path: path))
        case (.archive(let images), _): .archive(images.place(of: source))
        }
    }

    /// Returns the images that archives carried and that are lost, wholly or in part, by digest with their names.
    ///
    /// Registries lose nothing.
    package func lostImages() async throws -> [Digest: Set<String>] {
        switch content {
        case .registries: [:]
        case .archive(let images): try await images.lostImages()
        }
    }

    /// The repositories of the target that may hold a blob which this library does not have.
    package func homes(of blob: Digest) -> [Repository] {
        switch content {
        case .registries: []
        case .archive(let images): images.homes(of: blob)
        }
    }

    /// The image with the data of the update graph that an archive brought, by its name there.
    package var graphData: ImageReference? {
        switch content {
        case .registries: nil
        case .archive(let images): images.graphData
        }
    }

    /// The tags of a repository, for whoever asked for one that is not there.
    package func tags(in repository: Repository) async throws -> [String] {
        switch content {
        case .registries(let client): try await client.tags(repository)
        case .archive(let images): images.tags(in: repository)
        }
    }

    /// Returns the manifest under a tag beside an image, or `nil` where there is none.
    package func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            guard let head = try await client.head(reference.repository, .tag(tag)) else { return nil }
            return try await client.manifest(reference.repository, .digest(head.digest))
        case (.registries, .layout): return nil
        case (.archive(let images), _): return try await images.manifest(tag, beside: source)
        }
    }

    /// Returns what names a manifest as its subject.
    package func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor] {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            try await client.referrers(reference.repository, of: digest)
        case (.registries, .layout): []
        case (.archive(let images), _): try await images.referrers(of: digest)
        }
    }
}
