// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Foundation
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("Token authentication")
struct TokenTests {
    private let directory: TestDirectory
    private let clock = TestClock()

    init() throws { directory = try TestDirectory() }

    private func registry(_ change: (inout FakeRegistry.Options) -> Void = { _ in }) throws -> FakeRegistry {
        var options = FakeRegistry.Options()
        options.authentication = .token
        options.now = { [clock] in clock.now }
        change(&options)
        return try FakeRegistry(options)
    }

    @Test("fetches one token for a repository and uses it ahead of being asked")
    func caching() async throws {
        let registry = try registry()
        let client = testClient(.source, try registry.settings(directory), clock: clock)
        let image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
        for _ in 0..<3 { _ = try await client.manifest(registry.repository("a"), .tag(Tag("x"))) }
        #expect(registry.tokenRequests == 1)
        // One probe for TLS, which also tells of the tokens, then no refusal at all.
        #expect(registry.log.filter { $0.hasSuffix("/manifests/x") }.count == 3)
    }

    @Test("shares one fetch among many requests at once")
    func sharing() async throws {
        let registry = try registry()
        let client = testClient(.source, try registry.settings(directory), clock: clock)
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        let repository = try registry.repository("a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = try await client.manifest(repository, .tag(Tag("x"))) }
            }
            try await group.waitForAll()
        }
        #expect(registry.tokenRequests == 1)
    }

    @Test("renews before the expiry, which is a minute where the service does not say", arguments: [nil, 60, 300])
    func renewal(life: Double?) async throws {
        let registry = try registry { $0.tokenLife = life }
        let client = testClient(.source, try registry.settings(directory), clock: clock)
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        let repository = try registry.repository("a")
        _ = try await client.manifest(repository, .tag(Tag("x")))
        clock.advance((life ?? 60) / 2)
        _ = try await client.manifest(repository, .tag(Tag("x")))
        #expect(registry.tokenRequests == 1)
        clock.advance((life ?? 60) / 2 - 2)
        _ = try await client.manifest(repository, .tag(Tag("x")))
        #expect(registry.tokenRequests == 2)
        #expect(registry.log.filter { $0.hasSuffix("/manifests/x") }.count == 3)
    }

    @Test("fetches a new token once when one is refused in the middle of a run")
    func revocation() async throws {
        let registry = try registry()
        let client = testClient(.source, try registry.settings(directory), clock: clock)
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        let repository = try registry.repository("a")
        _ = try await client.manifest(repository, .tag(Tag("x")))
        registry.revokeTokens()
        _ = try await client.manifest(repository, .tag(Tag("x")))
        #expect(registry.tokenRequests == 2)
        registry.inject(
            .init(
                .status(401, headers: ["WWW-Authenticate": "Bearer realm=\"\(registry.server.url)/token\""]),
                target: "/manifests/",
                times: 5
            )
        )
        let error = await #expect(throws: RegistryError.self) {
            try await client.manifest(repository, .tag(Tag("x")))
        }
        #expect(error?.kind == .unauthorized)
        #expect(clock.sleeps.isEmpty)
    }

    @Test("goes into an upload with a token that is fresh when it begins")
    func longUpload() async throws {
        let registry = try registry { $0.tokenLife = 60 }
        let client = testClient(.destination, try registry.settings(directory), clock: clock)
        let repository = try registry.repository("a")
        guard case .session(var session) = try await client.beginUpload(repository) else { return }
        for _ in 0..<3 {
            clock.advance(59)
            session = try await client.append(session, MemoryStream([1, 2]), length: 2)
        }
        clock.advance(59)
        try await client.finish(session, Digest(of: [1, 2, 1, 2, 1, 2]))
        #expect(registry.tokenRequests == 5)
    }

    @Test("tells the copy engine to open the stream again when a token is refused under way")
    func refusedUpload() async throws {
        let registry = try registry()
        let client = testClient(.destination, try registry.settings(directory), clock: clock)
        let repository = try registry.repository("a")
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1]), size: 1)
        guard case .session(let session) = try await client.beginUpload(repository) else { return }
        registry.revokeTokens()
        let error = await #expect(throws: RegistryError.self) {
            try await client.upload(session, blob, MemoryStream([1]))
        }
        #expect(error?.kind == .unauthorized)
        #expect(error?.isRetryable == true)
        try await client.upload(session, blob, MemoryStream([1]))
        #expect(try await client.blobExists(repository, blob.digest))
    }

    @Test("goes on with a session of another run, whose first request streams")
    func firstRequestStreams() async throws {
        let registry = try registry()
        let settings = try registry.settings(directory)
        guard
            case .session(let session) = try await testClient(.destination, settings, clock: clock)
                .beginUpload(registry.repository("a"))
        else { return }
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1]), size: 1)
        try await testClient(.destination, settings, clock: clock).upload(session, blob, MemoryStream([1]))
        #expect(registry.blob(blob.digest, in: "a") == [1])
    }

    @Test("asks for pull on the origin and push on the target of a mount")
    func mountScopes() async throws {
        let registry = try registry()
        let client = testClient(.destination, try registry.settings(directory), clock: clock)
        registry.add(blob: [7], to: "base/x")
        let start = try await client.beginUpload(
            registry.repository("b"),
            mounting: (Digest(of: [7]), try RepositoryName("base/x"))
        )
        #expect(start == .mounted)
        let asked = registry.server.requests.last { $0.target.hasPrefix(FakeRegistry.tokenPath) }?.target ?? ""
        #expect(asked.contains("scope=repository%3Ab%3Apull%2Cpush"))
        #expect(asked.contains("scope=repository%3Abase%2Fx%3Apull"))
    }

    @Test("learns that deletions want a scope of their own, once")
    func deleteScope() async throws {
        let registry = try registry()
        let client = testClient(.destination, try registry.settings(directory), clock: clock)
        for name in ["a", "b"] {
            registry.add(try TestImage(layers: [[1]]), to: name, tag: "x")
            try await client.delete(registry.repository(name), .tag(Tag("x")))
        }
        #expect(registry.log.filter { $0.hasPrefix("DELETE") }.count == 3)
    }

    @Test("changes an identity token into access tokens by POST")
    func identityToken() async throws {
        let registry = try registry()
        let client = testClient(.destination, try registry.settings(directory, identityToken: true), clock: clock)
        try await TestImage(layers: [[1]]).push(to: registry.repository("a"), tag: "x", with: client)
        #expect(registry.log.contains("POST /token"))
        #expect(!registry.log.contains("GET /token"))
    }

    @Test("pulls without a credential where everybody may, and names the remedy where not")
    func anonymous() async throws {
        let open = try registry { $0.letsEverybodyPull = true }
        open.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        _ = try await testClient(.source, clock: clock).manifest(open.repository("a"), .tag(Tag("x")))
        let push = await #expect(throws: RegistryError.self) {
            try await testClient(.destination, clock: clock).beginUpload(open.repository("a"))
        }
        #expect(push?.kind == .unauthorized)
        #expect(push?.description.contains("podman login \(open.server.host)") == true)

        let closed = try registry()
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source, clock: clock).manifest(closed.repository("a"), .tag(Tag("x")))
        }
        #expect(error?.kind == .unauthorized)
        #expect(error?.description.contains("no credential for `\(closed.server.host)`") == true)
    }

    @Test("shows no secret in any error")
    func secrecy() async throws {
        let registry = try registry()
        let file = try directory.authFile(registry.server.host, "ali", "hunter2")
        let settings = RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        let client = testClient(.source, settings, clock: clock)
        let error = await #expect(throws: RegistryError.self) {
            try await client.manifest(registry.repository("a"), .tag(Tag("x")))
        }
        let encoded = Data("ali:hunter2".utf8).base64EncodedString()
        var dumped = ""
        dump(error, to: &dumped)
        dump(settings, to: &dumped)
        #expect(!dumped.contains("hunter2") && !dumped.contains(encoded))
        #expect(error?.description.contains(file) == true)
        #expect("\(Secret("hunter2"))\(String(reflecting: Secret("hunter2")))".contains("hunter2") == false)
    }

    @Test("goes to a realm elsewhere with the password, and to the registry with the token only")
    func realmElsewhere() async throws {
        let service = try registry()
        let registry = try registry { $0.realm = "\(service.server.url)/token" }
        let client = testClient(.source, try registry.settings(directory), clock: clock)
        await #expect(throws: RegistryError.self) {
            try await client.manifest(registry.repository("a"), .tag(Tag("x")))
        }
        #expect(service.server.requests.allSatisfy { $0.headers["Authorization"]?.hasPrefix("Basic") == true })
        #expect(registry.server.requests.allSatisfy { $0.headers["Authorization"]?.hasPrefix("Basic") != true })
    }
}
