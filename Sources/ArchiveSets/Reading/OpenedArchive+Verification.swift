// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
import Scheduling

extension OpenedArchive {
    /// The number of blobs that are read at once: one is hashed while the disk reads the other.
    private static let readers = 2

    /// Reads blobs and compares them with their digests; throws for the first damaged one.
    ///
    /// `progress` receives the number of bytes while they are read.
    package func verify(
        _ digests: [Digest],
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws {
        _ = try await concurrentMap(places(of: digests), limit: Self.readers) { digest, range in
            try await Self.verify(digest, range, progress)
        }
    }

    /// Reads every blob and manifest, and treats damaged ones as lost.
    ///
    /// Returns the archive without them, and the damages in the order on the disk. `progress` receives the number of bytes
    /// while they are read; those of a damaged one that are not read are reported with it. Throws if a file is gone or has
    /// changed.
    package func leavingOutDamaged(
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> (content: OpenedArchive, damages: [ArchiveSetError]) {
        let found = try await concurrentMap(places(of: digests), limit: Self.readers) { digest, range in
            let read = ByteCounter()
            do {
                try await Self.verify(digest, range) { bytes in
                    _ = read.add(bytes)
                    progress(bytes)
                }
                return (digest: digest, damage: ArchiveSetError?.none)
            } catch let error as ArchiveSetError {
                // An unplugged disk is not a loss.
                try range.open().close()
                progress(range.size - read.add(0))
                return (digest, error)
            }
        }
        var content = self
        for (digest, damage) in found where damage != nil { content.lose(digest) }
        return (content, found.compactMap(\.damage))
    }

    /// The places of blobs, in the best order for a disk.
    private func places(of digests: some Sequence<Digest>) throws(ArchiveSetError) -> [(Digest, FileRange)] {
        var places: [(Digest, FileRange)] = []
        for digest in Set(digests) { places.append((digest, try place(of: digest).range)) }
        return places.sorted { ($0.1.path, $0.1.offset) < ($1.1.path, $1.1.offset) }
    }

    private static func verify(
        _ digest: Digest,
        _ range: FileRange,
        _ progress: @escaping @Sendable (Int64) -> Void
    ) async throws {
        let found = try await cancellableBlocking { isCancelled in
            let handle = try range.open()
            defer { try? handle.close() }
            var hasher = DigestHasher(digest.algorithm)
            while hasher.count < range.size {
                guard !isCancelled() else { throw CancellationError() }
                let chunk = try handle.chunk(of: range.path, upTo: range.size - hasher.count)
                hasher.update(chunk)
                progress(Int64(chunk.count))
            }
            return hasher.finalize()
        }
        guard found == digest else { throw damaged(range.path, at: range.offset, digest, "its digest is \(found)") }
    }
}
