// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite("registries.conf")
struct RegistriesConfigurationTests {
    private static let text = """
        unqualified-search-registries = ["docker.io"]
        short-name-mode = "enforcing"

        [[registry]]
        location = "quay.io"
        [[registry.mirror]]
        location = "mirror.example:5000/quay"

        [[registry]]
        prefix = "quay.io/openshift-release-dev/ocp-v4.0-art-dev"
        location = "quay.io/openshift-release-dev/ocp-v4.0-art-dev"
        mirror-by-digest-only = true
        [[registry.mirror]]
        location = "mirror.example:5000/openshift/release"
        [[registry.mirror]]
        location = "second.example/openshift/release"
        insecure = true

        [[registry]]
        prefix = "*.apps.example"
        [[registry.mirror]]
        location = "mirror.example/apps"

        [[registry]]
        prefix = "moved.example/old"
        location = "new.example/fresh"
        insecure = true

        [[registry]]
        prefix = "docker.io/library"
        location = "hub.example/library"

        [[registry]]
        location = "blocked.example"
        blocked = true

        [aliases]
        "ubi8" = "registry.access.redhat.com/ubi8"
        """

    @Test(
        "sends pulls to",
        arguments: [
            ("plain.example/a", .tag, ["plain.example/a"]),
            ("quay.io/a/b", .tag, ["mirror.example:5000/quay/a/b", "quay.io/a/b"]),
            ("quay.io.example/a", .tag, ["quay.io.example/a"]),
            (
                "quay.io/openshift-release-dev/ocp-v4.0-art-dev", .digest,
                [
                    "mirror.example:5000/openshift/release", "second.example/openshift/release",
                    "quay.io/openshift-release-dev/ocp-v4.0-art-dev",
                ]
            ),
            (
                "quay.io/openshift-release-dev/ocp-v4.0-art-dev", .tag,
                ["quay.io/openshift-release-dev/ocp-v4.0-art-dev"]
            ),
            (
                "quay.io/openshift-release-dev/ocp-v4.0-art-devel", .tag,
                [
                    "mirror.example:5000/quay/openshift-release-dev/ocp-v4.0-art-devel",
                    "quay.io/openshift-release-dev/ocp-v4.0-art-devel",
                ]
            ),
            ("x.apps.example/a/b", .tag, ["mirror.example/apps/a/b", "x.apps.example/a/b"]),
            ("x.y.apps.example/a", .tag, ["mirror.example/apps/a", "x.y.apps.example/a"]),
            ("apps.example/a", .tag, ["apps.example/a"]),
            ("other.example/x.apps.example", .tag, ["other.example/x.apps.example"]),
            ("moved.example/old/app", .tag, ["new.example/fresh/app"]),
            ("moved.example/older", .tag, ["moved.example/older"]),
            ("nginx", .tag, ["hub.example/library/nginx"]),
        ] as [(String, RegistriesConfiguration.Query, [String])]
    )
    func rewrites(name: String, query: RegistriesConfiguration.Query, places: [String]) throws {
        var configuration = RegistriesConfiguration()
        try configuration.add(Self.text, path: "registries.conf")
        let repository = try ImageReference(name).repository
        #expect(try configuration.sources(of: repository, for: query).map(\.description) == places)
        #expect(try configuration.destination(repository).description == repository.description)
    }

    /// What mirrors of releases are filled with has other names there.
    private static let releases = """
        [[registry]]
        location = "quay.io"
        [[registry.mirror]]
        location = "enterprise.example:5000"
        [[registry.mirror]]
        location = "second.example/team"
        insecure = true
        [[registry.mirror]]
        location = "tags.example"
        pull-from-mirror = "tag-only"

        [[registry]]
        location = "deep.io/openshift-release-dev"
        [[registry.mirror]]
        location = "mirror.example/ns/openshift-release-dev"

        [[registry]]
        location = "exact.io/dev/payloads"
        [[registry.mirror]]
        location = "mirror.example/ns/openshift/release-images"
        """

    @Test(
        "sends what is verified by its digest to the places that mirrors have for it, too",
        arguments: [
            (
                "quay.io/dev/payloads", .digest,
                [
                    "enterprise.example:5000/dev/payloads", "enterprise.example:5000/openshift/release-images",
                    "second.example/team/dev/payloads", "second.example/team/openshift/release-images",
                    "quay.io/dev/payloads",
                ]
            ),
            (
                "quay.io/dev/payloads", .tag,
                [
                    "enterprise.example:5000/dev/payloads", "second.example/team/dev/payloads",
                    "tags.example/dev/payloads", "quay.io/dev/payloads",
                ]
            ),
            (
                "quay.io/dev/payloads", .attachment,
                [
                    "enterprise.example:5000/dev/payloads", "enterprise.example:5000/openshift/release-images",
                    "second.example/team/dev/payloads", "second.example/team/openshift/release-images",
                    "tags.example/dev/payloads", "quay.io/dev/payloads",
                ]
            ),
            (
                "quay.io/dev/other", .digest,
                ["enterprise.example:5000/dev/other", "second.example/team/dev/other", "quay.io/dev/other"]
            ),
            (
                "deep.io/openshift-release-dev/payloads", .blob,
                [
                    "mirror.example/ns/openshift-release-dev/payloads", "mirror.example/ns/openshift/release-images",
                    "deep.io/openshift-release-dev/payloads",
                ]
            ),
            (
                "exact.io/dev/payloads", .digest,
                ["mirror.example/ns/openshift/release-images", "exact.io/dev/payloads"]
            ),
        ] as [(String, RegistriesConfiguration.Query, [String])]
    )
    func relocations(name: String, query: RegistriesConfiguration.Query, places: [String]) throws {
        var configuration = RegistriesConfiguration()
        try configuration.add(Self.releases, path: "registries.conf")
        for name in ["quay.io/dev/payloads", "deep.io/openshift-release-dev/payloads", "exact.io/dev/payloads"] {
            configuration.relocations[try Repository(name)] = try RepositoryName("openshift/release-images")
        }
        let repository = try Repository(name)
        let found = try configuration.sources(of: repository, for: query)
        #expect(found.map(\.description) == places)
        #expect(found.filter(\.isInsecure).allSatisfy { $0.host.description == "second.example" })
    }

    @Test("tells where mirrors keep everything under names of their own")
    func roots() throws {
        var configuration = RegistriesConfiguration()
        try configuration.add(Self.releases, path: "registries.conf")
        let names = ["quay.io/dev/payloads", "deep.io/openshift-release-dev/payloads", "exact.io/dev/payloads"]
        for name in names {
            configuration.relocations[try Repository(name)] = try RepositoryName("openshift/release-images")
        }
        let roots = try names.map { configuration.roots(of: try Repository($0)) }
        #expect(
            roots == [
                ["enterprise.example:5000", "second.example/team", "tags.example"], ["mirror.example/ns"],
                ["mirror.example/ns"],
            ]
        )
        #expect(configuration.roots(of: try Repository("quay.io/dev/other")) == [])
    }

    @Test("says which places may go unverified")
    func insecure() throws {
        var configuration = RegistriesConfiguration()
        try configuration.add(Self.text, path: "registries.conf")
        let moved = try ImageReference("moved.example/old/app").repository
        #expect(try configuration.sources(of: moved, for: .tag).map(\.isInsecure) == [true])
        #expect(try configuration.destination(moved).isInsecure)
        let release = try ImageReference("quay.io/openshift-release-dev/ocp-v4.0-art-dev").repository
        #expect(try configuration.sources(of: release, for: .digest).map(\.isInsecure) == [false, true, false])
    }

    @Test("of the first version is understood")
    func firstVersion() throws {
        var configuration = RegistriesConfiguration()
        let text = """
            [registries.search]
            registries = ["docker.io"]
            [registries.insecure]
            registries = ["lab.example:5000"]
            [registries.block]
            registries = ["bad.example"]
            """
        try configuration.add(text, path: "registries.conf")
        #expect(try configuration.endpoint(of: RegistryHost("lab.example:5000")).isInsecure)
        #expect(throws: RegistryError.self) { try configuration.endpoint(of: RegistryHost("bad.example")) }
    }

    @Test(
        "that is wrong is named with what is wrong",
        arguments: [
            ("[[registry", "not TOML at line 1"),
            ("[[registry]]\nlocation = 3", "location"),
            ("[[registry]]\ninsecure = true", "neither `prefix` nor `location`"),
            ("[[registry]]\nprefix = \"a.example\"", "no `location`"),
            ("[[registry]]\nlocation = \"https://a.example\"", "has no scheme"),
            ("[[registry]]\nlocation = \"a.example\"\n[[registry.mirror]]\ninsecure = true", "a mirror of `a.example`"),
            (
                "[[registry]]\nlocation = \"a.example\"\n[[registry.mirror]]\nlocation = \"b\"\npull-from-mirror = \"some\"",
                "expected all, digest-only or tag-only"
            ),
            (
                "[registries.insecure]\nregistries = [\"a\"]\n[[registry]]\nlocation = \"a.example\"",
                "mixes the first format"
            ),
        ]
    )
    func malformed(text: String, reason: String) {
        var configuration = RegistriesConfiguration()
        let error = #expect(throws: SettingsError.self) { try configuration.add(text, path: "/x/registries.conf") }
        #expect(error?.description.hasPrefix("/x/registries.conf: ") == true)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }

    @Test("is found like podman finds it, and drop-ins replace a prefix")
    func places() throws {
        let directory = try TestDirectory()
        func conf(_ host: String, _ location: String) -> String {
            "[[registry]]\nprefix = \"\(host)\"\nlocation = \"\(location)\"\n"
        }
        func location(_ host: String, _ environment: [String: String]) throws -> String? {
            let configuration = try RegistriesConfiguration(
                environment: environment,
                systemDirectory: "\(directory.path)/etc"
            )
            return configuration.entry(for: host)?.location
        }
        let environment = ["HOME": "\(directory.path)/home"]
        #expect(try location("a.example", environment) == nil)
        try directory.write("etc/containers/registries.conf", conf("a.example", "system.example"))
        #expect(try location("a.example", environment) == "system.example")
        try directory.write("etc/containers/registries.conf.d/10.conf", conf("a.example", "ten.example"))
        try directory.write("etc/containers/registries.conf.d/20.conf", conf("a.example", "twenty.example"))
        try directory.write("etc/containers/registries.conf.d/30.off", "not TOML [")
        #expect(try location("a.example", environment) == "twenty.example")
        try directory.write("home/.config/containers/registries.conf", conf("b.example", "user.example"))
        #expect(try location("a.example", environment) == nil)
        #expect(try location("b.example", environment) == "user.example")
        let named = try directory.write("named.conf", conf("c.example", "named.example"))
        let withName = environment.merging(["CONTAINERS_REGISTRIES_CONF": named]) { $1 }
        #expect(try location("c.example", withName) == "named.example")
        #expect(throws: SettingsError.self) {
            try location("c.example", ["CONTAINERS_REGISTRIES_CONF": "\(directory.path)/none"])
        }
    }
}
