// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans

extension OpenedArchive {
    /// An archive of another tool, whose files another room has read.
    ///
    /// `parts` are its files in order. If a blob, a document or a tag occurs twice, the last one counts.
    package init(folder: String, parts: [ArchiveVolume]) {
        self.init(
            folder: folder,
            sets: [],
            volumes: parts,
            lost: [],
            index: nil,
            indexProblem: nil,
            table: MemberTable(volumes: parts),
            storage: nil,
            documentDigests: [:]
        )
    }
}

extension OpenedArchive {
    /// Whether it is an archive of oc-mirror v1: its files belong to one run, and an earlier run has others.
    package var isSequenced: Bool { volumes.first.map { SequencePartName(file: $0.file) != nil } ?? false }
}

extension ArchiveVolume {
    /// A file of another tool's archive, with its number among them from 0.
    ///
    /// `tags` and `holders` may also tell of content that earlier archives brought.
    package init(
        part number: Int,
        path: String,
        size: Int64,
        blobs: [ArchiveIndex.Blob],
        documents: [String: ByteRange],
        names: Names
    ) {
        self.init(name: VolumeName(number + 1), path: path, size: size)
        self.blobs = blobs
        self.documents = documents
        tags = names.tags
        holders = names.holders
        repositories = names.repositories
    }

    /// What an archive calls its contents.
    package struct Names: Sendable {
        package let tags: [TagLink]
        /// The repositories of blobs, which need not be in the archive.
        package let holders: [Digest: Set<RepositoryName>]
        /// The repositories with manifests or tags.
        package let repositories: Set<RepositoryName>

        package init(
            tags: [TagLink] = [],
            holders: [Digest: Set<RepositoryName>] = [:],
            repositories: Set<RepositoryName> = []
        ) {
            self.tags = tags
            self.holders = holders
            self.repositories = repositories
        }
    }
}
