// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI

/// Everything that the volumes of a folder hold, read in place: nothing is unpacked.
package struct ArchiveContent: Sendable {
    /// The folder as the user gave it, without `file://`.
    package let folder: String
    /// What was written from our plans, in the order of the volumes; empty for archives of others.
    package let sets: [ArchiveSet]

    /// Opens the volumes of a folder and makes sure that every set of which one is there is whole.
    package static func open(_ folder: String) async throws -> ArchiveContent {
        throw ArchiveSetError(path: folder, message: "archives cannot be read yet")
    }

    /// Whether a blob or manifest is there.
    package func contains(_ digest: Digest) -> Bool { false }

    /// The length of a blob or manifest in bytes, or `nil` where it is not there.
    package func size(of digest: Digest) -> Int64? { nil }

    /// Returns a manifest; it is verified.
    package func manifest(_ digest: Digest) async throws -> Manifest {
        throw ArchiveSetError(path: folder, message: "the archive has no manifest \(digest)")
    }

    /// Streams a blob from an offset to its end; wrap it in `VerifiedStream` to verify it.
    package func blob(_ descriptor: Descriptor, from offset: Int64 = 0) throws(ArchiveSetError) -> any ByteStream {
        throw ArchiveSetError(path: folder, message: "the archive has no blob \(descriptor.digest)")
    }

    /// The paths of the members below a folder that are no part of a registry's storage, sorted.
    package func documents(below folder: String) -> [String] { [] }

    /// Returns such a member, of at most `limit` bytes; of several with one path the last.
    package func document(_ path: String, limit: Int) async throws -> [UInt8]? { nil }

    /// The manifest that a tag names in a repository, by the links of the storage.
    package func digest(of tag: Tag, in repository: RepositoryName) -> Digest? { nil }

    /// The manifests that a tag names in all repositories, each once: cosign's tags mean the same everywhere.
    package func digests(of tag: Tag) -> [Digest] { [] }

    /// Reads blobs and compares them with their digests; throws for the first that is not whole.
    package func verify(
        _ digests: [Digest],
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws {}
}
