// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Scheduling
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CancellationTests {
    /// Starts `request`, waits until `isUnderWay`, cancels it and expects to hear of nothing else.
    private func cancel(_ request: HTTPRequest, when isUnderWay: () -> Bool) async throws {
        let transport = CurlTransport.forTests()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { _ = try await transport.send(request) }
            }
            while !isUnderWay() { try await Task.sleep(for: .milliseconds(1)) }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test func `a request that waits for its answer is cancelled`() async throws {
        let server = try LoopbackServer { $0.delay(.seconds(600)) }
        try await cancel(HTTPRequest(.get, server.url)) { !server.requests.isEmpty }
    }

    @Test func `a request whose answer is arriving is cancelled`() async throws {
        let isSent = Guarded(false)
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            isSent.withLock { $0 = true }
            exchange.delay(.seconds(600))
        }
        try await cancel(HTTPRequest(.get, server.url)) { isSent.withLock { $0 } }
    }

    @Test func `an upload whose source is slow is cancelled`() async throws {
        let server = try LoopbackServer { _ = try $0.readBody() }
        let body = HTTPRequest.Body.stream(ChunkStream([[1]], end: .never), length: 10)
        try await cancel(HTTPRequest(.put, server.url, body: body)) { !server.requests.isEmpty }
    }

    @Test func `an upload that the server does not take is cancelled`() async throws {
        let server = try LoopbackServer { $0.delay(.seconds(600)) }
        let stream = ChunkStream(count: 256 * 1024 * 1024)
        let body = HTTPRequest.Body.stream(stream, length: 256 * 1024 * 1024)
        try await cancel(HTTPRequest(.put, server.url, body: body)) { stream.taken.withLock { $0 } > 1_000_000 }
    }

    @Test func `a task that is already cancelled sends nothing`() async throws {
        let server = try LoopbackServer { try $0.respond(200) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    _ = try await CurlTransport.forTests().send(HTTPRequest(.get, server.url))
                }
            }
            try await group.waitForAll()
        }
        #expect(server.requests.isEmpty)
    }

    @Test func `cancelling some of many requests leaves the others alone`() async throws {
        let server = try LoopbackServer { exchange in
            if exchange.path == "/slow" { exchange.delay(.seconds(600)) }
            try exchange.respond(200, text: "done")
        }
        let transport = CurlTransport.forTests()
        async let others = withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<50 { group.addTask { try await transport.send(HTTPRequest(.get, server.url)).status } }
            return try await group.reduce(into: 0) { $0 += $1 == 200 ? 1 : 0 }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await #expect(throws: CancellationError.self) {
                        _ = try await transport.send(HTTPRequest(.get, "\(server.url)/slow"))
                    }
                }
            }
            while server.requests.count < 60 { try await Task.sleep(for: .milliseconds(1)) }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(try await others == 50)
    }

    @Test func `a shutdown ends what is under way and closes the connections`() async throws {
        let server = try LoopbackServer { exchange in
            if exchange.path == "/slow" { exchange.delay(.seconds(600)) }
            try exchange.respond(200)
        }
        let transport = CurlTransport.forTests()
        #expect(try await transport.send(HTTPRequest(.get, server.url)).status == 200)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    _ = try await transport.send(HTTPRequest(.get, "\(server.url)/slow"))
                }
            }
            while server.requests.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
            await transport.shutdown()
            try await group.waitForAll()
        }
        await #expect(throws: HTTPTransportError.self) { try await transport.send(HTTPRequest(.get, server.url)) }
        while server.openConnectionCount > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func `a transport that nobody holds any more closes its connections`() async throws {
        let server = try LoopbackServer { try $0.respond(200) }
        #expect(try await CurlTransport.forTests().send(HTTPRequest(.get, server.url)).status == 200)
        while server.openConnectionCount > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
}
