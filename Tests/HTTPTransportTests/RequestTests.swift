// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Scheduling
import TestSupport
import Testing

struct RequestTests {
    @Test func `a GET returns status, headers and body`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(200, headers: ["X-One": "1"], text: "hello \(exchange.target)")
        }
        let message = try await CurlTransport.forTests().send(HTTPRequest(.get, "\(server.url)/a/../b?c=%2F&d"))
        #expect(message.status == 200)
        #expect(message.headers["x-one"] == "1")
        #expect(String(decoding: message.body, as: UTF8.self) == "hello /a/../b?c=%2F&d")
        #expect(server.requests.first?.headers["User-Agent"] == "mirror/1.2.3")
    }

    @Test func `a HEAD returns the headers and no body`() async throws {
        let server = try LoopbackServer { try $0.respond(200, body: [1, 2, 3]) }
        let transport = CurlTransport.forTests()
        let begin = ContinuousClock.now
        for _ in 0..<2 {
            let message = try await transport.send(HTTPRequest(.head, server.url))
            #expect(message.status == 200)
            #expect(message.headers["Content-Length"] == "3")
            #expect(message.body.isEmpty)
        }
        // libcurl gives up a connection that was idle for two minutes, which a crowded machine can make of a moment.
        if begin.duration(to: .now) < .seconds(100) { #expect(server.connectionCount == 1) }
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch])
    func `a request without a body says that its length is 0`(method: HTTPRequest.Method) async throws {
        let server = try LoopbackServer { try $0.respond(202) }
        let message = try await CurlTransport.forTests().send(HTTPRequest(method, server.url))
        #expect(message.status == 202)
        let request = try #require(server.requests.first)
        #expect(request.method == method.rawValue)
        #expect(request.headers["Content-Length"] == "0")
        for name in ["Content-Type", "Expect", "Transfer-Encoding"] { #expect(request.headers[name] == nil) }
    }

    @Test func `a DELETE is sent without a length`() async throws {
        let server = try LoopbackServer { try $0.respond(202) }
        #expect(try await CurlTransport.forTests().send(HTTPRequest(.delete, server.url)).status == 202)
        #expect(server.requests.map(\.method) == ["DELETE"])
        #expect(server.requests.first?.headers["Content-Length"] == nil)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .patch, .delete])
    func `bytes arrive as they are`(method: HTTPRequest.Method) async throws {
        let server = try LoopbackServer { try $0.respond(200, body: $0.readBody()) }
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        let request = HTTPRequest(method, server.url, headers: ["Content-Type": "a/b"], body: .bytes(bytes))
        #expect(try await CurlTransport.forTests().send(request).body == bytes)
        let received = try #require(server.requests.first)
        #expect(received.headers["Content-Length"] == "100000")
        #expect(received.headers.values("Content-Type") == ["a/b"])
        #expect(received.headers["Expect"] == nil)
    }

    @Test func `headers keep their order, their repetitions and empty values`() async throws {
        let server = try LoopbackServer { exchange in
            let values = exchange.headers.values("x-many") + exchange.headers.values("x-empty")
            try exchange.respond(
                200,
                headers: ["A": "1", "b": "2", "a": "", "Link": "<x>; rel=\"next\""],
                text: "\(values)"
            )
        }
        let request = HTTPRequest(.get, server.url, headers: ["X-Many": "1", "x-many": "2", "X-Empty": ""])
        let message = try await CurlTransport.forTests().send(request)
        #expect(String(decoding: message.body, as: UTF8.self) == #"["1", "2", ""]"#)
        #expect(message.headers.values("A") == ["1", ""])
        #expect(message.headers["link"] == "<x>; rel=\"next\"")
    }

    @Test func `informational answers and trailers are passed over`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n")
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n")
            try exchange.sendRaw("3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n")
        }
        let message = try await CurlTransport.forTests().send(HTTPRequest(.get, server.url))
        #expect(message.status == 200)
        #expect(message.headers["Link"] == nil)
        #expect(message.headers["X-Late"] == nil)
        #expect(message.body == Array("abc".utf8))
    }

    @Test func `a chunked answer is put together`() async throws {
        let server = try LoopbackServer { try $0.respondChunked(200, pieces: [[1, 2], [3], [4, 5, 6]]) }
        #expect(try await CurlTransport.forTests().send(HTTPRequest(.get, server.url)).body == [1, 2, 3, 4, 5, 6])
    }

    @Test func `redirects are handed to the caller`() async throws {
        let server = try LoopbackServer { try $0.respond(307, headers: ["Location": "/elsewhere"]) }
        let message = try await CurlTransport.forTests().send(HTTPRequest(.get, server.url))
        #expect(message.status == 307)
        #expect(message.headers["Location"] == "/elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test func `a challenge is handed to the caller, and the URL's credentials stay unused`() async throws {
        let server = try LoopbackServer { try $0.respond(401, headers: ["WWW-Authenticate": "Basic realm=\"x\""]) }
        let request = HTTPRequest(.get, "http://user:secret@\(server.host)/")
        #expect(try await CurlTransport.forTests().send(request).status == 401)
        #expect(server.requests.count == 1)
        #expect(server.requests.first?.headers["Authorization"] == nil)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1/v2/", "http://127.0.0.1/\r\nX: y", ""])
    func `other URLs are refused`(url: String) async throws {
        await #expect(throws: HTTPTransportError.self) {
            try await CurlTransport.forTests().send(HTTPRequest(.get, url))
        }
    }

    @Test func `a line break in a header is refused`() async throws {
        let request = HTTPRequest(.get, "http://127.0.0.1:1/", headers: ["A": "b\r\nC: d"])
        let error = await #expect(throws: HTTPTransportError.self) { try await CurlTransport.forTests().send(request) }
        #expect(error?.reason == .other)
    }

    @Test func `connections are kept for the next request`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(exchange.path == "/missing" ? 404 : 200, body: exchange.readBody() + [1, 2, 3])
        }
        let transport = CurlTransport.forTests()
        for index in 0..<6 {
            let body = HTTPRequest.Body.stream(ChunkStream([[1], [2]]), length: 2)
            let request = HTTPRequest(.put, server.url + (index == 3 ? "/missing" : "/"), body: body)
            // Nobody reads the answer: what little there is of it must not cost the connection.
            _ = try await transport.exchange(request) { $0.status }
        }
        #expect(server.connectionCount == 1)
    }

    @Test func `a kept connection that has died is replaced`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(200, text: "x")
            exchange.close()
        }
        let transport = CurlTransport.forTests()
        for _ in 0..<5 {
            #expect(try await transport.send(HTTPRequest(.put, server.url, body: .bytes([1]))).status == 200)
        }
    }

    @Test func `200 requests at once get their own answers`() async throws {
        let server = try LoopbackServer { try $0.respond(200, body: $0.readBody(), piece: 3000) }
        let transport = CurlTransport.forTests()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    let chunk = [UInt8](repeating: UInt8(index), count: 10_000 + index)
                    let body = HTTPRequest.Body.stream(ChunkStream([chunk, chunk]), length: Int64(2 * chunk.count))
                    return try await transport.send(HTTPRequest(.put, server.url, body: body)).body == chunk + chunk
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(server.requests.count == 200)
    }
}
