// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("HEAD that is answered unlike GET")
struct HeadTests {
    private let registry: FakeRegistry
    private let image: TestImage

    init() throws {
        registry = try FakeRegistry()
        image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
    }

    private func count(_ method: String) -> Int { registry.log.count { $0.hasPrefix("\(method) /v2/a/") } }

    @Test("finds a manifest all the same", arguments: [400, 403, 404, 405, 406, 410, 500, 501])
    func manifests(status: Int) async throws {
        registry.inject(.init(.status(status), method: "HEAD", target: "/manifests/", times: 9))
        for role in [RegistryClient.Role.source, .destination] {
            let clock = TestClock()
            let found = try await testClient(role, clock: clock).head(registry.repository("a"), .tag(Tag("x")))
            #expect(found == image.top.descriptor)
            #expect(clock.sleeps.isEmpty)
        }
    }

    @Test("finds a blob all the same, without fetching more than its beginning", arguments: [403, 404, 405, 500])
    func blobs(status: Int) async throws {
        registry.inject(.init(.status(status), method: "HEAD", target: "/blobs/", times: 9))
        let client = testClient(.destination)
        let repository = try registry.repository("a")
        #expect(try await client.blobExists(repository, Digest(of: [1])))
        #expect(try await !client.blobExists(repository, Digest(of: [2])))
        #expect(registry.server.requests.last { $0.method == "GET" }?.headers["Range"] == "bytes=0-0")
    }

    @Test("is not asked again where it was wrong")
    func remembered() async throws {
        registry.inject(.init(.status(404), method: "HEAD", target: "/manifests/", times: 99))
        let client = testClient(.destination)
        for _ in 0..<5 { #expect(try await client.head(registry.repository("a"), .tag(Tag("x"))) != nil) }
        #expect(count("HEAD") == 1 && count("GET") == 5)
    }

    @Test("costs a target no second question for what is not there, once HEAD has found something")
    func cheapAbsence() async throws {
        let client = testClient(.destination)
        let repository = try registry.repository("a")
        #expect(try await client.head(repository, .tag(Tag("x"))) != nil)
        for number in 0..<5 { #expect(try await client.head(repository, .tag(Tag("y\(number)"))) == nil) }
        #expect(count("GET") == 0)
        // What a proof rests on is asked twice.
        #expect(try await client.head(repository, .tag(Tag("y")), proving: true) == nil)
        #expect(count("GET") == 1)
    }

    @Test("costs a target without anything a few questions, and a source one for each image")
    func absences() async throws {
        let target = testClient(.destination)
        let repository = try registry.repository("b")
        for number in 0..<9 { #expect(try await target.head(repository, .tag(Tag("y\(number)"))) == nil) }
        #expect(registry.log.count { $0.hasPrefix("GET /v2/b/") } == 4)
        let source = testClient(.source)
        for number in 0..<9 { #expect(try await source.head(repository, .tag(Tag("y\(number)"))) == nil) }
        #expect(registry.log.count { $0.hasPrefix("GET /v2/b/") } == 13)
    }
}
