// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Foundation
import HTTPTransport
import Scheduling
import TestSupport
import Testing

@Suite("A transport below ceilings")
struct PacedTransportTests {
    /// A clock that only sleeping moves, and the sum of the sleeps.
    private final class Sleeper: Sendable {
        private let state = Guarded(Duration.zero)
        var slept: Duration { state.withLock { $0 } }

        var time: TimeSource {
            TimeSource(now: { .distantPast }, uptime: { self.slept }) { duration in
                self.state.withLock { $0 += duration }
            }
        }
    }

    /// A transport without a network, which answers every request with so many bytes.
    private struct Echo: HTTPTransport {
        let size: Int

        func exchange<Result: Sendable>(
            _ request: HTTPRequest,
            _ handle: (HTTPResponse) async throws -> Result
        ) async throws -> Result {
            if case .stream(let stream, _) = request.body { while try await stream.next() != nil {} }
            let body = MemoryStream([UInt8](repeating: 7, count: size))
            return try await handle(HTTPResponse(status: 200, headers: [:], body: body))
        }
    }

    @Test("sends each host so many requests in a second, however many hosts there are")
    func requests() async throws {
        let sleeper = Sleeper()
        let transport = PacedTransport(Echo(size: 1), .init(requestsPerSecond: 10), time: sleeper.time)
        for _ in 0..<31 { _ = try await transport.send(HTTPRequest(.get, "https://a.example/x"), limit: 10) }
        #expect(sleeper.slept == .seconds(3))
        _ = try await transport.send(HTTPRequest(.get, "https://b.example/x"), limit: 10)
        #expect(sleeper.slept == .seconds(3))
    }

    @Test("moves so many bytes in a second, in either direction")
    func bytes() async throws {
        let sleeper = Sleeper()
        let transport = PacedTransport(Echo(size: 1000), .init(bytesPerSecond: 500), time: sleeper.time)
        for _ in 0..<3 { _ = try await transport.send(HTTPRequest(.get, "https://a.example/x"), limit: 1000) }
        #expect(sleeper.slept == .seconds(4))
        var put = HTTPRequest(.put, "https://a.example/x")
        put.body = .stream(MemoryStream([UInt8](repeating: 1, count: 500)), length: 500)
        for _ in 0..<5 { _ = try await transport.exchange(put) { $0.status } }
        // Sending has a pace of its own, and was idle until now.
        #expect(sleeper.slept >= .seconds(4) && sleeper.slept <= .seconds(9))
    }

    @Test("changes nothing of what is sent and received")
    func content() async throws {
        let sleeper = Sleeper()
        let ceilings = NetworkCeilings(requestsPerSecond: 5, bytesPerSecond: 100)
        let transport = PacedTransport(Echo(size: 300), ceilings, time: sleeper.time)
        let answer = try await transport.send(HTTPRequest(.get, "https://a.example/x"), limit: 300)
        #expect(answer.status == 200 && answer.body == [UInt8](repeating: 7, count: 300))
    }
}
