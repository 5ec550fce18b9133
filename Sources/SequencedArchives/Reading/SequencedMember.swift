// SPDX-License-Identifier: Apache-2.0

package import OCI
import SequenceMetadata

/// What a member of an archive of oc-mirror v1 is, by its path.
package enum SequencedMember: Sendable, Hashable {
    case metadata
    /// A layer, a configuration or a manifest.
    case blob(Digest)
    case manifest(Digest, in: RepositoryName)
    /// A link to the manifest of a tag.
    case tag(Tag, in: RepositoryName)
    case catalog(CatalogPath, CatalogFile)
    /// A Helm chart, by the name of its file.
    case chart(String)
    /// The data of the update graph, a compressed tar archive.
    case graphData
    /// The signature of a release, by the name of its file.
    case releaseSignature(String)
    /// The associations of the generation of 4.10, in a format of Go.
    case associations
    /// Anything else, such as the caches of catalogs.
    case other

    /// A file of a catalog.
    package enum CatalogFile: Sendable, Hashable {
        /// What the run selected, in a format of Go.
        case selection
        /// The filtered catalog, as JSON.
        case filtered
        /// A blob of the original catalog's image.
        case blob(Digest)
        /// The index of the original catalog's image.
        case index
    }

    /// Parses a path without `./`.
    package init(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        switch (parts[0], parts.count) {
        case ("publish", 2) where path == WorkspaceMetadata.path: self = .metadata
        case ("blobs", 2): self = (try? Digest(String(parts[1]))).map(Self.blob) ?? .other
        case ("v2", 4...): self = Self.stored(parts) ?? .other
        case ("catalogs", 4...): self = Self.catalog(parts) ?? .other
        case ("charts", 2): self = .chart(String(parts[1]))
        case ("cincinnati", 2) where parts[1] == "cincinnati-graph-data.tar.gz": self = .graphData
        case ("release-signatures", 2): self = .releaseSignature(String(parts[1]))
        case ("internal", 2) where parts[1] == "image-associations.gob": self = .associations
        default: self = .other
        }
    }

    /// A manifest, or the link of a tag: `v2/<repository>/manifests/<name>`.
    private static func stored(_ parts: [Substring]) -> Self? {
        let (folder, name) = (parts[parts.count - 2], String(parts[parts.count - 1]))
        guard let repository = try? RepositoryName(parts[1..<(parts.count - 2)].joined(separator: "/")) else {
            return nil
        }
        if folder == "blobs" { return (try? Digest(name)).map(Self.blob) }
        guard folder == "manifests" else { return nil }
        if let digest = try? Digest(name) { return .manifest(digest, in: repository) }
        return (try? Tag(name)).map { .tag($0, in: repository) }
    }

    /// A file of a catalog, by the end of its path: the name of a catalog may itself be `index`.
    private static func catalog(_ parts: [Substring]) -> Self? {
        func file(_ length: Int, _ file: CatalogFile) -> Self? {
            CatalogPath(parts[1..<max(1, parts.count - length)].joined(separator: "/")).map { .catalog($0, file) }
        }
        let end = parts.suffix(4).map(String.init)
        if end[0] == "layout", end[1] == "blobs" {
            return (try? Digest("\(end[2]):\(end[3])")).flatMap { file(4, .blob($0)) }
        }
        switch (end[2], end[3]) {
        case ("index", "index.json"): return file(2, .filtered)
        case ("layout", "index.json"): return file(2, .index)
        case ("layout", "oci-layout"): return nil
        case (_, "include-config.gob"): return file(1, .selection)
        // Before 4.11, the filtered catalog lies there.
        case (_, "index.json"): return file(1, .filtered)
        default: return nil
        }
    }
}
