// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import OCI

/// Passes bytes on and reports their number.
struct MeteredStream: ByteStream {
    private let source: any ByteStream
    private let blob: Digest
    private let events: @Sendable (ApplyEvent) -> Void

    init(_ source: any ByteStream, of blob: Digest, events: @escaping @Sendable (ApplyEvent) -> Void) {
        self.source = source
        self.blob = blob
        self.events = events
    }

    func next() async throws -> [UInt8]? {
        guard let chunk = try await source.next() else { return nil }
        events(.transferred(Int64(chunk.count), of: blob))
        return chunk
    }
}

/// Passes the next `length` bytes of a stream on and hashes them.
actor HashingStream: ByteStream {
    private let source: PartedStream
    private var remaining: Int64
    private(set) var hasher: DigestHasher

    init(_ source: PartedStream, _ hasher: DigestHasher, length: Int64) {
        self.source = source
        self.hasher = hasher
        remaining = length
    }

    func next() async throws -> [UInt8]? {
        guard remaining > 0, let chunk = try await source.next(upTo: remaining) else { return nil }
        hasher.update(chunk)
        remaining -= Int64(chunk.count)
        return chunk
    }
}
