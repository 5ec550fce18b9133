// SPDX-License-Identifier: Apache-2.0

import ByteStreams

/// A stream that is read in parts of given lengths: bytes behind the end of a part are kept for the next one.
actor PartedStream {
    private let source: any ByteStream
    private var kept: [UInt8]?

    init(_ source: any ByteStream) { self.source = source }

    /// Returns the next bytes, at most `limit` of them; `nil` at the end of the stream.
    func next(upTo limit: Int64) async throws -> [UInt8]? {
        var bytes: [UInt8]
        if let rest = kept.take() {
            bytes = rest
        } else {
            guard let read = try await source.next() else { return nil }
            bytes = read
        }
        if Int64(bytes.count) > limit {
            kept = Array(bytes[Int(limit)...])
            bytes.removeLast(bytes.count - Int(limit))
        }
        return bytes
    }
}
