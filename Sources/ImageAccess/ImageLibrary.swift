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
        case archive(ArchiveContent)
    }

    private let content: Content

    /// Reads from registries, and from layouts on disk.
    package init(client: RegistryClient) { content = .registries(client) }

    /// Reads everything from an archive; nobody else is asked.
    package init(archive: ArchiveContent) { content = .archive(archive) }

    /// Returns the digest that an image has now, or `nil` where there is none.
    ///
    /// What is pinned stays what it is, except in an archive: there a name, pinned or not, means what the archive was
    /// told to bring for it, such as the filtered catalog for a catalog.
    package func digest(of source: ImageSource) async throws -> Digest? {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)):
            if let digest = reference.digest { return digest }
            guard let name = reference.manifestReference else { return nil }
            return try await client.head(reference.repository, name)?.digest
        case (.registries, .layout(let path)): return try ImageLayout(path: path).root().digest
        case (.archive, _): return nil
        }
    }

    /// Where the content of an image is read.
    ///
    /// Throws `LayoutError` where there is no layout in the directory.
    package func place(of source: ImageSource) throws(LayoutError) -> ImagePlace {
        switch (content, source) {
        case (.registries(let client), .registry(let reference)): .registry(client, reference.repository)
        case (.registries, .layout(let path)): .layout(try ImageLayout(path: path))
        case (.archive(let archive), _): .archive(archive)
        }
    }

    /// The tags of a repository, for whoever asked for one that is not there.
    package func tags(in repository: Repository) async throws -> [String] {
        switch content {
        case .registries(let client): try await client.tags(repository)
        case .archive: []
        }
    }

    /// Returns the manifest under a tag beside an image, or `nil` where there is none.
    package func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest? {
        guard case .registries(let client) = content, case .registry(let reference) = source else { return nil }
        guard let head = try await client.head(reference.repository, .tag(tag)) else { return nil }
        return try await client.manifest(reference.repository, .digest(head.digest))
    }

    /// Returns what names a manifest as its subject.
    package func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor] {
        guard case .registries(let client) = content, case .registry(let reference) = source else { return [] }
        return try await client.referrers(reference.repository, of: digest)
    }
}
