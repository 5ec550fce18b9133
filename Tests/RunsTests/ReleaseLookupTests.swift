// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Cache
import Downloads
import HTTPTransport
import MirrorConfiguration
import OCI
import Registry
import Releases
import TestSupport
import Testing

@testable import Runs

/// Looking up releases, and the catalogs for them, at services on loopback.
@Suite("The lookup of releases")
struct ReleaseLookupTests {
    private let server: GraphServer
    private let folder: TemporaryDirectory

    init() throws {
        server = try GraphServer()
        folder = try TemporaryDirectory()
    }

    private func queries(_ architectures: [ReleaseArchitecture]) throws -> [UpdateQuery] {
        let service = UpdateService(
            downloader: Downloader(transport: CurlTransport(.init(version: "test")), retry: .tries(1)),
            endpoints: try UpdateEndpoints(environment: ["UPDATE_URL_OVERRIDE": server.url]),
            cache: DiskCache(root: folder["cache"])
        )
        return architectures.map { UpdateQuery(service: service, product: .ocp, architecture: $0) }
    }

    @Test("asks for one processor after the other, and tells which each release is for")
    func releases() async throws {
        try server.add("stable-4.16", nodes: ["4.16.1", "4.16.2"])
        try server.add("stable-4.16", architecture: "arm64", nodes: ["4.16.2"])
        let found = try await ReleaseLookup.releases(of: "stable-4.16", queries([.arm64, .amd64]))
        #expect(
            found.map { "\($0.channel) \($0.architecture.rawValue) \($0.node.version)" } == [
                "stable-4.16 arm64 4.16.2", "stable-4.16 amd64 4.16.1", "stable-4.16 amd64 4.16.2",
            ]
        )
        #expect(server.asked == ["stable-4.16 arm64", "stable-4.16 amd64"])
        #expect(try await ReleaseLookup.releases(of: "stable-4.16", []).isEmpty)
    }

    @Test("finds the way from one release to another for each processor")
    func paths() async throws {
        let nodes = ["4.16.1", "4.16.2", "4.16.3"]
        try server.add("stable-4.16", nodes: nodes, edges: [[0, 1], [1, 2]])
        try server.add("stable-4.16", architecture: "arm64", nodes: nodes, edges: [[0, 2]])
        let paths = try await ReleaseLookup.paths(
            from: try SemanticVersion("4.16.1"),
            to: try SemanticVersion("4.16.3"),
            channels: ["stable-4.16"],
            queries([.amd64, .arm64])
        )
        #expect(
            paths.map { path in
                "\(path.architecture.rawValue) \(path.steps.map { "\($0.from)>\($0.to)" })"
            } == [
                "amd64 [\"4.16.1>4.16.2\", \"4.16.2>4.16.3\"]", "arm64 [\"4.16.1>4.16.3\"]",
            ]
        )
        #expect(paths.flatMap(\.steps).allSatisfy { $0.channel == "stable-4.16" && $0.risks.isEmpty })
    }

    @Test("fails for a channel that the service does not know")
    func unknownChannel() async throws {
        try server.add("stable-4.16", nodes: ["4.16.1"])
        await #expect(throws: (any Error).self) {
            try await ReleaseLookup.releases(of: "stble-4.16", queries([.amd64]))
        }
    }

    // MARK: What registries publish

    /// A client for which registry.redhat.io and quay.io are folders of a registry on loopback.
    private func client(_ registry: FakeRegistry) throws -> RegistryClient {
        var settings = RegistrySettings()
        settings.sourceVerifiesTLS = false
        settings.registries = RegistriesConfiguration(
            entries: ["registry.redhat.io", "quay.io"].map { host in
                .init(prefix: host, location: "\(registry.server.host)/\(host)", file: "registries.conf")
            }
        )
        return RegistryClient(
            role: .source,
            transport: CurlTransport(.init(version: "test")),
            settings: settings,
            policy: RequestPolicy(retry: .tries(1))
        )
    }

    private func publish(_ tags: [String: [String]], at registry: FakeRegistry) throws {
        for (name, tags) in tags {
            let image = try TestImage(layers: [Array(name.utf8)])
            for tag in tags { registry.add(image, to: "registry.redhat.io/redhat/\(name)", tag: tag) }
        }
    }

    private let all = [
        "certified-operator-index": ["v4.9", "v4.16", "v4.18", "latest", "v4.18.1"],
        "community-operator-index": ["v4.18"], "redhat-marketplace-index": ["v4.17"],
        "redhat-operator-index": ["v4.18", "sha256-0.sig"],
    ]

    @Test(
        "lists catalogs by repository and version, as numbers, and only those of a version that is wanted"
    )
    func catalogs() async throws {
        let registry = try FakeRegistry()
        try publish(all, at: registry)
        let lookup = PublishedCatalogs(client: try client(registry))
        let (listed, unreadable) = try await lookup.list(nil)
        let root = "registry.redhat.io/redhat"
        #expect(
            listed.map(\.reference) == [
                "\(root)/certified-operator-index:v4.9", "\(root)/certified-operator-index:v4.16",
                "\(root)/certified-operator-index:v4.18", "\(root)/community-operator-index:v4.18",
                "\(root)/redhat-marketplace-index:v4.17", "\(root)/redhat-operator-index:v4.18",
            ]
        )
        #expect(unreadable == [])
        #expect(
            try await lookup.list(MinorVersion("4.17")).catalogs.map(\.reference) == [
                "\(root)/redhat-marketplace-index:v4.17"
            ]
        )
        let missing = NoPublishedCatalog(
            version: try #require(MinorVersion("4.1")),
            published: ["4.9", "4.16", "4.17", "4.18"].compactMap { MinorVersion($0) }
        )
        await #expect(throws: missing) { try await lookup.list(MinorVersion("4.1")) }
    }

    @Test("lists what some repositories tell, and why others told nothing; fails where none does")
    func unreadable() async throws {
        let registry = try FakeRegistry()
        try publish(all.filter { $0.key != "community-operator-index" }, at: registry)
        let (listed, failures) = try await PublishedCatalogs(client: client(registry)).list(nil)
        #expect(listed.count == 5)
        #expect(failures.count == 1 && failures[0].contains("community-operator-index"), "\(failures)")
        let empty = try client(try FakeRegistry())
        await #expect(throws: (any Error).self) { try await PublishedCatalogs(client: empty).list(nil) }
    }

    @Test("names the six latest versions that have catalogs")
    func noCatalog() {
        let versions = (10...18).compactMap { MinorVersion("4.\($0)") }
        let error = NoPublishedCatalog(version: versions[0], published: versions)
        #expect(
            error.description == """
                no catalog is published for OpenShift 4.10
                The latest are for 4.13, 4.14, 4.15, 4.16, 4.17, 4.18.
                """
        )
        #expect(
            NoPublishedCatalog(version: versions[0], published: []).description.hasSuffix(
                "There are none at all."
            )
        )
    }

    @Test("takes the tags of payloads for the releases that there are")
    func tags() async throws {
        let registry = try FakeRegistry()
        let image = try TestImage(layers: [[1]])
        for tag in ["4.16.1-x86_64", "4.16.2-x86_64"] {
            registry.add(image, to: "quay.io/openshift-release-dev/ocp-release", tag: tag)
        }
        #expect(try await ReleaseLookup.tags(client(registry)) == ["4.16.1-x86_64", "4.16.2-x86_64"])
    }
}
