// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

/// Content that arrives with other bytes than its digest names.
@Suite("Wrong bytes")
struct WrongBytesTests {
    private let image: TestImage
    private let registry: FakeRegistry
    private let clock = TestClock()

    init() throws {
        image = try TestImage(layers: [[1, 2, 3]])
        registry = try FakeRegistry()
        registry.add(image, to: "a", tag: "1")
    }

    @Test("of manifests and blobs are fetched again in the same run", arguments: ["/manifests/", "/blobs/"])
    func once(path: String) async throws {
        registry.inject(.init(.lie, method: "GET", target: path))
        let client = testClient(.source, clock: clock)
        let repository = try registry.repository("a")
        #expect(try await client.manifest(repository, .digest(image.digest)) == image.top)
        let blob = image.top.blobs[0]
        #expect(try await client.verifiedBlob(repository, blob, limit: 99999) == image.blobs[blob.digest])
        #expect(clock.sleeps == [.milliseconds(500)])
    }

    @Test("that stay wrong are an error after four tries", arguments: ["/manifests/", "/blobs/"])
    func always(path: String) async throws {
        registry.inject(.init(.lie, method: "GET", target: path, times: 99))
        let client = testClient(.source, clock: clock)
        let repository = try registry.repository("a")
        await #expect(throws: (any Error).self) {
            _ = try await client.manifest(repository, .digest(image.digest))
            _ = try await client.verifiedBlob(repository, image.top.blobs[0], limit: 99999)
        }
        #expect(registry.log.count { $0.hasPrefix("GET") && $0.contains(path) } == 4)
    }

    @Test("of a mirror are fetched from the next place", arguments: ["/manifests/", "/blobs/"])
    func mirror(path: String) async throws {
        let mirror = try FakeRegistry()
        mirror.add(image, to: "a", tag: "1")
        mirror.inject(.init(.lie, method: "GET", target: path, times: 99))
        var entry = RegistriesConfiguration.Entry(prefix: registry.server.host, file: "registries.conf")
        entry.mirrors = [.init(location: mirror.server.host, isInsecure: true)]
        let settings = RegistrySettings(registries: RegistriesConfiguration(entries: [entry]))
        let client = testClient(.source, settings, clock: clock)
        let repository = try registry.repository("a")
        #expect(try await client.manifest(repository, .digest(image.digest)) == image.top)
        let blob = image.top.blobs[0]
        #expect(try await client.verifiedBlob(repository, blob, limit: 99999) == image.blobs[blob.digest])
        #expect(registry.log.contains { $0.hasPrefix("GET") && $0.contains(path) })
    }
}
