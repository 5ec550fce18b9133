// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Foundation
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("What tokens are asked for")
struct AccessTests {
    private let directory: TestDirectory
    private let registry: FakeRegistry
    private let image: TestImage

    init() throws {
        directory = try TestDirectory()
        var options = FakeRegistry.Options()
        options.authentication = .token
        registry = try FakeRegistry(options)
        image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
    }

    private func client() throws -> RegistryClient { testClient(.destination, try registry.settings(directory)) }

    /// The scopes that the token service was asked for, in order.
    private var scopes: [String] {
        registry.server.requests.filter { $0.target.hasPrefix(FakeRegistry.tokenPath) }.flatMap { request in
            (URLComponents(string: request.target)?.queryItems ?? []).filter { $0.name == "scope" }
                .compactMap(\.value)
        }
    }

    @Test("is to pull, where a target is only looked at")
    func reading() async throws {
        let client = try client()
        let repository = try registry.repository("a")
        _ = try await client.head(repository, .tag(Tag("x")))
        _ = try await client.head(repository, .tag(Tag("y")))
        _ = try await client.manifest(repository, .tag(Tag("x")))
        _ = try await client.blobExists(repository, Digest(of: [1]))
        _ = try await client.taggedDigests(repository, limit: 2)
        _ = try await client.referrers(repository, of: image.digest)
        #expect(scopes == ["repository:a:pull"])
    }

    @Test("is to push as well, where something is written, and that token serves for looking")
    func writing() async throws {
        let client = try client()
        let repository = try registry.repository("b")
        try await image.push(to: repository, tag: "x", with: client)
        _ = try await client.head(repository, .tag(Tag("x")))
        guard case .session(let session) = try await client.beginUpload(repository) else { return }
        _ = try await client.status(session)
        try await client.cancel(session)
        #expect(scopes == ["repository:b:pull,push"])
    }

    @Test("is what the registry wants to see for a deletion, and no right to push")
    func deleting() async throws {
        let client = try client()
        try await client.delete(registry.repository("a"), .digest(image.digest))
        #expect(!scopes.contains { $0.contains("push") })
        #expect(scopes.last == "repository:a:pull,delete")
    }

    @Test("is everything that deletions may need, where a registry only forbids them")
    func forbiddenDeletion() async throws {
        registry.inject(.init(.status(403), method: "DELETE", target: "/manifests/"))
        try await client().delete(registry.repository("a"), .digest(image.digest))
        #expect(scopes.last == "repository:a:pull,push,delete")
        #expect(registry.tags(of: "a").isEmpty)
    }

    @Test("gets a repository that cannot be looked into counted as not there, except where something is proven")
    func hiddenRepository() async throws {
        let challenge = "Bearer realm=\"\(registry.server.url)/token\",scope=\"repository:new:pull\""
        registry.inject(.init(.status(401, headers: ["WWW-Authenticate": challenge]), target: "/v2/new/", times: 99))
        let client = try client()
        let repository = try registry.repository("new")
        #expect(try await client.head(repository, .tag(Tag("x"))) == nil)
        #expect(try await !client.blobExists(repository, Digest(of: [1])))
        #expect(try await client.listsReferrers(repository))
        await #expect(throws: RegistryError.self) {
            try await client.head(repository, .tag(Tag("x")), proving: true)
        }
        await #expect(throws: RegistryError.self) { try await client.taggedDigests(repository, limit: 2) }
        // At a source it is an error: nobody is going to put anything there.
        await #expect(throws: RegistryError.self) {
            try await testClient(.source, registry.settings(directory)).head(repository, .tag(Tag("x")))
        }
        #expect(!scopes.contains { $0.contains("push") })
    }
}
