// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Foundation
import HTTPTransport
import OCI
import Registry
import TestSupport
import Testing

@Suite("With mirrors in registries.conf, pulls")
struct MirrorTests {
    private let directory: TestDirectory
    private let image: TestImage
    private let original: FakeRegistry
    private let mirror: FakeRegistry

    init() throws {
        directory = try TestDirectory()
        image = try TestImage(layers: [[1]])
        original = try FakeRegistry()
        mirror = try FakeRegistry()
    }

    private func settings(_ rest: String = "", mirrorLines: String = "") throws -> RegistrySettings {
        let file = try directory.write(
            "registries.conf",
            """
            [[registry]]
            prefix = "\(original.server.host)/team"
            location = "\(original.server.host)/moved"
            insecure = true
            \(rest)
            [[registry.mirror]]
            location = "\(mirror.server.host)/copy"
            insecure = true
            \(mirrorLines)
            """
        )
        let environment = ["CONTAINERS_REGISTRIES_CONF": file, "HOME": directory.path]
        return RegistrySettings(
            registries: try RegistriesConfiguration(environment: environment, systemDirectory: directory.path)
        )
    }

    @Test("come from the mirror, under its own name")
    func fromMirror() async throws {
        mirror.add(image, to: "copy/app", tag: "x")
        let client = testClient(.source, try settings())
        #expect(try await client.manifest(original.repository("team/app"), .tag(Tag("x"))) == image.top)
        #expect(original.log.isEmpty)
    }

    @Test("come from the registry where the mirror has nothing, and where it is down")
    func fromOriginal() async throws {
        original.add(image, to: "moved/app", tag: "x")
        let clock = TestClock()
        let client = testClient(.source, try settings(), clock: clock)
        #expect(try await client.manifest(original.repository("team/app"), .tag(Tag("x"))) == image.top)
        #expect(mirror.log.contains("GET /v2/copy/app/manifests/x"))
        mirror.server.stop()
        #expect(try await client.head(original.repository("team/app"), .tag(Tag("x")))?.digest == image.digest)
        #expect(clock.sleeps.isEmpty)
    }

    @Test("fail with what every place said")
    func nowhere() async throws {
        mirror.inject(.init(.status(500), target: "/manifests/", times: 99))
        let client = testClient(.source, try settings())
        let error = await #expect(throws: RegistryError.self) {
            try await client.manifest(original.repository("team/app"), .tag(Tag("x")))
        }
        #expect(error?.kind == .notFound)
        #expect(error?.tried == ["\(mirror.server.host)/copy/app: status 500"])
        #expect(error?.description.contains("\(original.server.url)/v2/moved/app/manifests/x") == true)
    }

    @Test("leave a mirror out that does not serve tags, or digests", arguments: ["digest-only", "tag-only"])
    func uses(use: String) async throws {
        for registry in [mirror, original] {
            registry.add(image, to: registry === mirror ? "copy/app" : "moved/app", tag: "x")
        }
        let client = testClient(.source, try settings(mirrorLines: "pull-from-mirror = \"\(use)\""))
        let references: [ManifestReference] = [.tag(try Tag("x")), .digest(image.digest)]
        let served = use == "tag-only" ? references[0] : references[1]
        for reference in references {
            _ = try await client.manifest(original.repository("team/app"), reference)
        }
        #expect(mirror.log.filter { $0.contains("/manifests/") } == ["GET /v2/copy/app/manifests/\(served)"])
    }

    @Test("of blobs go on with the caller's error, not with the next place")
    func callersError() async throws {
        struct Mine: Error {}
        mirror.add(image, to: "copy/app", tag: "x")
        let client = testClient(.source, try settings())
        await #expect(throws: Mine.self) {
            try await client.blob(original.repository("team/app"), image.top.blobs[0]) { _ in throw Mine() }
        }
        #expect(original.log.isEmpty)
    }

    @Test("of referrers go on where the mirror has none")
    func referrers() async throws {
        mirror.add(image, to: "copy/app")
        original.add(image, to: "moved/app")
        let referrer = try TestImage.referrer(to: image, type: "application/vnd.example.note")
        original.add(referrer, to: "moved/app")
        let client = testClient(.source, try settings())
        let found = try await client.referrers(original.repository("team/app"), of: image.digest)
        #expect(found.map(\.digest) == [referrer.digest])
    }

    @Test("are left alone elsewhere, and pushes always")
    func unaffected() async throws {
        original.add(image, to: "other", tag: "x")
        let settings = try settings()
        _ = try await testClient(.source, settings).manifest(original.repository("other"), .tag(Tag("x")))
        try await image.push(to: original.repository("team/app"), tag: "x", with: testClient(.destination, settings))
        #expect(mirror.log.isEmpty)
        #expect(original.tags(of: "team/app") == ["x": "\(image.digest)"])
    }

    @Test("and pushes are refused where a registry is blocked, naming the file")
    func blocked() async throws {
        let settings = try settings("blocked = true")
        for role in [RegistryClient.Role.source, .destination] {
            let error = await #expect(throws: RegistryError.self) {
                try await testClient(role, settings).head(original.repository("team/app"), .tag(Tag("x")))
            }
            #expect(error?.kind == .blocked)
            #expect(error?.description.contains("\(directory.path)/registries.conf") == true)
        }
        #expect(original.log.isEmpty && mirror.log.isEmpty)
    }
}
