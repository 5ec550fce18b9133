// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import ByteStreams
package import OCI
import Registry

/// The place of an archived image's content: the archive, or the target for content of earlier archives.
package struct ArchivePlace: Sendable {
    private let archive: OpenedArchive
    private let target: RegistryClient?
    /// The repositories at the target that may have the image, sorted.
    private let repositories: [Repository]
    /// Whether an earlier archive carried the image.
    private let isKnown: Bool

    init(archive: OpenedArchive, target: RegistryClient? = nil, repositories: [Repository] = [], isKnown: Bool) {
        self.archive = archive
        self.target = target
        self.repositories = repositories
        self.isKnown = isKnown
    }

    /// Whether all of an image is in the archive or at the target; images at the target are complete.
    func hasWhole(_ digest: Digest, platforms: [Platform]) async throws -> Bool {
        guard archive.contains(digest) else {
            return try await isAtTarget { try await $0.head($1, .digest(digest)) != nil }
        }
        do {
            let tree = try await ImageTree.read(digest, platforms: platforms, manifest)
            for blob in tree.blobs where !archive.contains(blob.digest) {
                guard try await isAtTarget({ try await $0.blobExists($1, blob.digest) }) else { return false }
            }
            return true
        } catch is ImageNotArchived {
            return false
        }
    }

    private func isAtTarget(_ found: (RegistryClient, Repository) async throws -> Bool) async throws -> Bool {
        guard let target else { return false }
        for repository in repositories where try await found(target, repository) { return true }
        return false
    }

    /// Adds the place in the archive to an error about wrong content.
    package func explaining(_ mismatch: ContentMismatch) -> any Error { archive.damage(mismatch) ?? mismatch }

    /// Returns the manifest with the given digest, verified.
    package func manifest(_ digest: Digest) async throws -> Manifest {
        if archive.contains(digest) { return try await archive.manifest(digest) }
        return try await elsewhere(digest) { try await $0.manifest($1, .digest(digest)) }
    }

    /// Passes a blob's bytes from `offset` on to `read`; they are not verified.
    package func blob<Result: Sendable>(
        _ descriptor: Descriptor,
        from offset: Int64,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        if archive.contains(descriptor.digest) { return try await read(archive.blob(descriptor, from: offset)) }
        return try await elsewhere(descriptor.digest) { try await $0.blob($1, descriptor, from: offset, read) }
    }

    /// Passes a blob to `read`, again from its start if the transfer breaks off; the bytes are not verified.
    package func wholeBlob<Result: Sendable>(
        _ descriptor: Descriptor,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        if archive.contains(descriptor.digest) { return try await read(archive.blob(descriptor)) }
        return try await elsewhere(descriptor.digest) { try await $0.wholeBlob($1, descriptor, read) }
    }

    /// Asks the target for content that the archive does not have.
    private func elsewhere<Result>(
        _ digest: Digest,
        _ body: (RegistryClient, Repository) async throws -> Result
    ) async throws -> Result {
        for repository in repositories {
            guard let target else { break }
            do {
                return try await body(target, repository)
            } catch let error as RegistryError where error.kind == .notFound {
                continue
            }
        }
        let subject: ImageNotArchived.Subject =
            !isKnown ? .content(digest) : archive.isSequenced ? .sequenced(digest) : .carried(digest)
        throw ImageNotArchived(subject, folder: archive.folder)
    }
}
