// SPDX-License-Identifier: Apache-2.0

import Archives
package import OCI
package import Plans
import SequenceMetadata

/// The members of an archive of oc-mirror v1, in its order and in parts: a function of the contents and the limit.
///
/// First comes the metadata, then the folders in the order of their names. The blobs and manifests of a repository are
/// where the repository is, and each blob only where it is met first. oc-mirror refuses an archive without the folder
/// `charts`.
package struct SequenceLayout: Sendable {
    /// A member with its content.
    struct Member: Sendable {
        let entry: TarEntry
        let content: ArchiveContents.Content?

        /// The size that counts for the limit.
        var counted: Int64 {
            guard case .symbolicLink(let target) = entry.kind else { return entry.size }
            return Int64(target.utf8.count)
        }
    }

    /// A file to be written.
    struct Part: Sendable {
        let name: SequencePartName
        let members: [Member]

        /// The length of the file in bytes.
        var size: Int64 {
            members.reduce(Int64(TarEntry.endOfArchive.count)) { $0 + $1.entry.sizeInArchive }
        }
    }

    let parts: [Part]
    /// The number of blobs and manifests that no earlier archive brought.
    package let newBlobs: Int

    /// The names of the files, in order.
    package var files: [String] { parts.map(\.name.description) }

    /// The names of the files with their lengths in bytes, in order.
    package var sizes: [(name: SequencePartName, size: Int64)] { parts.map { ($0.name, $0.size) } }

    /// The first part in which each blob lies that is opened when it is written; parts are numbered from 0.
    package var places: [Digest: Int] {
        var places: [Digest: Int] = [:]
        for (number, part) in parts.enumerated() {
            for case .blob(let blob)? in part.members.map(\.content) where places[blob.digest] == nil {
                places[blob.digest] = number
            }
        }
        return places
    }

    /// The length of all files in bytes.
    package var size: Int64 { parts.reduce(0) { $0 + $1.size } }

    /// The limit of a part in bytes if a configuration names none.
    package static let usualLimit: Int64 = 500 << 30

    /// The limit for a configuration's `archiveSize` in GiB.
    ///
    /// Zero means the usual one. With a negative one every member has a part of its own, as in oc-mirror.
    package static func limit(archiveSize: Int64?) -> Int64 {
        guard let archiveSize, archiveSize != 0 else { return usualLimit }
        return archiveSize < 0 ? 0 : archiveSize > .max >> 30 ? .max : archiveSize << 30
    }

    /// Arranges the contents.
    ///
    /// A part is full when another member would make the contents longer than the limit; a longer member has a part for
    /// itself. Headers are not counted. Throws `SequencedArchiveError` if oc-mirror would refuse the archive, and
    /// `ArchiveError` for a path that tar cannot store.
    package init(_ contents: ArchiveContents, limit: Int64 = usualLimit) throws {
        let metadata = contents.metadata
        guard metadata.generation == .alpha2, metadata.isSound, let sequence = metadata.sequence else {
            throw SequencedArchiveError(
                path: WorkspaceMetadata.path,
                message: "oc-mirror v1 would refuse this metadata, so no archive is made of it"
            )
        }
        var walk = MemberWalk(contents)
        try walk.takeAll()
        newBlobs = walk.blobs
        var parts: [[Member]] = []
        var space: Int64 = 0
        for member in walk.members {
            if parts.isEmpty || member.counted > space || limit <= 0 {
                parts.append([])
                space = limit
            }
            parts[parts.count - 1].append(member)
            space -= member.counted
        }
        self.parts = parts.enumerated().map { number, members in
            Part(name: SequencePartName(sequence: sequence, part: number), members: members)
        }
    }
}
