// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import Diagnostics
import Layouts
package import OCI
import Plans
import Scheduling

/// The contents of a folder's volumes, read in place without unpacking.
///
/// Foreign archives are read in the same way, and so is the storage of a registry in a folder: an unpacked archive, or the
/// cache of oc-mirror.
package struct OpenedArchive: Sendable {
    /// The folder as given by the user, without `file://`.
    package let folder: String
    /// The sets that were written from our plans, in the order of their volumes; empty for foreign archives.
    package let sets: [ArchiveSet]
    /// The volumes with the places of their members, in order; empty if the folder is the storage of a registry.
    package let volumes: [ArchiveVolume]
    /// The missing volumes, in order; always empty unless loss is allowed.
    package let lost: [LostVolume]
    /// The index beside the volumes, if it can be read.
    package let index: ArchiveIndex?
    /// The error if the index beside the volumes cannot be read.
    package let indexProblem: ArchiveSetError?

    /// The blobs and manifests that are damaged, and treated as missing.
    package private(set) var damaged: Set<Digest> = []

    private(set) var table: MemberTable
    /// The storage of a registry, if the folder is one.
    let storage: StorageFolder?
    /// The digests of documents in the plans, by path.
    let documentDigests: [String: Digest]

    /// Opens the volumes of a folder, and checks that every set with a volume there is complete, or that later sets replace
    /// what it lacks.
    ///
    /// If loss is allowed, missing and damaged volumes are listed instead, and a set counts as long as its plan is there.
    /// Throws `ArchiveSetError`.
    package static func open(_ folder: String, allowingLoss: Bool = false) async throws -> OpenedArchive {
        let folder = try ArchiveFolder(folder)
        do {
            return try await ArchiveOpening(folder: folder, allowsLoss: allowingLoss).content()
        } catch let error as ArchiveSetError where !allowingLoss {
            guard let rest = try? await ArchiveOpening(folder: folder, allowsLoss: true).content(),
                rest.hasReplacedLosses
            else { throw error }
            return rest
        }
    }

    /// Whether all lost content is also in another volume.
    private var hasReplacedLosses: Bool {
        !lost.isEmpty && unknownLosses.isEmpty && lost.allSatisfy { $0.blobs?.allSatisfy(contains) ?? false }
    }

    /// The lost volumes with the plan of their set, unless a later set records their contents.
    package var unknownLosses: [LostVolume] {
        let last = sets.flatMap(\.volumes).max()
        return lost.filter { volume in
            !sets.contains { $0.plan.id == volume.plan } && last.map { volume.name > $0 } ?? true
        }
    }

    /// Whether the archive has a blob or manifest.
    package func contains(_ digest: Digest) -> Bool { table.blobs[digest] != nil }

    /// The size of a blob or manifest in bytes; `nil` if the archive does not have it.
    package func size(of digest: Digest) -> Int64? { table.blobs[digest]?.size }

    /// The total size in bytes of those blobs and manifests that are there, each counted once.
    package func size(of digests: some Sequence<Digest>) -> Int64 {
        Set(digests).reduce(0) { $0 + (size(of: $1) ?? 0) }
    }

    /// All blobs and manifests, in no particular order.
    package var digests: some Sequence<Digest> & Sendable { table.blobs.keys }

    /// The repositories with manifests or tags in the archive, sorted by name.
    package var repositories: [RepositoryName] {
        table.repositories.sorted { $0.description < $1.description }
    }

    /// The number of tags in all repositories.
    package var tagCount: Int { table.tagCount }

    /// Returns a manifest, verified.
    package func manifest(_ digest: Digest) async throws -> Manifest {
        let (range, member) = try place(of: digest)
        let bytes = try await blocking { try range.bytes(of: member, limit: Manifest.sizeLimit) }
        let found = Digest(of: bytes, algorithm: digest.algorithm)
        guard found == digest else {
            throw Self.damaged(range.path, at: range.offset, digest, "its digest is \(found)")
        }
        do {
            return try Manifest(bytes, algorithm: digest.algorithm)
        } catch {
            throw ArchiveSetError(path: range.path, message: "its member `\(member)`: \(error.message)")
        }
    }

    /// Streams a blob from an offset to its end; wrap it in `VerifiedStream` to verify it.
    package func blob(_ descriptor: Descriptor, from offset: Int64 = 0) throws(ArchiveSetError) -> any ByteStream {
        let (range, member) = try place(of: descriptor.digest)
        guard range.size == descriptor.size else {
            throw ArchiveSetError(
                path: range.path,
                message: "its member `\(member)` has \(range.size) bytes, its descriptor promises \(descriptor.size)"
            )
        }
        guard (0...range.size).contains(offset) else {
            throw ArchiveSetError(
                path: range.path,
                message: "its member `\(member)` has \(range.size) bytes, none at \(offset)"
            )
        }
        return try range.stream(from: offset)
    }

    /// The digest of a tag in a repository, from the links of the storage.
    package func digest(of tag: Tag, in repository: RepositoryName) -> Digest? {
        table.digest(of: tag, in: repository)
    }

    /// Whether a tag of a repository names a manifest; an earlier archive may have the manifest.
    package func isTagged(_ digest: Digest, in repository: RepositoryName) -> Bool {
        table.isTagged(digest, in: repository)
    }

    /// Repositories that, according to a foreign archive, hold a blob this archive lacks, sorted.
    package func repositories(holding blob: Digest) -> [RepositoryName] {
        (table.holders[blob] ?? []).sorted { $0.description < $1.description }
    }

    /// The manifests with a tag in any repository, each once and sorted: cosign's tags mean the same everywhere.
    package func digests(of tag: Tag) -> [Digest] { table.digests(of: tag) }

    /// Treats a blob as missing.
    mutating func lose(_ digest: Digest) {
        damaged.insert(digest)
        table.remove(digest)
    }

    /// The place of a blob, and the name of its member.
    func place(of digest: Digest) throws(ArchiveSetError) -> (range: FileRange, member: String) {
        let member = StoragePath.blob(digest)
        guard let place = table.blobs[digest] else {
            throw ArchiveSetError(
                path: folder,
                message: "the archive does not have \(digest)",
                remedy: "Another archive brought it, or none. `mirror plan \(OptionName.reportMissing) "
                    + "FILE` writes down "
                    + "the content to send again."
            )
        }
        return (try range(of: place, member), member)
    }

    /// The byte range of a place.
    func range(of place: MemberTable.Place, _ member: String) throws(ArchiveSetError) -> FileRange {
        switch place {
        case .volume(let position, let offset, let size):
            let volume = volumes[position]
            return FileRange(path: volume.path, fileSize: volume.size, offset: offset, size: size)
        case .file(let size):
            guard let storage else { throw ArchiveSetError(path: folder, message: "it has no file `\(member)`") }
            return FileRange(path: try storage.path(of: member), fileSize: size, offset: 0, size: size)
        }
    }

    /// The error for a blob that did not match its digest while it was read; `nil` if the archive does not have it.
    package func damage(_ mismatch: ContentMismatch) -> ArchiveSetError? {
        guard let (range, _) = try? place(of: mismatch.expected.digest) else { return nil }
        return Self.damaged(range.path, at: range.offset, mismatch.expected.digest, "found \(mismatch.found)")
    }

    /// The error for a blob that does not match its digest.
    static func damaged(_ path: String, at offset: Int64, _ digest: Digest, _ found: String) -> ArchiveSetError {
        ArchiveSetError(
            path: path,
            message:
                "its member `\(StoragePath.blob(digest))` at \(offset) is damaged: \(found), expected \(digest)",
            remedy: ArchiveSetError.copyAgain
                + " If it is lost there too, `mirror plan \(OptionName.reportMissing) FILE` writes down the content "
                + "to send again."
        )
    }
}
