// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Downloads
import Foundation
import HTTPTransport
import Scheduling
import TestSupport
import Testing

struct DownloaderTests {
    private let sleeps = Guarded<[Duration]>([])

    /// A downloader that waits for nobody and remembers how long it would have.
    private func downloader(
        tries: Int = 3,
        firstContact: Int? = nil,
        outages: Outages = Outages(),
        connectTimeout: Duration = .seconds(30)
    ) -> Downloader {
        let sleeps = sleeps
        var options = CurlTransportOptions(version: "test")
        options.connectTimeout = connectTimeout
        return Downloader(
            transport: CurlTransport(options),
            retry: .tries(tries, firstContact: firstContact, now: Date(timeIntervalSince1970: 784_111_777)) {
                duration in
                sleeps.withLock { $0.append(duration) }
            },
            outages: outages
        )
    }

    private func error(of body: () async throws -> Void) async throws -> DownloadError {
        try #require(await #expect(throws: DownloadError.self) { try await body() })
    }

    @Test func `a document comes with its headers, and the request has those of the caller`() async throws {
        let server = try LoopbackServer { try $0.respond(200, headers: ["X-One": "1"], text: "hello") }
        let message = try await downloader().get("\(server.url)/a?b=%2F", headers: ["Accept": "text/x"], limit: 5)
        #expect(message?.body == Array("hello".utf8))
        #expect(message?.headers["X-One"] == "1")
        #expect(server.requests.map(\.target) == ["/a?b=%2F"])
        #expect(server.requests.first?.headers["Accept"] == "text/x")
    }

    @Test func `what is not there is nil to get and an error to stream`() async throws {
        let server = try LoopbackServer { try $0.respond(404, text: "gone\nfishing") }
        #expect(try await downloader().get(server.url, limit: 10) == nil)
        let error = try await error { try await downloader().stream(server.url) { _ = Issue.record("read of \($0)") } }
        #expect(error.kind == .status(404))
        #expect(error.description == "GET \(server.url)/: the server answered 404: gone\ncheck the URL")
        #expect(server.requests.count == 2)
    }

    @Test(
        "a refusal is told with URL, status, first line and remedy, and is not repeated",
        arguments: [(400, "check the URL"), (401, "lets you read"), (403, "lets you read"), (407, "HTTPS_PROXY")]
    )
    func refusals(status: Int, remedy: String) async throws {
        let server = try LoopbackServer { try $0.respond(status, text: "\n  because of \u{1b}[31mred\nand more") }
        let url = server.url.replacing("http://", with: "http://me:secret@") + "/doc?token=secret"
        let error = try await error { _ = try await downloader().get(url, limit: 100) }
        #expect(error.kind == .status(status))
        #expect(error.found == "the server answered \(status): because of [31mred")
        #expect(error.url == "\(server.url)/doc")
        #expect(error.remedy?.contains(remedy) == true)
        #expect(!error.description.contains("secret"))
        #expect(server.requests.count == 1)
    }

    @Test func `user information becomes a header that only its own host gets`() async throws {
        let other = try LoopbackServer { try $0.respond(200, text: "\($0.headers["Authorization"] ?? "none")") }
        let server = try LoopbackServer { exchange in
            switch exchange.path {
            case "/here": try exchange.respond(302, headers: ["Location": "there?x=1"])
            case "/there": try exchange.respond(200, text: exchange.headers["Authorization"] ?? "none")
            default: try exchange.respond(307, headers: ["Location": "\(other.url)/x"])
            }
        }
        let url = server.url.replacing("http://", with: "http://me:a%40b@")
        let own = try await downloader().get("\(url)/here", limit: 100)
        #expect(own?.body == Array("Basic \(Data("me:a@b".utf8).base64EncodedString())".utf8))
        #expect(server.requests.map(\.target) == ["/here", "/there?x=1"])
        #expect(try await downloader().get("\(url)/away", limit: 100)?.body == Array("none".utf8))
    }

    @Test func `redirects end after five`() async throws {
        let server = try LoopbackServer { exchange in
            let number = Int(exchange.path.dropFirst()) ?? 0
            guard number > 0 else { return try exchange.respond(200, text: "end") }
            try exchange.respond(301, headers: ["Location": "/\(number - 1)"])
        }
        #expect(try await downloader().get("\(server.url)/5", limit: 3)?.status == 200)
        let error = try await error { _ = try await downloader().get("\(server.url)/6", limit: 3) }
        #expect(error.kind == .redirect)
        #expect(error.found.contains("more than 5 times"))
    }

    @Test(arguments: ["ftp://other.example/x", "", "http://a b/"])
    func `a redirect to no URL is an error`(location: String) async throws {
        let server = try LoopbackServer { try $0.respond(302, headers: ["Location": location]) }
        let error = try await error { _ = try await downloader().get(server.url, limit: 3) }
        #expect(error.kind == .redirect)
        #expect(server.requests.count == 1)
    }

    @Test func `https never leads to plain HTTP`() async throws {
        let transport = AnsweringTransport { _ in
            HTTPMessage(status: 302, headers: ["Location": "http://other.example/x?secret"], body: [])
        }
        let error = try await error {
            _ = try await Downloader(transport: transport).get("https://r.example/doc", limit: 3)
        }
        #expect(error.found == "it redirects from https to plain HTTP, to http://other.example/x; that is not followed")
        #expect(transport.urls == ["https://r.example/doc"])
    }

    @Test(arguments: [429, 500, 503])
    func `what may pass is tried again after the wait that the server asks for`(status: Int) async throws {
        let count = Guarded(0)
        let server = try LoopbackServer { exchange in
            let number = count.withLock { count in
                count += 1
                return count
            }
            switch number {
            case 1: try exchange.respond(status, headers: ["Retry-After": "7"])
            case 2: try exchange.respond(status, headers: ["Retry-After": "Sun, 06 Nov 1994 08:49:39 GMT"])
            default: try exchange.respond(200, text: "at last")
            }
        }
        #expect(try await downloader(tries: 7).get(server.url, limit: 100)?.body == Array("at last".utf8))
        #expect(sleeps.withLock { $0 } == [.seconds(7), .seconds(2)])
    }

    @Test func `patience has an end, and the last answer is told`() async throws {
        let server = try LoopbackServer { try $0.respond(503, headers: ["Content-Type": "text/html"], text: "<p>no") }
        let error = try await error { _ = try await downloader().get(server.url, limit: 3) }
        #expect(error.found == "the server answered 503")
        #expect(server.requests.count == 3)
    }

    @Test func `a body that breaks off is fetched again`() async throws {
        let server = try LoopbackServer { exchange in
            guard exchange.request.connection > 0 else {
                return try exchange.respondPartially(200, body: Array("whole".utf8), sending: 2)
            }
            try exchange.respond(200, text: "whole")
        }
        #expect(try await downloader().get(server.url, limit: 5)?.body == Array("whole".utf8))
        #expect(server.requests.count == 2)
    }

    @Test func `nobody at home is an error that names the host, soon`() async throws {
        let server = try LoopbackServer { _ in }
        server.stop()
        let host = server.host
        let error = try await error {
            _ = try await downloader(firstContact: 2).get("http://me:secret@\(host)/x?secret", limit: 3)
        }
        #expect(error.kind == .unreachable(.connectionRefused))
        #expect(error.remedy == "check that a server listens at `\(host)`, and its port")
        #expect(!error.description.contains("secret"))
        #expect(sleeps.withLock { $0.count } == 1)
    }

    @Test func `what a server repeats of a request shows no secret`() async throws {
        let server = try LoopbackServer { exchange in
            if exchange.path == "/moved" {
                return try exchange.respond(302, headers: ["Location": "/x?X-Amz-Signature=abcdef&channel=stable"])
            }
            try exchange.respond(403, text: "saw \(exchange.headers["Authorization"] ?? "") at \(exchange.target)")
        }
        let host = server.host
        for path in ["x?token=opensesame&channel=stable", "moved"] {
            let error = try await error {
                _ = try await downloader().get("http://me:hunter2@\(host)/\(path)", limit: 99)
            }
            #expect(error.found.hasPrefix("the server answered 403: saw Basic <redacted> at /x?"), "\(error)")
            #expect(error.found.hasSuffix("=<redacted>&channel=stable"), "\(error)")
        }
    }

    @Test func `a document longer than the limit is an error`() async throws {
        let server = try LoopbackServer { try $0.respond(200, text: "123456") }
        let error = try await error { _ = try await downloader().get(server.url, limit: 5) }
        #expect(error.kind == .tooLong)
        #expect(error.found == "the answer is longer than the 5 bytes that are allowed here")
    }

    @Test(arguments: ["", "host/path", "ftp://me:secret@host/", "https://", "file:///etc/passwd", "http://a b?secret"])
    func `what is no URL is told without secrets`(url: String) async throws {
        let error = try await error { _ = try await downloader().get(url, limit: 5) }
        #expect(error.kind == .invalidURL)
        #expect(!error.description.contains("secret"))
    }

    @Test func `a stream is read as it arrives`() async throws {
        let server = try LoopbackServer { try $0.respondChunked(200, pieces: [[1, 2], [3]]) }
        let count = try await downloader().stream(server.url) { stream in
            var count = 0
            while let chunk = try await stream.next() { count += chunk.count }
            return count
        }
        #expect(count == 3)
    }

    @Test func `a stream that breaks off is not read a second time`() async throws {
        let server = try LoopbackServer { try $0.respondPartially(200, body: [1, 2, 3], sending: 2) }
        await #expect(throws: HTTPTransportError.self) {
            try await downloader().stream(server.url) { _ = try await $0.collect(limit: 10) }
        }
        #expect(server.requests.count == 1)
    }

    @Test func `a stream that may be read again is, from its start, and not for ever`() async throws {
        let answers = Guarded(0)
        let server = try LoopbackServer { exchange in
            let isWhole = answers.withLock { count in
                count += 1
                return count == 3
            }
            let body = Array("0123456789".utf8)
            if isWhole { return try exchange.respond(200, body: body) }
            try exchange.respondPartially(200, body: body, sending: 5)
        }
        let body = try await downloader().stream(server.url, mayReadAgain: true) { try await $0.collect(limit: 10) }
        #expect(body == Array("0123456789".utf8))
        #expect(sleeps.withLock { $0 } == [.milliseconds(500), .seconds(1)])
        answers.withLock { $0 = 10 }
        let error = try await error {
            _ = try await downloader().stream(server.url, mayReadAgain: true) { try await $0.collect(limit: 10) }
        }
        #expect(error.kind == .unreachable(.connectionLost))
        #expect(server.requests.count == 6)
    }

    @Test func `what the reader of a stream throws comes out as it is`() async throws {
        struct Mishap: Error {}
        let server = try LoopbackServer { try $0.respond(200, text: "x") }
        await #expect(throws: Mishap.self) { try await downloader().stream(server.url) { _ in throw Mishap() } }
        #expect(server.requests.count == 1)
    }
}

/// A transport without a network.
private final class AnsweringTransport: HTTPTransport {
    private let asked = Guarded<[String]>([])
    private let answer: @Sendable (HTTPRequest) -> HTTPMessage

    init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPMessage) { self.answer = answer }

    var urls: [String] { asked.withLock { $0 } }

    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        asked.withLock { $0.append(request.url) }
        let answer = answer(request)
        return try await handle(
            HTTPResponse(status: answer.status, headers: answer.headers, body: MemoryStream(answer.body))
        )
    }
}
