// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Scheduling
import TestSupport
import Testing

/// Requests that share connections, against a server of HTTP/2 that counts them.
@Suite(.waitsForPrograms) struct SharedConnectionTests {
    private let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    /// Sends so many requests at a time; returns their statuses and errors.
    private func send(_ count: Int, to url: String, sharing: Bool = true) async -> [Result<Int, HTTPTransportError>] {
        let transport = CurlTransport.forTests()
        let security = TransportSecurity(trustedRoots: authority.root)
        return await withTaskGroup(of: Result<Int, HTTPTransportError>.self) { group in
            for number in 0..<count {
                group.addTask {
                    var request = HTTPRequest(.get, "\(url)/\(number)", security: security)
                    request.mayShareConnection = sharing
                    do {
                        return .success(try await transport.send(request).status)
                    } catch let error as HTTPTransportError {
                        return .failure(error)
                    } catch {
                        return .success(0)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `many questions are streams of one connection where the server offers it`() async throws {
        // It answers none before all sixty have come.
        let server = try StreamServer(authority, together: 60)
        let answers = await send(60, to: server.url)
        #expect(answers.allSatisfy { (try? $0.get()) == 200 })
        #expect(server.end().count { $0 == "connection" } <= 2)
    }

    @Test func `a server that speaks HTTP/1.1 only is asked by that`() async throws {
        // `openssl s_server` knows no HTTP/2, and serves one connection after the other.
        let server = try SecureServer(authority, ["-www"])
        let answers = await send(3, to: server.url)
        #expect(answers.allSatisfy { (try? $0.get()) == 200 })
    }

    @Test func `a server that asks for calm is overloaded, and not gone`() async throws {
        let server = try StreamServer(authority, together: 1, calm: 1)
        let first = try #require(await send(1, to: server.url).first)
        guard case .failure(let error) = first else {
            Issue.record("\(first)")
            return
        }
        #expect(error.reason == .overloaded && error.isOverload && error.isRetryable)
        #expect(error.trouble?.kind == .busy)
        #expect(error.message.contains("too many requests"))
        let second = try #require(await send(1, to: server.url).first)
        #expect((try? second.get()) == 200)
    }

    @Test func `whatever the server offers, blobs have connections of their own`() async throws {
        let server = try StreamServer(authority, together: 1)
        // The server speaks nothing but HTTP/2.
        let answers = await send(1, to: server.url, sharing: false)
        #expect(answers.allSatisfy { (try? $0.get()) == nil })
    }
}

/// The server in `http2.py`.
private final class StreamServer: Sendable {
    let url: String
    private let process: ChildProcess

    init(_ authority: TestAuthority, together: Int, calm: Int = 0) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "http2.py").path
        let (certificate, key) = ("server.pem", "server.key")
        process = try ChildProcess(
            [
                "/usr/bin/python3", "-B", script, authority.directory.appending(path: certificate).path(),
                authority.directory.appending(path: key).path(), "\(together)", "\(calm)",
            ]
        )
        let line = try process.line()
        guard line.hasPrefix("port ") else { throw SecureServerError(description: line) }
        url = "https://127.0.0.1:\(line.dropFirst(5))"
    }

    /// Ends the server; returns what it said.
    func end() -> [String] {
        process.end()
        var lines: [String] = []
        while let line = try? process.line() { lines.append(line) }
        return lines
    }
}
