// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite("Tags that most repositories lack")
struct KnownTagsTests {
    private let suffixes = ["sig", "att", "sbom"]

    /// Asks for cosign's three tags, and the referrers, of so many images; returns the manifests that were found.
    private func look(
        _ client: RegistryClient,
        _ registry: FakeRegistry,
        _ repository: String = "a",
        images: Int,
        sibling: String? = "v1"
    ) async throws -> [Manifest] {
        var found: [Manifest] = []
        let place = try registry.repository(repository)
        for number in 0..<images {
            let digest = Digest(of: [UInt8(number)])
            for suffix in suffixes {
                let tag = try Tag("sha256-\(digest.hex).\(suffix)")
                let manifest = try await client.uncommonManifest(place, tag, beside: sibling.map { try Tag($0) })
                if let manifest { found.append(manifest) }
            }
            _ = try await client.referrers(place, of: digest)
        }
        return found
    }

    private func tag(_ number: UInt8, _ suffix: String) -> String { "sha256-\(Digest(of: [number]).hex).\(suffix)" }

    @Test("are asked for once for all images of a repository")
    func once() async throws {
        let registry = try FakeRegistry { $0.hasReferrersAPI = false }
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "v1")
        let client = testClient(.source)
        #expect(try await look(client, registry, images: 50).isEmpty)
        #expect(registry.log.count { $0.hasSuffix("/tags/list") } == 1)
        // The first lists are confirmed: four times by HEAD, and each of these by GET as long as HEAD is not believed.
        #expect(registry.log.count { $0.hasPrefix("HEAD ") } == 4)
        #expect(registry.log.count { $0.contains("/manifests/") } <= 10)
        // The API is asked until it is known to be missing.
        #expect(registry.log.count { $0.contains("/referrers/") } == 1)
    }

    @Test("are found by one request each where the list has them")
    func listed() async throws {
        let registry = try FakeRegistry()
        let (image, signature) = (try TestImage(layers: [[1]]), try TestImage(layers: [[2]]))
        registry.add(image, to: "a", tag: "v1")
        registry.add(signature, to: "a", tag: tag(7, "sig"))
        let client = testClient(.source)
        #expect(try await look(client, registry, images: 20) == [signature.top])
        #expect(registry.log.count { $0 == "GET /v2/a/manifests/\(tag(7, "sig"))" } == 1)
        #expect(!registry.log.contains("HEAD /v2/a/manifests/\(tag(7, "sig"))"))
    }

    @Test("are asked for one by one where a list lacks what is there, as that of a cache")
    func cache() async throws {
        let registry = try FakeRegistry()
        let signature = try TestImage(layers: [[2]])
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "v1")
        registry.add(signature, to: "a", tag: tag(0, "sig"))
        registry.add(signature, to: "a", tag: tag(9, "sig"))
        registry.inject(.init(.status(200, body: #"{"name":"a","tags":["v1"]}"#), target: "/tags/list", times: 9))
        let client = testClient(.source)
        #expect(try await look(client, registry, images: 12) == [signature.top, signature.top])
        #expect(client.connection.habits(of: try registry.host).tagLists.isFalse)
    }

    @Test(
        "are asked for one by one where the list cannot be relied on",
        arguments: [
            // It lacks the image's own tag.
            (200, #"{"name":"a","tags":["other"]}"#, "v1"), (404, "", "v1"), (403, "", "v1"), (500, "", "v1"),
            (200, "<html>", "v1"),
        ]
    )
    func unusable(status: Int, body: String, sibling: String) async throws {
        let registry = try FakeRegistry()
        let signature = try TestImage(layers: [[2]])
        registry.add(signature, to: "a", tag: tag(3, "att"))
        registry.inject(.init(.status(status, body: body), target: "/tags/list", times: 9))
        let client = testClient(.source)
        #expect(try await look(client, registry, images: 8, sibling: sibling) == [signature.top])
        #expect(registry.log.count { $0.hasSuffix("/tags/list") } == 1)
        #expect(registry.log.count { $0.hasPrefix("HEAD ") } == 24)
    }

    @Test("are asked for one by one where there are many")
    func large() async throws {
        let registry = try FakeRegistry { $0.pageSize = 10 }
        for number in 0..<60 { registry.add(try TestImage(layers: [[1]]), to: "a", tag: "v\(number)") }
        registry.add(try TestImage(layers: [[2]]), to: "a", tag: tag(1, "sbom"))
        let client = testClient(.source)
        #expect(try await look(client, registry, images: 5).count == 1)
        #expect(registry.log.count { $0.hasSuffix("/tags/list") } == 4)
        #expect(registry.log.count { $0.hasPrefix("HEAD ") } == 15)
    }

    @Test("of a target are never taken from a list")
    func target() async throws {
        let registry = try FakeRegistry()
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "v1")
        #expect(try await look(testClient(.destination), registry, images: 6).isEmpty)
        #expect(!registry.log.contains { $0.hasSuffix("/tags/list") })
    }
}
