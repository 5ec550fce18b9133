// SPDX-License-Identifier: Apache-2.0

/// A stream of bytes in memory.
package actor ByteArrayStream: ByteStream {
    private static let chunkSize = 256 << 10

    private var rest: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    package func next() async throws -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(Self.chunkSize) }
        return Array(rest.prefix(Self.chunkSize))
    }
}
