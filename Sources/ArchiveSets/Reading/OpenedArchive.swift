// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import Diagnostics
import Layouts
package import OCI
import Plans
import Scheduling

/// Everything that the volumes of a folder hold, read in place: nothing is unpacked.
///
/// Archives of others are read the same way, and so is the storage of a registry where a folder is one: an archive
/// that was unpacked, or the cache of oc-mirror.
package struct OpenedArchive: Sendable {
    /// The folder as the user gave it, without `file://`.
    package let folder: String
    /// What was written from our plans, in the order of the volumes; empty for archives of others.
    package let sets: [ArchiveSet]
    /// The volumes and what lies where in them, in their order; empty where the folder is the storage of a registry.
    package let volumes: [ArchiveVolume]
    /// What should be there and is not, in the order of the volumes; always empty unless loss is allowed.
    package let lost: [LostVolume]
    /// What lies beside the volumes, if it can be read.
    package let index: ArchiveIndex?
    /// Why the index beside the volumes cannot be read.
    package let indexProblem: ArchiveSetError?

    /// The blobs and manifests that turned out to be damaged, and count as if they were not there.
    package private(set) var damaged: Set<Digest> = []

    private(set) var table: MemberTable
    /// The storage of a registry where the folder is one.
    let storage: StorageFolder?
    /// What the plans say of documents, by their path.
    let documentDigests: [String: Digest]

    /// Opens the volumes of a folder and makes sure that every set of which one is there is whole, or that later sets
    /// brought again what it lacks.
    ///
    /// Where loss is allowed, volumes that are missing or damaged are listed instead, and a set is there without them
    /// as long as its plan is. Throws `ArchiveSetError`.
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

    /// Whether everything that is lost is there in another volume.
    private var hasReplacedLosses: Bool {
        !lost.isEmpty && unknownLosses.isEmpty && lost.allSatisfy { $0.blobs?.allSatisfy(contains) ?? false }
    }

    /// The volumes that are lost with the plan of their set, where no later set tells what they brought.
    package var unknownLosses: [LostVolume] {
        let last = sets.flatMap(\.volumes).max()
        return lost.filter { volume in
            !sets.contains { $0.plan.id == volume.plan } && last.map { volume.name > $0 } ?? true
        }
    }

    /// Whether a blob or manifest is there.
    package func contains(_ digest: Digest) -> Bool { table.blobs[digest] != nil }

    /// The length of a blob or manifest in bytes, or `nil` where it is not there.
    package func size(of digest: Digest) -> Int64? { table.blobs[digest]?.size }

    /// All blobs and manifests, in no order.
    package var digests: some Sequence<Digest> & Sendable { table.blobs.keys }

    /// The repositories that the archive has manifests or tags of, sorted by name.
    package var repositories: [RepositoryName] {
        table.repositories.sorted { $0.description < $1.description }
    }

    /// The number of tags in all repositories.
    package var tagCount: Int { table.tagCount }

    /// Returns a manifest; it is verified.
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

    /// The manifest that a tag names in a repository, by the links of the storage.
    package func digest(of tag: Tag, in repository: RepositoryName) -> Digest? {
        table.digest(of: tag, in: repository)
    }

    /// Whether a tag of a repository names a manifest, which may have been carried by an earlier archive.
    package func isTagged(_ digest: Digest, in repository: RepositoryName) -> Bool {
        table.isTagged(digest, in: repository)
    }

    /// Repositories that, according to a foreign archive, hold a blob this archive lacks, sorted.
    package func repositories(holding blob: Digest) -> [RepositoryName] {
        (table.holders[blob] ?? []).sorted { $0.description < $1.description }
    }

    /// The manifests that a tag names in all repositories, each once and sorted: cosign's tags mean the same everywhere.
    package func digests(of tag: Tag) -> [Digest] { table.digests(of: tag) }

    /// Takes a blob for one that is not there.
    mutating func lose(_ digest: Digest) {
        damaged.insert(digest)
        table.remove(digest)
    }

    /// Where a blob lies, and the name of the member that it is.
    func place(of digest: Digest) throws(ArchiveSetError) -> (range: FileRange, member: String) {
        let member = StoragePath.blob(digest)
        guard let place = table.blobs[digest] else {
            throw ArchiveSetError(
                path: folder,
                message: "the archive does not have \(digest)",
                remedy: "It was brought by another archive, or never. `mirror plan \(OptionName.reportMissing) "
                    + "FILE` writes down "
                    + "what has to be sent again."
            )
        }
        return (try range(of: place, member), member)
    }

    /// The bytes of a place.
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

    /// The error for a blob that turned out, while it was read, not to be the one of its digest; `nil` where the archive
    /// does not have it.
    package func damage(_ mismatch: ContentMismatch) -> ArchiveSetError? {
        guard let (range, _) = try? place(of: mismatch.expected.digest) else { return nil }
        return Self.damaged(range.path, at: range.offset, mismatch.expected.digest, "found \(mismatch.found)")
    }

    /// What a blob turned out to be that is not the one of its digest.
    static func damaged(_ path: String, at offset: Int64, _ digest: Digest, _ found: String) -> ArchiveSetError {
        ArchiveSetError(
            path: path,
            message:
                "its member `\(StoragePath.blob(digest))` at \(offset) is damaged: \(found), expected \(digest)",
            remedy: ArchiveSetError.copyAgain
                + " If it is lost there too, `mirror plan \(OptionName.reportMissing) FILE` writes down what "
                + "has to be sent again."
        )
    }
}
