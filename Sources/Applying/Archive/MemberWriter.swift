// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import OCI
import Plans
import Scheduling

/// Streams a blob from its source to its place in a volume, hashing it on the way.
struct MemberWriter: Sendable {
    let source: ContentSource
    let retry: RetryPolicy
    let events: @Sendable (ApplyEvent) -> Void

    /// The bytes that are gathered before they are written.
    private static let writeSize = 1 << 20

    /// How far a blob has come.
    private struct Progress {
        var hasher: DigestHasher
    }

    /// Writes a blob unless an earlier run did; tells whether it was written now.
    func write(_ blob: BlobTransfer, to placed: ArchiveLayout.Placed, of draft: VolumeDraft) async throws -> Bool {
        let isThere = try await blocking { try draft.holds(placed, blob.digest) }
        if isThere { return false }
        let descriptor = Descriptor(mediaType: .ociLayer, digest: blob.digest, size: blob.size)
        let place = try ContentPlace(blob.source)
        try await TransferAttempts(retry: retry, events: events).run(blob.digest) { (progress: inout Progress?) in
            let start = progress ?? Progress(hasher: DigestHasher(blob.digest.algorithm))
            let sink = MemberSink(draft: draft, placed: placed, hasher: start.hasher, expected: descriptor)
            do {
                try await source.blob(descriptor, at: place, from: start.hasher.count) { stream in
                    let metered = MeteredStream(stream, events: events)
                    while let chunk = try await metered.next() { try await sink.add(chunk, flushingAt: Self.writeSize) }
                    try await sink.finish()
                }
            } catch {
                // What was written stays: the next attempt carries on behind it.
                if !(error is ContentMismatch) { progress = Progress(hasher: await sink.written) }
                throw error
            }
        }
        return true
    }
}

/// The place of one member, filled from its beginning.
private actor MemberSink {
    private let draft: VolumeDraft
    private let placed: ArchiveLayout.Placed
    private let expected: Descriptor
    /// The hash of what is on the disk.
    private(set) var written: DigestHasher
    private var pending: [UInt8] = []

    init(draft: VolumeDraft, placed: ArchiveLayout.Placed, hasher: DigestHasher, expected: Descriptor) {
        self.draft = draft
        self.placed = placed
        self.expected = expected
        written = hasher
    }

    func add(_ chunk: [UInt8], flushingAt limit: Int) async throws {
        guard written.count + Int64(pending.count + chunk.count) <= expected.size else {
            throw ContentMismatch(expected: expected, found: "more bytes than that")
        }
        pending += chunk
        if pending.count >= limit { try await flush() }
    }

    func finish() async throws {
        try await flush()
        guard written.count == expected.size else {
            throw ContentMismatch(expected: expected, found: "\(written.count) bytes")
        }
        let found = written.finalize()
        guard found == expected.digest else { throw ContentMismatch(expected: expected, found: "\(found)") }
        let (draft, placed) = (draft, placed)
        try await blocking { try draft.complete(placed) }
    }

    private func flush() async throws {
        guard !pending.isEmpty else { return }
        let bytes = pending
        pending = []
        let offset = placed.dataOffset + written.count
        let draft = draft
        written = try await blocking { [hasher = written] in
            var hasher = hasher
            hasher.update(bytes)
            try draft.write(bytes, at: offset)
            return hasher
        }
    }
}
