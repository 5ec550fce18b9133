// SPDX-License-Identifier: Apache-2.0

/// Bytes that arrive in order, a chunk at a time, as fast as the reader asks for them.
///
/// One task reads a stream at a time. A stream that ends early throws: an end that `next()` reports is always the
/// true one.
package protocol ByteStream: Sendable {
    /// Returns the next chunk, never an empty one, or `nil` at the end.
    func next() async throws -> [UInt8]?
}

extension ByteStream {
    /// Reads the rest of the stream into memory, at most `limit` bytes.
    ///
    /// Throws `StreamLimitExceeded` if the stream is longer, and the errors of the stream.
    package func collect(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await next() {
            guard bytes.count + chunk.count <= limit else { throw StreamLimitExceeded(limit: limit) }
            bytes += chunk
        }
        return bytes
    }

    /// Reads the beginning of a stream; if the stream fails, returns the bytes that arrived before.
    package func beginning(limit: Int) async -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit, let chunk = try? await next() { bytes += chunk }
        return Array(bytes.prefix(limit))
    }
}

/// An error that a stream is longer than its reader allows in memory.
package struct StreamLimitExceeded: Error, CustomStringConvertible {
    /// The maximum number of bytes.
    package let limit: Int

    package var description: String { "longer than the \(limit) bytes that are allowed here" }
}
