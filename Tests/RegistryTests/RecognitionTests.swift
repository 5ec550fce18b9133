// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("A target is taken for a registry")
struct RecognitionTests {
    /// What a server answers to `/v2/`, and to everything else.
    struct Server: Sendable, CustomTestStringConvertible {
        let name: String
        let base: (status: Int, headers: HTTPHeaders, text: String)
        var list: (status: Int, headers: HTTPHeaders, text: String) = (404, ["Content-Type": "text/html"], "<html>")
        var testDescription: String { name }
    }

    private static let page: (Int, HTTPHeaders, String) = (404, ["Content-Type": "text/html"], "<html>no</html>")
    private static let unknown: (Int, HTTPHeaders, String) = (404, [:], #"{"errors":[{"code":"NAME_UNKNOWN"}]}"#)

    private func require(_ server: Server) async throws {
        let server = try LoopbackServer { [server] exchange in
            let answer = exchange.path == "/v2/" ? server.base : server.list
            var headers = answer.headers
            headers.add("Server", "Test/1")
            try exchange.respond(answer.status, headers: headers, text: answer.text)
        }
        let repository = try Repository(host: RegistryHost(server.host), name: RepositoryName("a"))
        try await testClient(.destination).requireRegistry(at: repository)
    }

    @Test(
        "where it answers as one",
        arguments: [
            Server(name: "open", base: (200, ["Content-Type": "application/json"], "{}")),
            Server(name: "without a word", base: (200, [:], "")),
            Server(name: "asks for a token", base: (401, ["WWW-Authenticate": "Bearer realm=\"http://x/t\""], "")),
            Server(name: "asks for a password", base: (401, ["WWW-Authenticate": "Basic realm=x"], "<html>")),
            Server(name: "forbids", base: (403, [:], #"{"errors":[{"code":"DENIED"}]}"#)),
            Server(
                name: "with an odd page, and says what it is",
                base: (200, ["Docker-Distribution-Api-Version": "registry/2.0", "Content-Type": "text/html"], "true")
            ),
            Server(name: "has no base, and lists", base: page, list: unknown),
            Server(name: "has a page at its base, and lists", base: (200, page.1, "<html>"), list: unknown),
        ]
    )
    func registries(server: Server) async throws { try await require(server) }

    @Test(
        "not where something else answers, which is named",
        arguments: [
            Server(name: "a web server", base: page),
            Server(name: "a console", base: (200, page.1, "<html>"), list: (200, page.1, "<html>")),
            Server(name: "a text", base: (200, ["Content-Type": "text/plain"], "hello")),
            Server(name: "a closed server", base: (403, page.1, "<html>")),
            Server(name: "a login without a way in", base: (401, page.1, "<html>")),
        ]
    )
    func others(server: Server) async throws {
        let error = await #expect(throws: RegistryError.self) { try await require(server) }
        #expect(error?.kind == .noRegistry)
        #expect(error?.description.contains("a server (Test/1) with status \(server.base.status)") == true)
    }

    @Test("and contacted again where its first answer over plain HTTP is lost, which TLS has no part in")
    func firstContact() async throws {
        let registry = try FakeRegistry()
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        registry.inject(.init(.reset, method: "GET", target: "/v2/"))
        let clock = TestClock()
        let found = try await testClient(.source, clock: clock).head(registry.repository("a"), .tag(Tag("x")))
        #expect(found != nil)
        #expect(clock.sleeps.count == 1)
    }

    @Test("for as long as it is not reached over plain HTTP, that is what the error says")
    func lostContact() async throws {
        let registry = try FakeRegistry()
        registry.inject(.init(.reset, method: "GET", target: "/v2/", times: 99))
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source).head(registry.repository("a"), .tag(Tag("x")))
        }
        #expect(error?.kind == .unreachable(.connectionLost))
    }
}
