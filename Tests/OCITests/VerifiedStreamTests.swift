// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import OCI
import Testing

@Suite("A verified stream")
struct VerifiedStreamTests {
    private let chunks: [[UInt8]] = [[1, 2, 3], [4, 5], [6]]

    private var descriptor: Descriptor {
        let bytes = chunks.flatMap(\.self)
        return Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count))
    }

    @Test("passes the promised bytes on")
    func passes() async throws {
        let stream = VerifiedStream(Chunks(chunks), as: descriptor)
        #expect(try await stream.collect(limit: 100) == chunks.flatMap(\.self))
    }

    @Test("never hands out the last chunk of wrong bytes")
    func withholdsTheLastChunk() async throws {
        let stream = VerifiedStream(Chunks([[1, 2, 3], [4, 5], [7]]), as: descriptor)
        #expect(try await stream.next() == [1, 2, 3])
        #expect(try await stream.next() == [4, 5])
        await #expect(throws: ContentMismatch.self) { try await stream.next() }
    }

    @Test("fails on too few and on too many bytes", arguments: [[[1, 2, 3]], [[1, 2, 3], [4, 5], [6], [7]], []])
    func lengths(chunks: [[UInt8]]) async throws {
        let stream = VerifiedStream(Chunks(chunks), as: descriptor)
        await #expect(throws: ContentMismatch.self) { try await stream.collect(limit: 100) }
    }
}
