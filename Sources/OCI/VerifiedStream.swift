// SPDX-License-Identifier: Apache-2.0

package import ByteStreams

/// A stream that passes bytes on and fails if they are not the promised ones.
///
/// The error replaces the last chunk, so a reader never gets all of the wrong bytes.
package actor VerifiedStream: ByteStream {
    private let source: any ByteStream
    private let expected: Descriptor
    private var hasher: DigestHasher
    private var isVerified = false

    package init(_ source: any ByteStream, as expected: Descriptor) {
        self.source = source
        self.expected = expected
        hasher = DigestHasher(expected.digest.algorithm)
    }

    package func next() async throws -> [UInt8]? {
        guard let chunk = try await source.next() else {
            guard hasher.count == expected.size else {
                throw ContentMismatch(expected: expected, found: "\(hasher.count) bytes")
            }
            try verify()
            return nil
        }
        hasher.update(chunk)
        guard hasher.count <= expected.size else {
            throw ContentMismatch(expected: expected, found: "more bytes than that")
        }
        if hasher.count == expected.size { try verify() }
        return chunk
    }

    private func verify() throws {
        guard !isVerified else { return }
        let digest = hasher.finalize()
        guard digest == expected.digest else { throw ContentMismatch(expected: expected, found: "\(digest)") }
        isVerified = true
    }
}

/// An error that content does not match its descriptor.
package struct ContentMismatch: Error, Sendable, Equatable, CustomStringConvertible {
    package let expected: Descriptor
    package let found: String

    package init(expected: Descriptor, found: String) {
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "expected \(expected.digest) of \(expected.size) bytes, found \(found); nothing of it was kept"
    }
}
