// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Scheduling
import TestSupport
import Testing

struct BodyStreamTests {
    private static let large = 256 * 1024 * 1024

    @Test func `a slow reader slows the server down and gets every byte`() async throws {
        let piece = [UInt8](repeating: 1, count: 1024 * 1024)
        let sent = Guarded(0)
        let server = try LoopbackServer { exchange in
            try exchange.respond(200, length: Self.large) {
                sent.withLock { $0 += piece.count }
                return piece
            }
        }
        let count = try await CurlTransport.forTests().exchange(HTTPRequest(.get, server.url)) { response in
            var count = try await response.body.next()?.count ?? 0
            // The system's buffers hold some tens of MiB, this process one or two.
            #expect(try await settled { sent.withLock { $0 } } < Self.large / 2)
            while let chunk = try await response.body.next() {
                #expect(!chunk.isEmpty && chunk.count <= 1024 * 1024)
                count += chunk.count
            }
            return count
        }
        #expect(count == Self.large)
    }

    @Test func `a slow server slows the maker of a body down`() async throws {
        let isReleased = Guarded(false)
        let server = try LoopbackServer { exchange in
            while !isReleased.withLock({ $0 }) { exchange.delay(.milliseconds(10)) }
            var count = 0
            while let piece = try exchange.readPiece() { count += piece.count }
            try exchange.respond(201, text: "\(count)")
        }
        let stream = ChunkStream(count: Self.large)
        async let message = CurlTransport.forTests().send(
            HTTPRequest(.put, server.url, body: .stream(stream, length: Int64(Self.large)))
        )
        #expect(try await settled { stream.taken.withLock { $0 } } < Self.large / 2)
        isReleased.withLock { $0 = true }
        #expect(try await String(decoding: message.body, as: UTF8.self) == "\(Self.large)")
    }

    @Test func `a download can be the body of an upload`() async throws {
        let server = try LoopbackServer { exchange in
            if exchange.method == "GET" {
                let piece = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
                return try exchange.respond(200, length: 20_000_000) { piece }
            }
            var isRight = true
            var count = 0
            while let piece = try exchange.readPiece() {
                isRight = isRight && piece.first == UInt8(truncatingIfNeeded: count % 100_000)
                count += piece.count
            }
            try exchange.respond(isRight && count == 20_000_000 ? 201 : 400)
        }
        let transport = CurlTransport.forTests()
        let status = try await transport.exchange(HTTPRequest(.get, server.url)) { response in
            let body = HTTPRequest.Body.stream(response.body, length: 20_000_000)
            return try await transport.send(HTTPRequest(.put, server.url, body: body)).status
        }
        #expect(status == 201)
    }

    @Test func `an early answer ends the upload`() async throws {
        let server = try LoopbackServer { try $0.respond(401, text: "who are you") }
        let stream = ChunkStream(count: Self.large)
        let request = HTTPRequest(.put, server.url, body: .stream(stream, length: Int64(Self.large)))
        let message = try await CurlTransport.forTests().send(request)
        #expect(message.status == 401)
        #expect(String(decoding: message.body, as: UTF8.self) == "who are you")
        #expect(stream.taken.withLock { $0 } < Self.large)
    }

    @Test func `an early answer ends an upload that waits for its source`() async throws {
        let server = try LoopbackServer { exchange in
            _ = try exchange.readPiece()
            try exchange.respond(413, text: "too large")
        }
        let stream = ChunkStream([[1, 2, 3]], end: .never)
        let message = try await CurlTransport.forTests().send(
            HTTPRequest(.patch, server.url, body: .stream(stream, length: 10))
        )
        #expect(message.status == 413)
        #expect(String(decoding: message.body, as: UTF8.self) == "too large")
    }

    @Test func `an answer that is dropped half-read ends the exchange`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(200, length: Self.large) { [UInt8](repeating: 1, count: 65_536) }
        }
        let transport = CurlTransport.forTests()
        for _ in 0..<3 {
            let response = try await transport.exchange(HTTPRequest(.get, server.url)) { response in
                let chunk = try await response.body.next()
                #expect(chunk != nil)
                return response
            }
            await #expect(throws: HTTPTransportError.self) { _ = try await response.body.next() }
        }
    }

    @Test func `an error of the handler comes through`() async throws {
        let server = try LoopbackServer { try $0.respond(200, text: "x") }
        await #expect(throws: Mishap.self) {
            try await CurlTransport.forTests().exchange(HTTPRequest(.get, server.url)) { _ in throw Mishap() }
        }
    }

    @Test func `an answer longer than the caller will hold fails`() async throws {
        let server = try LoopbackServer { try $0.respond(200, text: "longer") }
        await #expect(throws: StreamLimitExceeded.self) {
            try await CurlTransport.forTests().send(HTTPRequest(.get, server.url), limit: 5)
        }
    }

    @Test(arguments: [5, 9, 11, 20])
    func `a body that is not as long as announced fails and never arrives whole`(count: Int) async throws {
        let wholeBodies = Guarded(0)
        let server = try LoopbackServer { exchange in
            _ = try exchange.readBody()
            wholeBodies.withLock { $0 += 1 }
            try exchange.respond(201)
        }
        let transport = CurlTransport.forTests()
        let stream = ChunkStream(
            [[UInt8](repeating: 1, count: 5), [UInt8](repeating: 2, count: count - 5)].filter { !$0.isEmpty }
        )
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.send(HTTPRequest(.put, server.url, body: .stream(stream, length: 10)))
        }
        #expect(error?.reason == .other)
        #expect(error?.isRetryable == false)
        #expect(wholeBodies.withLock { $0 } == 0)
    }

    @Test func `a stream that fails in place of its end never arrives whole`() async throws {
        let wholeBodies = Guarded(0)
        let server = try LoopbackServer { exchange in
            _ = try exchange.readBody()
            wholeBodies.withLock { $0 += 1 }
            try exchange.respond(201)
        }
        let stream = ChunkStream(count: 1_000_000, end: .failure(Mishap()))
        await #expect(throws: Mishap.self) {
            let body = HTTPRequest.Body.stream(stream, length: 1_000_000)
            return try await CurlTransport.forTests().send(HTTPRequest(.put, server.url, body: body))
        }
        #expect(wholeBodies.withLock { $0 } == 0)
    }

    @Test func `an empty stream is a body of length 0`() async throws {
        let server = try LoopbackServer { try $0.respond(201, body: $0.readBody()) }
        let transport = CurlTransport.forTests()
        let empty = HTTPRequest(.put, server.url, body: .stream(ChunkStream([]), length: 0))
        #expect(try await transport.send(empty).status == 201)
        #expect(server.requests.first?.headers["Content-Length"] == "0")
        let longer = HTTPRequest(.put, server.url, body: .stream(ChunkStream([[1]]), length: 0))
        await #expect(throws: HTTPTransportError.self) { try await transport.send(longer) }
    }
}
