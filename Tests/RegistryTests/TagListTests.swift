// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import OCI
import TestSupport
import Testing

@testable import Registry

/// Servers that lead from one page of tags to the next in their own ways.
@Suite("A list of tags")
struct TagListTests {
    /// What a server does with a list that is longer than its page.
    struct Server: Sendable, CustomTestStringConvertible {
        let name: String
        var page = 3
        /// The field that names the next page behind a tag, of a repository at a server.
        var link: (@Sendable (_ last: String, _ url: String) -> String)?
        var knowsLast = true
        /// Whether `n` makes a page shorter or longer.
        var knowsN = false
        var testDescription: String { name }
    }

    private static let tags = (10..<20).map { "t\($0)" }

    private func list(_ server: Server, _ tags: [String] = tags) throws -> LoopbackServer {
        try LoopbackServer { exchange in
            if exchange.path == "/v2/" { return try exchange.respond(200, text: "{}") }
            guard exchange.path == "/v2/a/tags/list" else {
                return try exchange.respond(400, text: "nobody is here")
            }
            let last = server.knowsLast ? exchange.query("last") ?? "" : ""
            let length = server.knowsN ? exchange.query("n").flatMap(Int.init) ?? server.page : server.page
            let rest = tags.filter { $0 > last }
            let page = Array(rest.prefix(length))
            var headers: HTTPHeaders = ["Content-Type": "application/json"]
            if page.count < rest.count, let end = page.last, let link = server.link {
                headers["Link"] = link(end, "http://\(exchange.headers["Host"] ?? "")")
            }
            let body = try JSONSerialization.data(withJSONObject: ["name": "a", "tags": page])
            try exchange.respond(200, headers: headers, body: [UInt8](body))
        }
    }

    private func read(_ server: LoopbackServer, proving: Bool) async throws -> [String] {
        let connection = testClient(.destination).connection
        let repository = try Repository(host: RegistryHost(server.host), name: RepositoryName("a"))
        return try await TagListing(
            connection: connection,
            endpoint: connection.settings.registries.destination(repository),
            patience: connection.retry,
            proving: proving
        ).read()
    }

    @Test(
        "is read to its end however the server leads there",
        arguments: [
            Server(name: "as it should be") { last, _ in "</v2/a/tags/list?n=3&last=\(last)>; rel=\"next\"" },
            Server(name: "without angle brackets") { last, _ in "/v2/a/tags/list?n=3&last=\(last); rel=\"next\"" },
            Server(name: "without a relation") { last, _ in "</v2/a/tags/list?n=3&last=\(last)>" },
            Server(name: "relative") { last, _ in "<list?n=3&last=\(last)>; rel=next" },
            Server(name: "a path of its own") { last, url in
                "<\(url)/repository/hosted/v2/a/tags/list?last=\(last)>; rel=\"next\""
            },
            Server(name: "a host of its own") { last, _ in
                "<http://registry.invalid:5000/v2/a/tags/list?last=\(last)>; rel=\"next\""
            },
            Server(name: "back to the first page") { _, _ in "</v2/a/tags/list?n=3>; rel=\"next\"" },
            Server(name: "nonsense") { _, _ in "%%; <" },
            Server(name: "nowhere, and pages all the same"),
        ]
    )
    func pages(server: Server) async throws {
        #expect(try await read(list(server), proving: true) == Self.tags)
    }

    @Test("is an error where it leads back, and `last=` does not lead on", arguments: [true, false])
    func standsStill(proving: Bool) async throws {
        let server = Server(name: "", link: { _, _ in "<nowhere" }, knowsLast: false)
        let error = await #expect(throws: RegistryError.self) {
            try await read(list(server), proving: proving)
        }
        #expect(error?.description.contains("`last=` does not continue it") == true)
    }

    @Test("is an error where a server ends a full page without a link, and knows no `last=`")
    func fullPage() async throws {
        let tags = (1000..<3000).map { "t\($0)" }
        let error = await #expect(throws: RegistryError.self) {
            try await read(list(Server(name: "", knowsLast: false, knowsN: true), tags), proving: true)
        }
        #expect(error?.kind == .invalidAnswer)
        // One that knows `last=` has the rest, and one that knows neither always sends all: distribution 2 does.
        #expect(try await read(list(Server(name: "", knowsN: true), tags), proving: false) == tags)
        #expect(try await read(list(Server(name: "", page: 5000, knowsLast: false), tags), proving: true) == tags)
    }

    @Test("proves nothing where it is in no order, and its link cannot be followed")
    func unordered() async throws {
        let server = Server(name: "") { _, _ in "<nowhere" }
        await #expect(throws: RegistryError.self) { try await read(list(server, ["c", "a", "b", "d"]), proving: true) }
    }

    @Test("that lacks a tag which is there proves nothing")
    func lackingTag() async throws {
        let registry = try FakeRegistry()
        let image = try TestImage(layers: [[1]])
        for tag in ["a", "b"] { registry.add(image, to: "a", tag: tag) }
        let repository = try registry.repository("a")
        let client = testClient(.destination)
        for body in [#"{"tags":null}"#, #"{"tags":["a"]}"#] {
            registry.inject(.init(.status(200, body: body), target: "/tags/list?n=1000"))
            registry.inject(.init(.status(200, body: #"{"tags":[]}"#), target: "/tags/list?n=1000&last="))
            let error = await #expect(throws: RegistryError.self) {
                try await client.taggedDigests(repository, known: ["b", "gone"], limit: 2)
            }
            #expect(error?.description.contains("lacks `b`, which exists") == true)
        }
        #expect(try await client.taggedDigests(repository, known: ["b", "gone"], limit: 2).count == 2)
    }

    @Test("that a web page answers with 404 does not say that a repository is not there")
    func webPage() async throws {
        let registry = try FakeRegistry()
        let repository = try registry.repository("a")
        #expect(try await testClient(.destination).taggedDigests(repository, limit: 2).isEmpty)
        registry.inject(.init(.status(404, body: "<html>"), target: "/tags/list"))
        await #expect(throws: RegistryError.self) {
            try await testClient(.destination).taggedDigests(repository, limit: 2)
        }
    }
}
