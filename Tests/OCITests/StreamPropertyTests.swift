// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import OCI
import TestSupport
import Testing

@Suite("Every verified stream")
struct StreamPropertyTests {
    private static let content = Array("the bytes of a blob".utf8)

    /// Streams bytes in random chunks, some of them empty, and answers what came before the end or the error.
    private func stream(
        _ bytes: [UInt8],
        algorithm: Digest.Algorithm,
        using generator: inout SeededGenerator
    ) async -> (passed: [UInt8], error: ContentMismatch?) {
        var chunks: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            chunks.append(Array(rest.prefix(Int.random(in: 0...6, using: &generator))))
            rest = rest.dropFirst(chunks.last?.count ?? 0)
        }
        let digest = Digest(of: Self.content, algorithm: algorithm)
        let promised = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(Self.content.count))
        let stream = VerifiedStream(Chunks(chunks), as: promised)
        var passed: [UInt8] = []
        do {
            while let chunk = try await stream.next() { passed += chunk }
            return (passed, nil)
        } catch {
            return (passed, error as? ContentMismatch)
        }
    }

    @Test("passes the promised bytes in whatever chunks they come", arguments: Digest.Algorithm.allCases)
    func passes(algorithm: Digest.Algorithm) async {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<100 {
            let result = await stream(Self.content, algorithm: algorithm, using: &generator)
            #expect(result.passed == Self.content)
            #expect(result.error == nil)
        }
    }

    @Test("never hands out all bytes of anything else", arguments: Digest.Algorithm.allCases)
    func refuses(algorithm: Digest.Algorithm) async {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<200 {
            var bytes = Self.content
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            let found: (ContentMismatch) -> Bool
            switch Int.random(in: 0..<3, using: &generator) {
            case 0:
                bytes[at] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
                let digest = Digest(of: bytes, algorithm: algorithm)
                found = { $0.found == "\(digest)" }
            case 1:
                bytes.removeLast(at + 1)
                let count = bytes.count
                found = { $0.found == "\(count) bytes" }
            default:
                bytes += generator.bytes(at + 1)
                found = { $0.found == "more bytes than that" }
            }
            let result = await stream(bytes, algorithm: algorithm, using: &generator)
            guard let error = result.error else {
                Issue.record("\(bytes) passed")
                continue
            }
            #expect(found(error), "\(error)")
            #expect(result.passed != bytes || bytes.count < Self.content.count)
            #expect(Self.content.starts(with: result.passed) || bytes.starts(with: result.passed))
        }
    }

    @Test("says what was promised, what came, and that nothing was kept")
    func words() {
        let digest = Digest(of: Self.content)
        let promised = Descriptor(mediaType: .ociLayer, digest: digest, size: 19)
        #expect(
            ContentMismatch(expected: promised, found: "3 bytes").description
                == "expected \(digest) of 19 bytes, found 3 bytes; nothing of it was kept"
        )
    }

    @Test("of nothing has to be promised as nothing")
    func empty() async throws {
        let nothing = Descriptor(mediaType: .ociEmpty, digest: Digest(of: []), size: 0)
        #expect(try await VerifiedStream(Chunks([]), as: nothing).next() == nil)
        let wrong = Descriptor(mediaType: .ociEmpty, digest: Digest(of: [1]), size: 0)
        await #expect(throws: ContentMismatch.self) { try await VerifiedStream(Chunks([]), as: wrong).next() }
    }
}
