// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import OCI
import Plans
import Scheduling
package import SequenceMetadata

/// An archive of oc-mirror v1: what a run of a workspace brought, read in place.
///
/// Its blobs are read through ``content``, which also knows where at the target those lie that earlier archives brought.
package struct SequencedArchive: Sendable {
    /// The files of the archive.
    package let set: SequenceSet
    /// The metadata, with what is to be told of its text.
    package let reading: MetadataReader.Reading
    /// The blobs, manifests and documents.
    package let content: OpenedArchive
    /// The catalogs, sorted.
    package let catalogs: [ArchivedCatalog]
    /// The manifests that the archive has of each repository.
    package let manifests: [RepositoryName: Set<Digest>]
    /// The manifests of tags, by repository.
    package let tags: [RepositoryName: [Tag: Digest]]

    /// What the workspace mirrored up to this archive.
    package var metadata: WorkspaceMetadata { reading.metadata }

    /// Reads the headers of an archive's files, and its metadata.
    ///
    /// `stored` is the metadata of the target, which knows best where blobs of earlier archives are. Throws
    /// `SequencedArchiveError` and `MetadataError`.
    package static func open(_ set: SequenceSet, after stored: WorkspaceMetadata? = nil) async throws
        -> SequencedArchive
    {
        try set.requireWhole()
        let headers = try await blocking {
            var headers = ArchiveHeaders()
            for part in set.parts { try headers.read(part) }
            return headers
        }
        return try SequencedArchive(set, headers, stored)
    }

    private init(
        _ set: SequenceSet,
        _ headers: ArchiveHeaders,
        _ stored: WorkspaceMetadata?
    ) throws(SequencedArchiveError) {
        guard let reading = headers.metadata else {
            throw SequencedArchiveError(
                path: set.parts.first?.path ?? set.folder,
                message: "it has no metadata: found no member `\(WorkspaceMetadata.path)`",
                remedy: "Its first part has it, such as \(SequencePartName(sequence: set.sequence ?? 1, part: 0))."
            )
        }
        self.set = set
        self.reading = reading
        catalogs = Self.catalogs(headers, reading.metadata)
        manifests = headers.manifests
        tags = headers.tags.reduce(into: [:]) { $0[$1.key.repository, default: [:]][$1.key.tag] = $1.value }
        content = ArchiveContent(headers, reading.metadata, stored, catalogs).opened(in: set.folder)
    }

    private static func catalogs(_ headers: ArchiveHeaders, _ metadata: WorkspaceMetadata) -> [ArchivedCatalog] {
        let recorded = metadata.current?.catalogs ?? []
        return headers.catalogs.sorted { $0.key < $1.key }.map { path, found in
            ArchivedCatalog(
                path: path,
                filtered: found.filtered,
                original: found.original,
                recorded: recorded.last { CatalogPath(uniqueName: $0.catalog) == path }
            )
        }
    }

    /// The names of the Helm charts' files, sorted.
    package var charts: [String] {
        content.documents(below: "charts").compactMap {
            guard case .chart(let name) = SequencedMember($0) else { return nil }
            return name
        }
    }

    /// The names of the release signatures' files, sorted.
    package var releaseSignatures: [String] {
        content.documents(below: "release-signatures").compactMap {
            guard case .releaseSignature(let name) = SequencedMember($0) else { return nil }
            return name
        }
    }

    /// Whether it brings the data of the update graph.
    package var hasGraphData: Bool { !content.documents(below: "cincinnati").isEmpty }
}

extension SequenceSet {
    /// Reads the metadata alone: usually the first member of the first part.
    ///
    /// Throws `SequencedArchiveError` and `MetadataError`.
    package func metadata() async throws -> MetadataReader.Reading {
        try await blocking {
            for part in parts {
                _ = try RegularFile.size(of: part.path)
                if let reading = try MetadataMember.read(in: part.path) { return reading }
            }
            throw SequencedArchiveError(
                path: parts.first?.path ?? folder,
                message: "it has no metadata: found no member `\(WorkspaceMetadata.path)`"
            )
        }
    }
}
