// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import OCI
import Plans
import Scheduling

/// Streams a blob from its source to its place in a volume, hashing it on the way.
struct MemberWriter: Sendable {
    let source: ContentReader
    let retry: RetryPolicy
    let outages: Outages
    let events: @Sendable (ApplyEvent) -> Void

    /// Writes a blob unless an earlier run did; returns whether it was written now.
    func write(_ blob: BlobTransfer, to placed: ArchiveLayout.Placed, of draft: VolumeDraft) async throws -> Bool {
        let isThere = draft.resumes ? try await blocking { try draft.holds(placed, blob.digest) } : false
        if isThere { return false }
        let kept = try await blocking { try draft.noted(of: placed, blob.digest.algorithm) }
        do {
            try await write(blob, to: placed, of: draft, after: kept)
        } catch is ContentMismatch where kept != nil {
            // The disk lost bytes of the earlier run, or their note.
            try await write(blob, to: placed, of: draft, after: nil)
        }
        return true
    }

    /// Writes a blob after the bytes that an earlier run wrote of it.
    private func write(
        _ blob: BlobTransfer,
        to placed: ArchiveLayout.Placed,
        of draft: VolumeDraft,
        after kept: DigestHasher?
    ) async throws {
        let descriptor = Descriptor(mediaType: .ociLayer, digest: blob.digest, size: blob.size)
        var kept = kept
        let place = try blob.source.store()
        let attempts = TransferAttempts(retry: retry, outages: outages, events: events)
        try await attempts.run(blob.digest, from: source.host(of: place)) { (written: inout DigestHasher?) in
            // Written bytes stay: each attempt continues after the one before it.
            var member = MemberContent(
                draft: draft,
                placed: placed,
                expected: descriptor,
                written: written ?? kept ?? DigestHasher(blob.digest.algorithm)
            )
            // Wrong content is fetched from its beginning.
            kept = nil
            do {
                try await source.blob(descriptor, at: place, from: member.written.count) { stream in
                    while let chunk = try await stream.next() {
                        if try await member.add(chunk) { events(.transferred(member.flushed, of: blob.digest)) }
                    }
                    try await member.finish()
                    events(.transferred(member.flushed, of: blob.digest))
                }
            } catch {
                written = member.written
                await member.noteWritten()
                throw error
            }
        }
    }
}

/// The place of one member in a volume, filled from the beginning.
private struct MemberContent {
    let draft: VolumeDraft
    let placed: ArchiveLayout.Placed
    let expected: Descriptor
    /// The hash of the bytes on the disk.
    private(set) var written: DigestHasher
    /// The number of these bytes that are noted for a later run.
    private var noted: Int64 = 0
    /// The number of bytes in the last write.
    private(set) var flushed: Int64 = 0
    private var pending: [[UInt8]] = []
    private var pendingCount = 0
    /// The capacity of the pending bytes; a chunk that arrived slowly is not full.
    private var pendingCapacity = 0

    /// The number of bytes that are collected before a write: few long writes keep threads free.
    private static let writeSize = 512 << 10

    /// The number of bytes that a killed run may have to fetch again.
    private static let noteSize: Int64 = 8 << 20

    init(draft: VolumeDraft, placed: ArchiveLayout.Placed, expected: Descriptor, written: DigestHasher) {
        self.draft = draft
        self.placed = placed
        self.expected = expected
        self.written = written
        noted = written.count
    }

    /// Notes what is written of a long member, so that another run continues there.
    func noteWritten() async {
        guard written.count >= Self.noteSize else { return }
        // What cannot be noted is fetched again.
        _ = try? await blocking { [draft, placed, written] in try draft.note(written.count, of: placed) }
    }

    /// Adds the next bytes; returns whether something was written.
    mutating func add(_ chunk: [UInt8]) async throws -> Bool {
        guard written.count + Int64(pendingCount + chunk.count) <= expected.size else {
            throw ContentMismatch(expected: expected, found: "more bytes than that")
        }
        pending.append(chunk)
        pendingCount += chunk.count
        pendingCapacity += chunk.capacity
        guard pendingCapacity >= Self.writeSize else { return false }
        try await flush()
        return true
    }

    /// Writes the rest, and the header if the content has the expected digest.
    mutating func finish() async throws {
        try await flush()
        guard written.count == expected.size else {
            throw ContentMismatch(expected: expected, found: "\(written.count) bytes")
        }
        let found = written.finalize()
        guard found == expected.digest else { throw ContentMismatch(expected: expected, found: "\(found)") }
        try await blocking { [draft, placed] in try draft.complete(placed) }
    }

    private mutating func flush() async throws {
        let chunks = pending
        flushed = Int64(pendingCount)
        (pending, pendingCount, pendingCapacity) = ([], 0, 0)
        guard !chunks.isEmpty else { return }
        let isDue = written.count + flushed - noted >= Self.noteSize && written.count + flushed < expected.size
        written = try await blocking { [draft, placed, written] in
            var hasher = written
            for chunk in chunks {
                try draft.write(chunk, at: placed.dataOffset + hasher.count)
                hasher.update(chunk)
            }
            if isDue { try draft.note(hasher.count, of: placed) }
            return hasher
        }
        if isDue { noted = written.count }
    }
}
