// SPDX-License-Identifier: Apache-2.0

import ByteStreams

/// Bytes in memory as a stream, in pieces.
package actor MemoryStream: ByteStream {
    private var rest: ArraySlice<UInt8>
    private let piece: Int
    private let failure: (any Error)?

    /// Makes a stream that ends, or that throws `failure` where it would end.
    package init(_ bytes: [UInt8], piece: Int = 64 * 1024, failure: (any Error)? = nil) {
        rest = bytes[...]
        self.piece = piece
        self.failure = failure
    }

    package func next() async throws -> [UInt8]? {
        guard !rest.isEmpty else {
            if let failure { throw failure }
            return nil
        }
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
    }
}
