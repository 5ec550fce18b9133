// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Scheduling
import TestSupport
import Testing

struct FailureTests {
    /// Returns the transport's error for `request`.
    private func failure(
        _ request: HTTPRequest,
        _ transport: CurlTransport = .forTests()
    ) async throws -> HTTPTransportError {
        try #require(await #expect(throws: HTTPTransportError.self) { try await transport.send(request) })
    }

    @Test func `nobody listens`() async throws {
        // A port that a test freed may be another test's a moment later; port 1 is nobody's.
        let url = "http://127.0.0.1:1"
        let error = try await failure(HTTPRequest(.put, "\(url)/v2/", body: .bytes([1])))
        #expect([.connectionRefused, .connectionLost].contains(error.reason))
        #expect(error.isRetryable)
        #expect(error.method == .put)
        #expect(error.url == "\(url)/v2/")
    }

    @Test func `credentials and parameters of the URL stay out of the error`() async throws {
        let request = HTTPRequest(.get, "http://user:secret@127.0.0.1:1/v2/x?token=hidden#part")
        let error = try await failure(request)
        #expect(error.reason == .connectionRefused)
        #expect(error.url == "http://127.0.0.1:1/v2/x")
        for secret in ["user", "secret", "hidden"] { #expect(!"\(error)".contains(secret)) }
        let malformed = try await failure(HTTPRequest(.get, "http://user:secret@[bad/?token=hidden"))
        for secret in ["user", "secret", "hidden"] { #expect(!"\(malformed)".contains(secret)) }
    }

    @Test func `a connection that is dropped without an answer is lost`() async throws {
        let server = try LoopbackServer { _ in }
        #expect(try await failure(HTTPRequest(.get, server.url)).reason == .connectionLost)
        let body = HTTPRequest.Body.stream(ChunkStream(count: 50_000_000), length: 50_000_000)
        #expect(try await failure(HTTPRequest(.put, server.url, body: body)).reason == .connectionLost)
    }

    @Test func `a connection that is reset is lost`() async throws {
        let server = try LoopbackServer { exchange in
            _ = try exchange.readPiece()
            exchange.reset()
        }
        let body = HTTPRequest.Body.stream(ChunkStream(count: 50_000_000), length: 50_000_000)
        #expect(try await failure(HTTPRequest(.put, server.url, body: body)).reason == .connectionLost)
    }

    @Test(arguments: [0, 1, 99_999])
    func `an answer cut short is lost after what there was of it`(count: Int) async throws {
        let body = [UInt8](repeating: 5, count: 100_000)
        let server = try LoopbackServer { try $0.respondPartially(200, body: body, sending: count) }
        let received = Guarded(0)
        let error = await #expect(throws: HTTPTransportError.self) {
            try await CurlTransport.forTests().exchange(HTTPRequest(.get, server.url)) { response in
                #expect(response.status == 200)
                while let chunk = try await response.body.next() { received.withLock { $0 += chunk.count } }
            }
        }
        #expect(error?.reason == .connectionLost)
        #expect(received.withLock { $0 } == count)
    }

    @Test func `a chunked answer cut short is lost`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
            exchange.close()
        }
        #expect(try await failure(HTTPRequest(.get, server.url)).reason == .connectionLost)
    }

    @Test func `headers without end are cut off`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\n")
            while true { try exchange.sendRaw("X: \(String(repeating: "y", count: 1000))\r\n") }
        }
        #expect(try await failure(HTTPRequest(.get, server.url)).reason == .other)
    }

    @Test func `trailers without end are cut off`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n")
            while true { try exchange.sendRaw("X: \(String(repeating: "y", count: 1000))\r\n") }
        }
        let error = try await failure(HTTPRequest(.get, server.url))
        #expect(error.reason == .other)
        #expect(error.message == "the trailers of the answer are longer than the 262144 bytes that are read")
    }

    @Test func `one header without end is cut off`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nX: ")
            while true { try exchange.sendRaw(String(repeating: "y", count: 10_000)) }
        }
        let error = try await failure(HTTPRequest(.get, server.url))
        #expect(error.message == "a header of the answer is longer than the 100 KiB that are read")
    }

    @Test func `an answer that drips is too slow`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            while true {
                try exchange.sendRaw("a")
                exchange.delay(.milliseconds(20))
            }
        }
        let transport = CurlTransport.forTests { $0.stallTimeout = .milliseconds(400) }
        let error = try await failure(HTTPRequest(.get, server.url), transport)
        #expect(error.reason == .tooSlow)
        #expect(error.message.contains("fewer than the minimum of 8192 bytes"), "\(error)")
        #expect(error.isRetryable)
    }

    @Test func `a document that takes too long fails, however steadily it comes`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
            while true {
                try exchange.sendRaw([UInt8](repeating: 1, count: 50_000))
                exchange.delay(.milliseconds(5))
            }
        }
        var request = HTTPRequest(.get, server.url)
        request.bodyTimeout = .milliseconds(400)
        let transport = CurlTransport.forTests { $0.answerTimeout = .seconds(2) }
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.exchange(request) { response in while try await response.body.next() != nil {} }
        }
        #expect(error?.reason == .tooSlow)
        #expect(error?.message == "the answer was not complete after 0.4 seconds")
    }

    /// What no person should have to read: words of libcurl, of OpenSSL and of the system.
    private static let rawWords = [
        "curl", "SSL", "errno", "error:", "Recv", "Send", "Broken pipe", "reset by peer", "Couldn't", "Failed",
        "HTTP/0.9",
        "Empty reply", "transfer closed", "Out of memory", "routines",
    ]

    @Test(arguments: [
        ("", "the server closed the connection without an answer"),
        ("SSH-2.0-OpenSSH_9.2\r\n", "the server's answer is not HTTP"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na", "the connection ended before the whole answer had arrived"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            "the connection ended before the whole answer had arrived"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
            "the connection was lost while the answer arrived"
        ),
    ])
    func `what servers do wrong is told in our words`(answer: String, message: String) async throws {
        let server = try LoopbackServer { exchange in
            if !answer.isEmpty { try exchange.sendRaw(answer) }
            exchange.close()
        }
        let error = try await failure(HTTPRequest(.get, server.url))
        #expect(error.message == message)
        for word in Self.rawWords { #expect(!"\(error)".contains(word)) }
    }

    @Test(arguments: ["http://127.0.0.1:1/", "http://registry.invalid/", "http://[bad/", "http://0.0.0.0:1/"])
    func `what does not connect is told in our words`(url: String) async throws {
        let error = try await failure(HTTPRequest(.get, url))
        for word in Self.rawWords { #expect(!"\(error)".contains(word), "\(error)") }
        #expect(!error.message.contains("libcurl"))
    }

    @Test func `what is not HTTP fails`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("SSH-2.0-OpenSSH_9.2\r\n")
            exchange.close()
        }
        let error = try await failure(HTTPRequest(.get, server.url))
        #expect(error.reason == .garbled)
        // It may have been garbled on the way; a few more tries tell.
        #expect(error.trouble?.kind == .flawed)
    }

    @Test func `an answer that stalls times out`() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.sendRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")
            exchange.delay(.seconds(600))
        }
        let transport = CurlTransport.forTests { $0.stallTimeout = .milliseconds(200) }
        #expect(try await failure(HTTPRequest(.get, server.url), transport).reason == .timedOut)
    }

    @Test func `an upload that stalls times out`() async throws {
        let server = try LoopbackServer { $0.delay(.seconds(600)) }
        let transport = CurlTransport.forTests { $0.stallTimeout = .milliseconds(200) }
        let body = HTTPRequest.Body.stream(ChunkStream(count: 256 * 1024 * 1024), length: 256 * 1024 * 1024)
        #expect(try await failure(HTTPRequest(.put, server.url, body: body), transport).reason == .timedOut)
    }

    @Test func `a server that never answers times out`() async throws {
        let server = try LoopbackServer { $0.delay(.seconds(600)) }
        let transport = CurlTransport.forTests {
            $0.answerTimeout = .milliseconds(200)
            $0.commitTimeout = .milliseconds(200)
        }
        #expect(try await failure(HTTPRequest(.get, server.url), transport).reason == .timedOut)
        #expect(try await failure(HTTPRequest(.put, server.url, body: .bytes([1])), transport).reason == .timedOut)
    }

    // Slow, because a short limit would take a busy machine for a stalled one.
    @Test func `whoever is slow on purpose does not stall`() async throws {
        let server = try LoopbackServer { exchange in
            let body = try exchange.readBody()
            exchange.delay(.seconds(4))
            try exchange.respond(201, body: body)
        }
        let transport = CurlTransport.forTests { $0.stallTimeout = .seconds(3) }
        // The server takes its time for the answer, the maker for the body, the reader for the next chunk.
        let bytes = [UInt8](repeating: 1, count: 20_000_000)
        let stream = SlowStream(rest: Guarded([bytes, bytes]))
        let request = HTTPRequest(.put, server.url, body: .stream(stream, length: 40_000_000))
        let count = try await transport.exchange(request) { response in
            var count = try await response.body.next()?.count ?? 0
            try await Task.sleep(for: .seconds(4))
            while let chunk = try await response.body.next() { count += chunk.count }
            return count
        }
        #expect(count == 40_000_000)
    }
}

/// Thinks before each chunk.
private struct SlowStream: ByteStream {
    let rest: Guarded<[[UInt8]]>

    func next() async throws -> [UInt8]? {
        try await Task.sleep(for: .seconds(4))
        return rest.withLock { $0.popLast() }
    }
}
