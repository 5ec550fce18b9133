// SPDX-License-Identifier: Apache-2.0

/// A stream that passes bytes on and reports how many arrive.
package struct WatchedStream: ByteStream {
    private let source: any ByteStream
    private let arrived: @Sendable (Int) -> Void

    package init(_ source: any ByteStream, _ arrived: @escaping @Sendable (Int) -> Void) {
        self.source = source
        self.arrived = arrived
    }

    package func next() async throws -> [UInt8]? {
        guard let chunk = try await source.next() else { return nil }
        arrived(chunk.count)
        return chunk
    }
}
