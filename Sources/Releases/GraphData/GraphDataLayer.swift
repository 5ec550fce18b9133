// SPDX-License-Identifier: Apache-2.0

import Archives
import ByteStreams
import Cache
import Downloads
import Foundation
import OCI
import Scheduling

/// Makes the layer with the data of the update graph: the same bytes for the same files, in whatever order they come.
struct GraphDataLayer: Sendable {
    let downloader: Downloader
    let cache: DiskCache
    let url: String

    /// The maximum number of bytes after the end of the archive: padding, and the end of its compression.
    private static let trailLimit = 16 << 20

    /// Downloads the archive and stores the layer in the cache.
    func make() async throws -> (digest: Digest, size: Int64) {
        let spool = try await blocking { [cache] in try cache.makeDraft() }
        defer { spool.discard() }
        do {
            let members = try await download(to: spool)
            return try await write(members, from: spool)
        } catch let error as ArchiveError {
            throw GraphDataError.archive(url: url, "\(error)")
        } catch let error as MemberError {
            throw GraphDataError.archive(url: url, error.description)
        }
    }

    private func download(to spool: DiskCache.Draft) async throws -> GraphDataMembers {
        try await downloader.stream(url, mayReadAgain: true) { stream in
            let members = try await TarReader.reading(
                stream,
                name: "the archive",
                limit: GraphDataMembers.countLimit
            ) { reader in
                // Drop the data of an attempt that broke off.
                try spool.file.truncate(atOffset: 0)
                return try GraphDataMembers(reader, spool: spool.file)
            }
            // Only the true end shows that nothing was cut off.
            _ = try await stream.collect(limit: Self.trailLimit)
            return members
        }
    }

    private func write(
        _ members: GraphDataMembers,
        from spool: DiskCache.Draft
    ) async throws -> (digest: Digest, size: Int64) {
        try await blocking { [cache] in
            let draft = try cache.makeDraft()
            defer { draft.discard() }
            var hasher = DigestHasher(.sha256)
            let writer = TarWriter { bytes in
                hasher.update(bytes)
                try draft.append(bytes)
            }
            try members.write(to: writer, spool: spool.file)
            let digest = hasher.finalize()
            try cache.keep(draft, as: digest)
            return (digest, hasher.count)
        }
    }
}
