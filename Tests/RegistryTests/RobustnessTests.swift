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

@Suite("When a registry misbehaves, the client")
struct RobustnessTests {
    private let clock = TestClock()

    @Test(
        "tries again after a status that may pass",
        arguments: [408, 425, 429, 500, 502, 503, 504]
    )
    func retries(status: Int) async throws {
        let registry = try FakeRegistry()
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        registry.inject(.init(.status(status), target: "/manifests/", times: 3))
        _ = try await testClient(.source, clock: clock).manifest(registry.repository("a"), .tag(Tag("x")))
        #expect(clock.sleeps == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test("does not try again after a refusal", arguments: [400, 403, 404, 405, 410, 413, 451, 501])
    func refusals(status: Int) async throws {
        let registry = try FakeRegistry()
        registry.inject(.init(.status(status), target: "/manifests/", times: 9))
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source, clock: clock).manifest(registry.repository("a"), .tag(Tag("x")))
        }
        #expect(error?.status == status)
        #expect(clock.sleeps.isEmpty)
    }

    @Test(
        "waits as long as the registry says, up to a limit",
        arguments: [
            ("7", .seconds(7)), ("0", .zero), ("99999", .seconds(120)), ("Mon, 12 Jan 1970 13:47:10 GMT", .seconds(30)),
            ("Mon, 12 Jan 1970 13:46:00 GMT", .zero), ("soon", .milliseconds(500)),
        ] as [(String, Duration)]
    )
    func retryAfter(value: String, wait: Duration) async throws {
        let registry = try FakeRegistry()
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        registry.inject(.init(.status(429, headers: ["Retry-After": value]), target: "/manifests/"))
        _ = try await testClient(.source, clock: clock).manifest(registry.repository("a"), .tag(Tag("x")))
        #expect(clock.sleeps == [wait])
    }

    @Test("gives up when its budget is spent and says why")
    func givesUp() async throws {
        let registry = try FakeRegistry()
        let body = #"{"errors":[{"code":"TOOMANYREQUESTS","message":"slow\u001b[31m down\n"}]}"#
        registry.inject(.init(.status(429, body: body), target: "/manifests/", times: 99))
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source, clock: clock).manifest(registry.repository("a"), .tag(Tag("x")))
        }
        #expect(error?.kind == .tooManyRequests)
        #expect(error?.isRetryable == true)
        #expect(error?.details == ["TOOMANYREQUESTS: slow [31m down"])
        #expect(error?.isExhausted == true)
        // Half a second, one, two and four, then each five.
        #expect(clock.sleeps.reduce(.zero, +) == .seconds(120))
        #expect(registry.log.filter { $0.hasSuffix("/manifests/x") }.count == 28)
    }

    @Test("gives up within seconds on a host that refuses connections and never answered")
    func refusedConnection() async throws {
        let server = try LoopbackServer { _ in }
        let host = try RegistryHost(server.host)
        server.stop()
        let error = await #expect(throws: RegistryError.self) { try await testClient(.source, clock: clock).ping(host) }
        #expect(error?.kind == .unreachable(.connectionRefused))
        #expect(clock.sleeps == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .milliseconds(2500)])
        #expect(error?.description.contains("check that a registry listens at `\(host)`") == true)
    }

    @Test("tries again when the connection is cut inside a manifest")
    func cutManifest() async throws {
        let registry = try FakeRegistry()
        let image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
        registry.inject(.init(.cut(after: 20), target: "/manifests/", times: 2))
        let manifest = try await testClient(.source, clock: clock).manifest(registry.repository("a"), .tag(Tag("x")))
        #expect(manifest == image.top)
    }

    @Test("refuses other bytes than the digest promises")
    func lies() async throws {
        let registry = try FakeRegistry()
        let image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
        let client = testClient(.source, clock: clock)
        for reference in [ManifestReference.tag(try Tag("x")), .digest(image.digest)] {
            registry.inject(.init(.lie, method: "GET", target: "/manifests/", times: 4))
            let error = await #expect(throws: RegistryError.self) {
                try await client.manifest(registry.repository("a"), reference)
            }
            #expect(error?.kind == .digestMismatch)
        }
    }

    @Test("asks by GET where HEAD is not known or names no digest")
    func headWithoutDigest() async throws {
        var options = FakeRegistry.Options()
        options.namesDigests = false
        let registry = try FakeRegistry(options)
        let image = try TestImage(layers: [[1]])
        registry.add(image, to: "a", tag: "x")
        let client = testClient(.source, clock: clock)
        #expect(try await client.head(registry.repository("a"), .tag(Tag("x"))) == image.top.descriptor)
        registry.inject(.init(.status(405), method: "HEAD"))
        #expect(try await client.head(registry.repository("a"), .digest(image.digest))?.digest == image.digest)
    }

    @Test("hands over what came of a blob, then the error, and goes on from there", arguments: [true, false])
    func resumes(knowsRanges: Bool) async throws {
        var options = FakeRegistry.Options()
        options.knowsRanges = knowsRanges
        let registry = try FakeRegistry(options)
        var generator = SeededGenerator(3)
        let bytes = generator.bytes(500_000)
        registry.add(blob: bytes, to: "a")
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: 500_000)
        let client = testClient(.source, clock: clock)
        registry.inject(.init(.cut(after: 300_000), target: "/blobs/"))
        let received = Guarded<[UInt8]>([])
        let error = await #expect(throws: HTTPTransportError.self) {
            try await client.blob(registry.repository("a"), blob) { stream in
                while let chunk = try await stream.next() { received.withLock { $0 += chunk } }
            }
        }
        #expect(error?.reason == .connectionLost)
        let offset = received.withLock { $0.count }
        #expect(offset == 300_000)
        let rest = try await client.blob(registry.repository("a"), blob, from: Int64(offset)) {
            try await $0.collect(limit: 1 << 20)
        }
        #expect(received.withLock { $0 } + rest == bytes)
        let nothing = try await client.blob(registry.repository("a"), blob, from: blob.size) { try await $0.next() }
        #expect(nothing == nil)
    }

    @Test("refuses a blob that is longer or shorter than promised", arguments: [3, 5])
    func wrongSize(size: Int64) async throws {
        let registry = try FakeRegistry()
        registry.add(blob: [1, 2, 3, 4], to: "a")
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1, 2, 3, 4]), size: size)
        let error = await #expect(throws: RegistryError.self) {
            try await testClient(.source, clock: clock).blob(registry.repository("a"), blob) {
                try await $0.collect(limit: 99)
            }
        }
        #expect(error?.kind == .digestMismatch)
    }

    @Test("gives the caller's own errors back as they are, and tries nothing again for them")
    func callersErrors() async throws {
        struct DiskFull: Error {}
        let registry = try FakeRegistry()
        registry.add(blob: [1], to: "a")
        let blob = Descriptor(mediaType: .ociLayer, digest: Digest(of: [1]), size: 1)
        await #expect(throws: DiskFull.self) {
            try await testClient(.source, clock: clock).blob(registry.repository("a"), blob) { _ in throw DiskFull() }
        }
        let client = testClient(.destination, clock: clock)
        guard case .session(let session) = try await client.beginUpload(registry.repository("a")) else { return }
        await #expect(throws: DiskFull.self) {
            try await client.upload(
                session,
                Descriptor(mediaType: .ociLayer, digest: Digest(of: [1, 2]), size: 2),
                MemoryStream([1], failure: DiskFull())
            )
        }
        #expect(clock.sleeps.isEmpty)
    }

    @Test("uses the session that a refused mount opens")
    func refusedMount() async throws {
        var options = FakeRegistry.Options()
        options.answersMounts = false
        options.minimumChunkLength = 1000
        let registry = try FakeRegistry(options)
        registry.add(blob: [5], to: "home")
        let client = testClient(.destination, clock: clock)
        let start = try await client.beginUpload(
            registry.repository("b"),
            mounting: (Digest(of: [5]), RepositoryName("home"))
        )
        guard case .session(let session) = start else {
            Issue.record("mounted")
            return
        }
        #expect(session.minimumChunkLength == 1000)
        try await client.upload(
            session,
            Descriptor(mediaType: .ociLayer, digest: Digest(of: [5]), size: 1),
            MemoryStream([5])
        )
        #expect(registry.blob(Digest(of: [5]), in: "b") == [5])
        #expect(registry.log.filter { $0.hasPrefix("POST") }.count == 1)
    }

    @Test("takes an upload as done whose closing answer was lost")
    func lostAnswer() async throws {
        let registry = try FakeRegistry()
        let client = testClient(.destination, clock: clock)
        guard case .session(let session) = try await client.beginUpload(registry.repository("a")) else { return }
        registry.add(blob: [4], to: "a")
        try await client.cancel(session)
        try await client.finish(session, Digest(of: [4]))
        let error = await #expect(throws: RegistryError.self) { try await client.finish(session, Digest(of: [5])) }
        #expect(error?.kind == .uploadUnknown)
    }

    @Test("says that a chunk does not fit, and finds out where to go on")
    func rangeRefused() async throws {
        let registry = try FakeRegistry()
        let client = testClient(.destination, clock: clock)
        guard case .session(let first) = try await client.beginUpload(registry.repository("a")) else { return }
        _ = try await client.append(first, MemoryStream([1, 2, 3]), length: 3)
        let error = await #expect(throws: RegistryError.self) {
            try await client.append(first, MemoryStream([1, 2, 3]), length: 3)
        }
        #expect(error?.kind == .rangeRefused)
        let resumed = try #require(try await client.status(first))
        #expect(resumed.offset == 3)
        try await client.finish(resumed, Digest(of: [1, 2, 3]))
    }

    @Test("accepts what docker-registry does not: sparse indexes, tag deletion, sha512, referrers")
    func generousRegistry() async throws {
        let registry = try FakeRegistry()
        let client = testClient(.destination, clock: clock)
        let repository = try registry.repository("a")
        let arm = Platform(os: "linux", architecture: "arm64")
        let image = try TestImage(layers: [[1]])
        let index = try TestImage.index(
            [
                (Platform(os: "linux", architecture: "amd64"), image),
                (arm, try TestImage(layers: [[2]], platform: arm)),
            ],
            without: [arm]
        )
        try await index.push(to: repository, tag: "x", with: client)
        try await client.put(image.top, to: repository, as: .digest(Digest(of: image.top.bytes, algorithm: .sha512)))
        let referrer = try TestImage.referrer(to: index, type: "application/vnd.example.note")
        try await referrer.push(to: repository, with: client)
        #expect(try await client.referrers(repository, of: index.digest).map(\.digest) == [referrer.digest])
        #expect(registry.tags(of: "a") == ["x": "\(index.digest)"])
        try await client.delete(repository, .tag(Tag("x")))
        #expect(registry.tags(of: "a") == [:])
    }

    @Test("slows down for all of a host and speeds up again")
    func limits() async throws {
        let registry = try FakeRegistry()
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        registry.inject(.init(.status(429), target: "/manifests/", times: 12))
        let client = testClient(.source, clock: clock, requestsPerHost: 8)
        let repository = try registry.repository("a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<30 {
                group.addTask { _ = try await client.manifest(repository, .tag(Tag("x"))) }
            }
            try await group.waitForAll()
        }
        #expect(registry.server.connectionCount <= 10)
    }
}
