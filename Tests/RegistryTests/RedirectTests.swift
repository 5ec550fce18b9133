// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Foundation
import HTTPTransport
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("Credentials", .waitsForPrograms)
struct RedirectTests {
    private let directory: TestDirectory
    private let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1, 2]), size: 2)

    init() throws { directory = try TestDirectory() }

    @Test("do not go to where blobs are redirected", arguments: [FakeRegistry.Authentication.basic, .token])
    func redirectedBlobs(authentication: FakeRegistry.Authentication) async throws {
        let storage = try FakeRegistry()
        storage.add(blob: [1, 2], to: "a")
        var options = FakeRegistry.Options()
        options.authentication = authentication
        options.blobLocation = storage.server.url
        let registry = try FakeRegistry(options)
        registry.add(blob: [1, 2], to: "a")
        let client = testClient(.source, declaring(storage, try registry.settings(directory)))
        let bytes = try await client.blob(registry.repository("a"), blob) { try await $0.collect(limit: 9) }
        #expect(bytes == [1, 2])
        let rest = try await client.blob(registry.repository("a"), blob, from: 1) { try await $0.collect(limit: 9) }
        #expect(rest == [2])
        #expect(storage.server.requests.count == 2)
        #expect(storage.server.requests.allSatisfy { $0.headers["Authorization"] == nil })
        #expect(storage.server.requests.allSatisfy { $0.target.hasSuffix("?signed=yes") })
    }

    @Test("are not given to a redirect's target that asks for them")
    func askingTarget() async throws {
        let thief = try LoopbackServer { exchange in
            if exchange.path == "/token" { return try exchange.respond(200, text: #"{"token":"x"}"#) }
            let host = exchange.headers["Host"] ?? ""
            try exchange.respond(401, headers: ["WWW-Authenticate": "Bearer realm=\"http://\(host)/token\""])
        }
        var options = FakeRegistry.Options()
        options.authentication = .basic
        options.blobLocation = thief.url
        let registry = try FakeRegistry(options)
        registry.add(blob: [1, 2], to: "a")
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source, registry.settings(directory)).blob(registry.repository("a"), blob) {
                try await $0.collect(limit: 9)
            }
        }
        #expect(error?.kind == .unauthorized)
        #expect(thief.requests.count == 1)
        #expect(thief.requests.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test("do not follow an upload's location to another host")
    func uploadElsewhere() async throws {
        let storage = try LoopbackServer { exchange in
            _ = try exchange.readBody()
            try exchange.respond(201)
        }
        let registry = try LoopbackServer { exchange in
            guard exchange.headers["Authorization"] != nil else {
                return try exchange.respond(401, headers: ["WWW-Authenticate": "Basic realm=x"])
            }
            try exchange.respond(202, headers: ["Location": "\(storage.url)/put?sig=abc"])
        }
        let file = try directory.authFile(registry.host, "ali", "sesame")
        let settings = RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        let client = testClient(.destination, settings)
        let repository = Repository(host: try RegistryHost(registry.host), name: try RepositoryName("a"))
        guard case .session(let session) = try await client.beginUpload(repository) else { return }
        try await client.upload(session, blob, MemoryStream([1, 2]))
        #expect(
            storage.requests.map(\.target) == [
                "/put?sig=abc&digest=\(blob.digest.description.replacing(":", with: "%3A"))"
            ]
        )
        #expect(storage.requests.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test("and redirects without end are given up")
    func endless() async throws {
        let server = try LoopbackServer { exchange in
            try exchange.respond(302, headers: ["Location": "\(exchange.target)x"])
        }
        let repository = Repository(host: try RegistryHost(server.host), name: try RepositoryName("a"))
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source).manifest(repository, .tag(Tag("x")))
        }
        #expect(error?.description.contains("more than 10 times") == true)
    }

    @Test("stay off a redirect to a host that must speak TLS, although the registry need not")
    func redirectKeepsVerification() async throws {
        let other = try RegistryProcess(.init(speaksTLS: true))
        var options = FakeRegistry.Options()
        options.blobLocation = "https://\(other.host)"
        let registry = try FakeRegistry(options)
        registry.add(blob: [1, 2], to: "a")
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source).blob(registry.repository("a"), blob) { try await $0.collect(limit: 9) }
        }
        #expect(error?.kind == .unreachable(.untrustedCertificate))
        #expect(error?.description.contains("certs.d/\(other.host)/ca.crt") == true)
    }

    private func declaring(_ registry: FakeRegistry, _ settings: RegistrySettings) -> RegistrySettings {
        var settings = settings
        var entry = RegistriesConfiguration.Entry(prefix: registry.server.host, file: "registries.conf")
        entry.isInsecure = true
        settings.registries = RegistriesConfiguration(entries: [entry])
        return settings
    }
}
