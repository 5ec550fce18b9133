// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Scheduling

/// Serves the given chunks, counts what was taken, and ends as it is told.
struct ChunkStream: ByteStream {
    /// What comes after the last chunk.
    enum End: Sendable {
        case regular
        case failure(any Error)
        /// Nothing, until the reading task is cancelled.
        case never
    }

    let taken = Guarded(0)
    let end: End
    private let rest: Guarded<[[UInt8]]>

    init(_ chunks: [[UInt8]], end: End = .regular) {
        rest = Guarded(chunks)
        self.end = end
    }

    /// Serves `count` bytes in chunks of 256 KiB.
    init(count: Int, end: End = .regular) {
        let chunk = [UInt8](repeating: 7, count: 256 * 1024)
        let whole = Array(repeating: chunk, count: count / chunk.count)
        let remainder = count % chunk.count
        self.init(remainder == 0 ? whole : whole + [Array(chunk[..<remainder])], end: end)
    }

    func next() async throws -> [UInt8]? {
        let chunk = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let chunk {
            taken.withLock { $0 += chunk.count }
            return chunk
        }
        switch end {
        case .regular: return nil
        case .failure(let error): throw error
        case .never:
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
    }
}

/// A failure that only the tests throw.
struct Mishap: Error, Equatable {}

extension CurlTransport {
    /// A transport without proxies, with what a test wants to be different.
    static func forTests(_ change: (inout CurlTransportOptions) -> Void = { _ in }) -> CurlTransport {
        var options = CurlTransportOptions(version: "1.2.3")
        change(&options)
        return CurlTransport(options)
    }

    /// Sends a request whose answer is small.
    func send(_ request: HTTPRequest) async throws -> HTTPMessage {
        try await send(request, limit: 1024 * 1024)
    }
}

/// Waits until `value` has stopped changing, and returns it.
func settled(_ value: () -> Int) async throws -> Int {
    var last = value()
    var unchanged = 0
    while unchanged < 10 {
        try await Task.sleep(for: .milliseconds(30))
        let now = value()
        unchanged = now == last && now > 0 ? unchanged + 1 : 0
        last = now
    }
    return last
}
