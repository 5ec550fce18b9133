// SPDX-License-Identifier: Apache-2.0

import Cache
import OCI

/// The reduced documents of a layer, written one after the other into a file of the cache while they are read.
///
/// Unless it is kept, the file is removed with its last reference.
final class DocumentDraft: Sendable {
    private static let bufferSize = 256 << 10

    /// The bytes that have not reached the file yet.
    struct Writer {
        fileprivate var buffer: [UInt8] = []
        fileprivate var hasher = DigestHasher(.sha256)
        /// The number of bytes so far.
        fileprivate(set) var count: Int64 = 0
    }

    private let cache: DiskCache
    private let draft: DiskCache.Draft

    init(in cache: DiskCache) throws {
        self.cache = cache
        draft = try cache.makeDraft()
    }

    deinit { draft.discard() }

    /// Adds a document; returns its position.
    func append(_ bytes: [UInt8], _ writer: inout Writer) throws -> Int64 {
        let start = writer.count
        writer.buffer += bytes
        writer.count += Int64(bytes.count)
        if writer.buffer.count >= Self.bufferSize { try flush(&writer) }
        return start
    }

    /// Writes the rest; returns the digest of the whole file.
    func finish(_ writer: inout Writer) throws -> Digest {
        try flush(&writer)
        return writer.hasher.finalize()
    }

    /// Turns the file into a blob of the cache.
    func keep(as digest: Digest) throws { try cache.keep(draft, as: digest) }

    private func flush(_ writer: inout Writer) throws {
        writer.hasher.update(writer.buffer)
        try draft.append(writer.buffer)
        writer.buffer.removeAll(keepingCapacity: true)
    }
}
