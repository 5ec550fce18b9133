// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
import Scheduling

extension ArchiveContent {
    /// How many blobs are read at once: one is hashed while the disk brings the other.
    private static let readers = 2

    /// Reads blobs and compares them with their digests; throws for the first that is not whole.
    ///
    /// `progress` is told of bytes as they are read.
    package func verify(
        _ digests: [Digest],
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws {
        let places = try Set(digests).map { digest throws(ArchiveSetError) in (digest, try place(of: digest).range) }
        // In the order in which a disk reads best.
        let sorted = places.sorted { ($0.1.path, $0.1.offset) < ($1.1.path, $1.1.offset) }
        _ = try await concurrentMap(sorted, limit: Self.readers) { digest, range in
            try await Self.verify(digest, range, progress)
        }
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
        guard found == digest else { throw damaged(range.path, at: range.offset, digest, found) }
    }
}
