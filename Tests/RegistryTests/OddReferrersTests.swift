// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("A referrers API that answers with something else")
struct OddReferrersTests {
    private let registry: FakeRegistry
    private let image: TestImage

    init() throws {
        registry = try FakeRegistry()
        image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
    }

    static let answers: [FakeRegistryFault.Effect] = [
        .status(406), .status(401), .status(403), .status(500), .status(410),
        .status(200, headers: ["Content-Type": "text/html"], body: "<html>console</html>"),
        .status(200, body: #"{"schemaVersion":2,"manifests":null}"#),
    ]

    @Test("is passed over for copying, with the tag that stands in for it", arguments: answers)
    func copying(answer: FakeRegistryFault.Effect) async throws {
        registry.inject(.init(answer, target: "/referrers/", times: 99))
        let client = testClient(.source)
        #expect(try await client.referrers(registry.repository("a"), of: image.digest).isEmpty)
    }

    @Test("falls back to the tag, warns once, and is not asked for every image")
    func fallback() async throws {
        let referrer = try TestImage.referrer(to: image, type: "application/vnd.example.note")
        var options = FakeRegistry.Options()
        options.hasReferrersAPI = false
        let registry = try FakeRegistry(options)
        let repository = try registry.repository("a")
        let writer = testClient(.destination)
        try await image.push(to: repository, tag: "x", with: writer)
        try await referrer.push(to: repository, with: writer)
        registry.inject(.init(.status(403), target: "/referrers/", times: 99))
        let asked = registry.log.count { $0.contains("/referrers/") }
        let client = testClient(.source)
        for _ in 0..<3 {
            let found = try await client.referrers(repository, of: image.digest)
            #expect(found == [referrer.top.descriptor])
        }
        #expect(registry.log.count { $0.contains("/referrers/") } == asked + 1)
    }

    @Test("proves nothing", arguments: answers)
    func proving(answer: FakeRegistryFault.Effect) async throws {
        registry.inject(.init(answer, target: "/referrers/", times: 99))
        await #expect(throws: RegistryError.self) {
            try await testClient(.destination).referrers(registry.repository("a"), of: image.digest, proving: true)
        }
    }

    @Test("proves nothing where it listed something before, and says now that it is not there")
    func gone() async throws {
        let client = testClient(.destination)
        let repository = try registry.repository("a")
        #expect(try await client.referrers(repository, of: image.digest, proving: true).isEmpty)
        registry.inject(.init(.status(404), target: "/referrers/"))
        await #expect(throws: RegistryError.self) {
            try await client.referrers(repository, of: image.digest, proving: true)
        }
    }
}
