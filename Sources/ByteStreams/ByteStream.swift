// SPDX-License-Identifier: Apache-2.0

/// Bytes that arrive in order, a chunk at a time, as fast as the reader asks for them.
///
/// One task reads a stream at a time. A stream that ends early throws: the end that
/// `next()` reports is always the true one.
package protocol ByteStream: Sendable {
    /// Returns the next chunk, never an empty one, or `nil` at the end.
    func next() async throws -> [UInt8]?
}

extension ByteStream {
    /// Reads the rest of the stream into memory, at most `limit` bytes.
    ///
    /// Throws `StreamLimitExceeded` when the stream is longer, or what the stream throws.
    package func collect(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await next() {
            guard bytes.count + chunk.count <= limit else { throw StreamLimitExceeded(limit: limit) }
            bytes += chunk
        }
        return bytes
    }

    /// Reads the beginning of a stream; one that breaks off gives what it gave.
    package func beginning(limit: Int) async -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit, let chunk = try? await next() { bytes += chunk }
        return Array(bytes.prefix(limit))
    }
}

/// A stream was longer than its reader is willing to hold in memory.
package struct StreamLimitExceeded: Error, CustomStringConvertible {
    /// The most bytes that were allowed.
    package let limit: Int

    package var description: String { "longer than the \(limit) bytes that are allowed here" }
}
