// SPDX-License-Identifier: Apache-2.0

import ByteStreams
package import Scheduling

/// The ceilings that a user gave for what goes over the network.
package struct NetworkCeilings: Sendable, Equatable {
    /// The number of requests that each host gets in a second.
    package var requestsPerSecond: Int?
    /// The bytes that move in a second in either direction, over all connections.
    package var bytesPerSecond: Int64?

    package init(requestsPerSecond: Int? = nil, bytesPerSecond: Int64? = nil) {
        self.requestsPerSecond = requestsPerSecond
        self.bytesPerSecond = bytesPerSecond
    }
}

/// A transport that keeps another one below the ceilings of a user.
package struct PacedTransport: HTTPTransport {
    private struct Paces {
        var requests: [String: Pace] = [:]
        var received: Pace?
        var sent: Pace?
    }

    private let transport: any HTTPTransport
    private let ceilings: NetworkCeilings
    private let time: TimeSource
    private let paces: Guarded<Paces>

    package init(_ transport: any HTTPTransport, _ ceilings: NetworkCeilings, time: TimeSource = .system) {
        self.transport = transport
        self.ceilings = ceilings
        self.time = time
        let bytes = ceilings.bytesPerSecond.map { Pace(perSecond: Double($0)) }
        paces = Guarded(Paces(received: bytes, sent: bytes))
    }

    package func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        try await wait(turn(of: request))
        var request = request
        if ceilings.bytesPerSecond != nil, case .stream(let stream, let length) = request.body {
            request.body = .stream(
                PacedStream(stream: stream) { try await self.wait(self.sending($0)) },
                length: length
            )
        }
        return try await transport.exchange(request) { response in
            guard ceilings.bytesPerSecond != nil else { return try await handle(response) }
            let body = PacedStream(stream: response.body) { try await self.wait(self.receiving($0)) }
            return try await handle(HTTPResponse(status: response.status, headers: response.headers, body: body))
        }
    }

    /// How long a request has to wait for its turn at its host.
    private func turn(of request: HTTPRequest) -> Duration {
        guard let rate = ceilings.requestsPerSecond else { return .zero }
        let host = WebAddress(request.url)?.authority ?? request.url
        let now = time.uptime()
        return paces.withLock { $0.requests[host, default: Pace(perSecond: Double(rate))].take(at: now) }
    }

    private func receiving(_ count: Int) -> Duration {
        let now = time.uptime()
        return paces.withLock { $0.received?.take(Double(count), at: now) ?? .zero }
    }

    private func sending(_ count: Int) -> Duration {
        let now = time.uptime()
        return paces.withLock { $0.sent?.take(Double(count), at: now) ?? .zero }
    }

    private func wait(_ duration: Duration) async throws {
        if duration > .zero { try await time.sleep(duration) }
    }
}

/// A stream whose chunks come no faster than its pace.
private struct PacedStream: ByteStream {
    let stream: any ByteStream
    let pace: @Sendable (Int) async throws -> Void

    func next() async throws -> [UInt8]? {
        let chunk = try await stream.next()
        if let chunk { try await pace(chunk.count) }
        return chunk
    }
}
