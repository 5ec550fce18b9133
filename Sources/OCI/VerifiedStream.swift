// SPDX-License-Identifier: Apache-2.0

package import ByteStreams

/// Passes bytes on and fails where they are not the ones that were promised.
///
/// The error comes in place of the end, so a reader that saw the end holds verified bytes.
package actor VerifiedStream: ByteStream {
    private let source: any ByteStream
    private let expected: Descriptor
    private var hasher: DigestHasher

    package init(_ source: any ByteStream, as expected: Descriptor) {
        self.source = source
        self.expected = expected
        hasher = DigestHasher(expected.digest.algorithm)
    }

    package func next() async throws -> [UInt8]? {
        if let chunk = try await source.next() {
            hasher.update(chunk)
            guard hasher.count <= expected.size else {
                throw ContentMismatch(expected: expected, found: "more bytes than that")
            }
            return chunk
        }
        guard hasher.count == expected.size else {
            throw ContentMismatch(expected: expected, found: "\(hasher.count) bytes")
        }
        let digest = hasher.finalize()
        guard digest == expected.digest else { throw ContentMismatch(expected: expected, found: "\(digest)") }
        return nil
    }
}

/// Content is not what its descriptor promises.
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
