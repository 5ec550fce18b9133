// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

/// Registries that are gone for a while, or for good, behind mirrors and alone.
@Suite("A registry that is gone")
struct OutageTests {
    private let directory: TestDirectory
    private let image: TestImage
    private let original: FakeRegistry
    private let mirror: FakeRegistry
    private let clock = SteppingClock()

    init() throws {
        directory = try TestDirectory()
        image = try TestImage(layers: [[1]])
        original = try FakeRegistry()
        mirror = try FakeRegistry()
    }

    private func client(
        _ role: RegistryClient.Role = .source,
        mirroring: Bool = false,
        mirrorLines: String = "",
        outages: Outages = Outages(),
        transport: any HTTPTransport = CurlTransport(.init(version: "test"))
    ) throws -> RegistryClient {
        let file = try directory.write(
            "registries.conf",
            """
            [[registry]]
            location = "\(original.server.host)"
            [[registry.mirror]]
            location = "\(mirror.server.host)"
            insecure = true
            \(mirrorLines)
            """
        )
        var settings = RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false)
        if mirroring {
            settings.registries = try RegistriesConfiguration(
                environment: ["CONTAINERS_REGISTRIES_CONF": file, "HOME": directory.path],
                systemDirectory: directory.path
            )
        }
        return RegistryClient(
            role: role,
            transport: transport,
            settings: settings,
            policy: RequestPolicy(retry: RetryPolicy(time: clock.time), outages: outages)
        )
    }

    /// Stops a registry, and starts it again when so much time has passed.
    private func restart(_ registry: FakeRegistry, after time: Duration) {
        registry.server.stop()
        clock.after(clock.elapsed + time) { try? registry.server.restart() }
    }

    @Test("for a minute is waited for, whatever it is asked")
    func minute() async throws {
        original.add(image, to: "a", tag: "1")
        let source = try client()
        let target = try client(.destination)
        let repository = try original.repository("a")
        _ = try await source.tags(repository)
        _ = try await target.tags(repository)
        let other = try TestImage(layers: [[2]])
        let requests: [@Sendable () async throws -> Void] = [
            { _ = try await source.head(repository, .tag(Tag("1"))) },
            { _ = try await source.manifest(repository, .tag(Tag("1"))) },
            { _ = try await source.blobExists(repository, image.top.blobs[0].digest) },
            { _ = try await source.verifiedBlob(repository, image.top.blobs[0], limit: 1 << 20) },
            { _ = try await source.tags(repository) },
            { _ = try await source.referrers(repository, of: image.digest) },
            { _ = try await target.beginUpload(repository) },
            { try await target.put(image.top, to: repository, as: .tag(Tag("2"))) },
            { try await target.delete(repository, .tag(Tag("2"))) },
            { try await other.push(to: repository, tag: "3", with: target) },
        ]
        for request in requests {
            restart(original, after: .seconds(60))
            try await request()
        }
    }

    @Test("is waited for too where it only gives out tokens")
    func tokenService() async throws {
        let service = try FakeRegistry { $0.authentication = .token }
        let registry = try FakeRegistry { options in
            options.authentication = .token
            options.realm = "\(service.server.url)\(FakeRegistry.tokenPath)"
        }
        var settings = try registry.settings(directory)
        settings.sourceVerifiesTLS = false
        let client = RegistryClient(
            role: .source,
            transport: CurlTransport(.init(version: "test")),
            settings: settings,
            policy: RequestPolicy(retry: RetryPolicy(time: clock.time))
        )
        // The registry knows nothing of the tokens of the other, and refuses them.
        let first = await #expect(throws: RegistryError.self) { try await client.tags(registry.repository("a")) }
        #expect(first?.kind == .unauthorized)
        restart(service, after: .seconds(60))
        let second = await #expect(throws: RegistryError.self) { try await client.tags(registry.repository("b")) }
        #expect(second?.kind == .unauthorized, "the token came, after a minute")
        #expect(clock.elapsed >= .seconds(60))
    }

    @Test("and never answered is given up within seconds, one after the other and at once")
    func neverHeardOf() async throws {
        original.server.stop()
        let client = try client()
        for _ in 0..<3 {
            await #expect(throws: RegistryError.self) { try await client.tags(original.repository("a")) }
        }
        #expect(clock.elapsed == .seconds(10), "the second and the third wait for the same outage")
    }

    @Test("is waited for at its mirror, where nothing else answers")
    func behindMirror() async throws {
        original.server.stop()
        mirror.add(image, to: "a", tag: "1")
        let client = try client(mirroring: true)
        _ = try await client.manifest(original.repository("a"), .digest(image.digest))
        restart(mirror, after: .seconds(60))
        _ = try await client.manifest(original.repository("a"), .digest(image.digest))
        restart(mirror, after: .seconds(60))
        _ = try await client.verifiedBlob(original.repository("a"), image.top.blobs[0], limit: 1 << 20)
    }

    @Test("for a moment is asked again where a mirror has not what is looked for, and a mirror that errs is not")
    func absentAtMirror() async throws {
        original.add(image, to: "a", tag: "1")
        original.inject(.init(.status(503), target: "/manifests/", times: 3))
        let client = try client(mirroring: true)
        _ = try await client.manifest(original.repository("a"), .digest(image.digest))
        #expect(clock.waits == 3)
        mirror.inject(.init(.status(500), target: "/manifests/", times: 99))
        #expect(try await client.head(original.repository("a"), .tag(Tag("none"))) == nil)
        #expect(clock.waits == 3)
    }

    @Test("costs nothing where another place has the content")
    func otherPlace() async throws {
        for registry in [mirror, original] { registry.add(image, to: "a", tag: "1") }
        let client = try client(mirroring: true)
        _ = try await client.manifest(original.repository("a"), .digest(image.digest))
        mirror.server.stop()
        _ = try await client.manifest(original.repository("a"), .digest(image.digest))
        #expect(clock.waits == 0)
    }

    @Test("and drops every packet is asked once a run, by all that ask", arguments: [true, false])
    func dropsPackets(mirroring: Bool) async throws {
        let silent = try SilentHost()
        var options = CurlTransportOptions(version: "test")
        options.connectTimeout = .milliseconds(100)
        let transport = CountingTransport(CurlTransport(options))
        let file = try directory.write(
            "silent.conf",
            """
            [[registry]]
            location = "\(silent.host)"
            [[registry.mirror]]
            location = "\(mirror.server.host)"
            insecure = true
            """
        )
        var settings = RegistrySettings(sourceVerifiesTLS: false, destinationVerifiesTLS: false)
        if mirroring {
            settings.registries = try RegistriesConfiguration(
                environment: ["CONTAINERS_REGISTRIES_CONF": file, "HOME": directory.path],
                systemDirectory: directory.path
            )
        }
        let outages = Outages()
        for role in [RegistryClient.Role.source, .destination] {
            let client = RegistryClient(
                role: role,
                transport: transport,
                settings: settings,
                policy: RequestPolicy(retry: RetryPolicy(time: clock.time), outages: outages)
            )
            for name in ["a", "b"] {
                let repository = Repository(host: try RegistryHost(silent.host), name: try RepositoryName(name))
                let error = await #expect(throws: RegistryError.self) {
                    try await client.manifest(repository, .tag(Tag("1")))
                }
                guard case .unreachable = error?.kind else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
        }
        #expect(transport.urls.filter { $0.contains(silent.host) }.count == 1)
    }

    @Test("and serves digests only is asked for signatures too, which belong to a digest")
    func signatureAtMirror() async throws {
        let signature = try TestImage.signature(of: image)
        mirror.add(image, to: "a")
        mirror.add(signature, to: "a", tag: image.signatureTag)
        original.server.stop()
        let client = try client(mirroring: true, mirrorLines: "pull-from-mirror = \"digest-only\"")
        let repository = try original.repository("a")
        _ = try await client.manifest(repository, .digest(image.digest))
        #expect(try await client.head(repository, .tag(Tag(image.signatureTag)))?.digest == signature.digest)
        #expect(clock.waits == 0)
    }
}
