// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import SequenceMetadata

/// The content of an archive as one that runs read: with the names of what earlier archives brought.
struct ArchiveContent {
    private let headers: ArchiveHeaders
    private var tags: [ArchiveVolume.TagLink] = []
    private var holders: [Digest: Set<RepositoryName>] = [:]
    private var repositories: Set<RepositoryName> = []

    /// `stored` is the metadata of the target.
    init(
        _ headers: ArchiveHeaders,
        _ metadata: WorkspaceMetadata,
        _ stored: WorkspaceMetadata?,
        _ catalogs: [ArchivedCatalog]
    ) {
        self.headers = headers
        // The last link of a tag counts, so those of this archive follow the older ones.
        for known in [stored, metadata].compactMap(\.self) {
            for association in known.pastAssociations { add(association) }
            for blob in known.pastBlobs { add([blob.id], in: blob.repository) }
        }
        for (name, digest) in headers.tags { add(name.tag, of: name.repository, digest) }
        for catalog in catalogs {
            guard let root = catalog.original, let reference = catalog.path.reference else { continue }
            let tag = reference.tag ?? Tag(of: root)
            add(tag, of: reference.repository.name, root)
        }
        repositories.formUnion(headers.manifests.keys)
    }

    private mutating func add(_ association: Association) {
        guard let repository = try? RepositoryName(association.path) else { return }
        add([association.id] + association.layerDigests, in: association.path)
        if let digest = association.id.digest, let tag = try? Tag(association.tagSymlink) {
            add(tag, of: repository, digest)
        }
    }

    private mutating func add(_ digests: [DigestText], in path: String) {
        guard let repository = try? RepositoryName(path) else { return }
        for digest in digests.compactMap(\.digest) { holders[digest, default: []].insert(repository) }
    }

    private mutating func add(_ tag: Tag, of repository: RepositoryName, _ digest: Digest) {
        tags.append(.init(tag: tag, repository: repository, digest: digest))
        repositories.insert(repository)
    }

    func opened(in folder: String) -> OpenedArchive {
        OpenedArchive(
            folder: folder,
            parts: headers.parts.enumerated().map { number, part in
                ArchiveVolume(
                    part: number,
                    path: part.path,
                    size: part.size,
                    blobs: part.blobs,
                    documents: part.documents,
                    names: number > 0
                        ? .init() : .init(tags: tags, holders: holders, repositories: repositories)
                )
            }
        )
    }
}
