// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import ImageAccess
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import TestSupport
import Testing

/// Catalogs on a registry, and what a configuration makes of them.
private struct ResolverBench {
    let reading: ReadingBench

    init() throws { reading = try ReadingBench() }

    func publish(_ catalog: TestCatalog, as name: String) throws {
        reading.registry.add(try catalog.image(), to: name, tag: "v1")
    }

    /// Resolves the entries, each with the repository of its catalog and lines that follow.
    func resolve(
        _ entries: [(catalog: String, lines: [String])],
        adds: Bool = false,
        allowsMissing: Bool = false
    ) async throws -> Contribution {
        let host = try reading.registry.host
        let lines = entries.flatMap { entry in
            ["  - catalog: \(host)/\(entry.catalog):v1"] + entry.lines.map { "    \($0)" }
        }
        let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n  operators:\n"
        return try await resolve(text + lines.joined(separator: "\n") + "\n", adds: adds, allowsMissing: allowsMissing)
    }

    func resolve(_ text: String, adds: Bool = false, allowsMissing: Bool = false) async throws -> Contribution {
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        let resolver = CatalogResolver(
            opener: CatalogOpener(
                locator: CatalogLocator(library: ImageLibrary(client: .test())),
                reader: reading.reader,
                path: "isc.yaml",
                allowsMissing: allowsMissing
            ),
            builder: FilteredCatalog(reader: reading.reader, cache: reading.cache),
            mapping: DestinationMapping(target: try MirrorTarget("docker://mirror.example:5000/ocp")),
            addsDependencies: adds
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }
}

@Suite("The operators of a configuration", .waitsForPrograms)
struct OperatorSectionTests {
    private let bench: ResolverBench

    init() throws { bench = try ResolverBench() }

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func foo(_ version: Int, _ images: [String] = []) -> TestOperator {
        var foo = TestOperator("foo", default: "beta", [("beta", ["foo.v\(version).0.0"])])
        foo.relatedImages["foo.v\(version).0.0"] = images
        return foo
    }

    @Test("are recorded with channels, heads and entries in the order of versions; of a whole catalog only heads")
    func records() async throws {
        var foo = TestOperator(
            "foo",
            default: "beta",
            [
                ("beta", ["foo.v1.9.0", "foo.v1.10.0 > foo.v1.9.0 ! foo.v1.9.5", "foo.v1.11.0 > foo.v1.10.0"]),
                ("alpha", ["foo.v1.9.0"]),
            ]
        )
        foo.relatedImages = [:]
        let bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0"])])
        try bench.publish(TestCatalog([foo, bar]), as: "one")
        let part = ["packages:", "- name: foo", "  channels:", "  - name: beta", "    minVersion: 1.10.0"]
        let kept = try await bench.resolve([("one", part)]).records.catalogs
        let base = try #require(kept.first?.base)
        #expect(kept.count == 1 && kept[0].packages.map(\.name) == ["foo"] && kept[0].packages[0].defaultChannel == "beta")
        let channel = try #require(kept[0].packages.first?.channels.first)
        #expect(channel.name == "beta" && channel.head == "foo.v1.11.0" && kept[0].packages[0].channels.count == 1)
        #expect(channel.entries.map(\.version) == ["1.10.0", "1.11.0"])
        #expect(channel.entries[0].replaces == "foo.v1.9.0" && channel.entries[0].skips == ["foo.v1.9.5"])
        let whole = try await bench.resolve([("one", ["full: true"])]).records.catalogs
        #expect(whole.map(\.base) == [base] && whole[0].packages.map(\.name) == ["bar", "foo"])
        let channels = whole[0].packages[1].channels
        #expect(channels.map(\.name) == ["alpha", "beta"] && channels.map(\.head) == ["foo.v1.9.0", "foo.v1.11.0"])
        #expect(channels.allSatisfy(\.entries.isEmpty))
    }

    @Test("run images of one tag and several digests under their digests, in whichever catalogs these are named")
    func sharedTags() async throws {
        let (old, new, other) = (Self.digest("old"), Self.digest("new"), Self.digest("other"))
        try bench.publish(
            TestCatalog([Self.foo(1, ["quay.io/x/app:v1@\(old)", "quay.io/x/one:v1@\(other)"])]),
            as: "one"
        )
        try bench.publish(TestCatalog([Self.foo(2, ["registry.example/x/app:v1@\(new)"])]), as: "two")
        let images = try await bench.resolve([("one", []), ("two", [])]).images
        let places = images.filter { $0.type == .operatorRelatedImage }.map(\.destination.description).sorted()
        #expect(
            places
                == [
                    "mirror.example:5000/ocp/x/app:\(old.tagText)", "mirror.example:5000/ocp/x/app:\(new.tagText)",
                    "mirror.example:5000/ocp/x/one:v1",
                ].sorted()
        )
    }

    @Test("are read out of a catalog once, however many entries stand between two that name it")
    func readsOnce() async throws {
        let bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0", "bar.v1.1.0 > bar.v1.0.0"])])
        let catalog = try TestCatalog([Self.foo(1), bar])
        try bench.publish(catalog, as: "one")
        try bench.publish(TestCatalog([Self.foo(2)]), as: "two")
        try bench.publish(TestCatalog([Self.foo(3)]), as: "three")
        let contribution = try await bench.resolve([
            ("one", ["targetTag: a"]), ("two", []), ("three", []),
            ("one", ["targetTag: b", "packages:", "- name: foo"]),
        ])
        #expect(contribution.findings.isEmpty)
        #expect(contribution.images.count { $0.type == .operatorCatalog } == 4)
        let manifest = try catalog.image().digest
        let log = bench.reading.registry.log.filter { $0.hasPrefix("GET /v2/one/") }
        // Once to read it, and once for each of the images that are built on it.
        #expect(log.count { $0.hasSuffix("/manifests/\(manifest)") } == 3, "\(log)")
        // A base, the catalog, and the cache of `opm`.
        let layers = Array(try catalog.image().top.blobs.dropFirst())
        try #require(layers.count == 3)
        for (index, layer) in layers.enumerated() {
            let count = log.count { $0.hasSuffix("/blobs/\(layer.digest)") }
            // What lies below and above is the same in all three, so another one may have been first to read it.
            #expect(index == 1 ? count == 1 : count <= 1, "\(log)")
        }
    }

    @Test("that cannot be read are findings at their places, beside all others")
    func brokenPackage() async throws {
        var catalog = try TestCatalog([Self.foo(1)])
        catalog.files["bar/catalog.json"] = #"{"schema": "olm.channel", "package": "bar", "name": "x", "entries": []}"#
        try bench.publish(catalog, as: "one")
        let named = try await bench.resolve([("one", ["packages:", "- name: bar", "- name: fooo"])])
        #expect(named.images.isEmpty)
        #expect(named.findings.map(\.code).sorted() == ["catalog-unreadable", "unknown-package"])
        let check = try #require(named.findings.first { $0.code == "catalog-unreadable" })
        #expect(check.place == "isc.yaml:7:13")
        #expect(check.text.contains("no document with the schema `olm.package`"), "\(check.text)")
        let all = try await bench.resolve([("one", [])])
        #expect(all.findings.map(\.place) == ["isc.yaml:5:14"])
    }

    @Test("that a catalog does not have are left out where that is allowed, with a warning each")
    func leftOut() async throws {
        try bench.publish(TestCatalog([Self.foo(1)]), as: "one")
        let entries = [
            ("one", ["packages:", "- name: foo", "- name: fooo"]),
            ("one", ["targetTag: b", "packages:", "- name: bar"]),
        ]
        let strict = try await bench.resolve(entries)
        #expect(strict.findings.map(\.severity) == [.error, .error])
        let found = try await bench.resolve(entries, allowsMissing: true)
        #expect(found.findings.map(\.code) == ["unknown-package", "unknown-package", "catalog-left-out"])
        #expect(found.findings.allSatisfy { $0.severity == .warning })
        #expect(found.images.count { $0.type == .operatorCatalog } == 1)
        #expect(found.images.count { $0.type == .operatorBundle } == 1)
    }

    @Test(
        "are not refused for what cannot be read and nobody asked for",
        arguments: [
            ("bar/catalog.json", #"{"schema": "olm.channel", "package": "bar", "name": "x", "entries": 7}"#),
            ("bar/catalog.json", #"{"schema": "olm.bundle", "package": "bar", "name": "x", "properties": {}}"#),
            ("bar/catalog.json", "{"), ("bar.yaml", "a: [b"), ("README.md", "No catalog at all."),
        ]
    )
    func brokenNeighbour(path: String, text: String) async throws {
        var catalog = try TestCatalog([Self.foo(1)])
        catalog.files[path] = text
        try bench.publish(catalog, as: "one")
        let found = try await bench.resolve([("one", ["packages:", "- name: foo"])])
        #expect(found.findings.map(\.code) == ["catalog-unreadable"])
        #expect(found.findings.allSatisfy { $0.severity == .warning && $0.text.contains("It is left out") })
        #expect(found.build != nil, "what cannot be read is not passed on")
        // Whoever asks for it, or for everything, is told.
        for wishes in [["packages:", "- name: foo", "- name: bar"], [], ["full: true"]] {
            #expect(try await bench.resolve([("one", wishes)]).errors.isEmpty == false)
        }
    }

    @Test("of one file are not refused for a document of another package")
    func brokenDocument() async throws {
        var catalog = try TestCatalog([Self.foo(1)])
        let broken = #"{"schema": "olm.channel", "package": "bar", "name": "x", "entries": 7}"#
        catalog.files = ["all.json": broken + "\n" + (catalog.files["foo/catalog.json"] ?? "")]
        try bench.publish(catalog, as: "one")
        let found = try await bench.resolve([("one", ["packages:", "- name: foo"])])
        #expect(found.errors.isEmpty)
        #expect(found.findings.first?.text.contains("all.json:1:1") == true)
        catalog.files["all.json"]? += broken.replacing("bar", with: "foo")
        try bench.publish(catalog, as: "two")
        #expect(try await bench.resolve([("two", ["packages:", "- name: foo"])]).errors.count == 1)
    }

    @Test("are not kept from what they need by a package that nobody can read", arguments: [false, true])
    func brokenProvider(adds: Bool) async throws {
        var foo = Self.foo(1)
        let api = #"{"group": "g.io", "version": "v1", "kind": "Thing"}"#
        foo.properties["foo.v1.0.0"] = [("olm.gvk.required", api)]
        var provider = TestOperator("provider", default: "beta", [("beta", ["provider.v1.0.0"])])
        provider.properties["provider.v1.0.0"] = [("olm.gvk", api)]
        var catalog = try TestCatalog([foo, provider])
        catalog.files["bar/catalog.json"] = #"{"schema": "olm.channel", "package": "bar", "name": "x", "entries": []}"#
        try bench.publish(catalog, as: "one")
        let found = try await bench.resolve([("one", ["packages:", "- name: foo"])], adds: adds)
        #expect(found.findings.map(\.code) == [adds ? "dependency-added" : "missing-dependency"])
        #expect(found.findings.allSatisfy { $0.text.contains("provider.v1.0.0") })
    }

    @Test("of a catalog without packages are an error, unless it is mirrored as it is")
    func noPackages() async throws {
        try bench.publish(TestCatalog(files: ["x.json": #"{"schema": "custom", "name": "x"}"#]), as: "one")
        let found = try await bench.resolve([("one", [])])
        #expect(found.images.isEmpty)
        #expect(found.findings.map(\.code) == ["catalog-unreadable"])
        #expect(found.findings.first?.text.contains("it has no package, so nothing is left of it") == true)
        let whole = try await bench.resolve([("one", ["full: true"])])
        #expect(whole.findings.isEmpty)
        #expect(whole.images.map(\.type) == [.operatorCatalog])
    }

    @Test("whose images or catalog have no place at the target are findings with their places")
    func unmappable() async throws {
        let long = String(repeating: "a/", count: 125) + "app"
        try bench.publish(TestCatalog([Self.foo(1, ["quay.io/\(long):v1"])]), as: "one")
        let found = try await bench.resolve([("one", ["packages:", "- name: foo"])])
        #expect(found.findings.map(\.code) == ["unmappable-image"])
        #expect(found.findings.first?.place == "isc.yaml:7:13")
        #expect(found.findings.first?.text.contains("(foo) > foo.v1.0.0") == true)

        let layout = try TestCatalog([Self.foo(1)]).image()
        try layout.write(to: bench.reading.directory, "My Catalog")
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              operators:
              - catalog: "oci://\(bench.reading.directory["My Catalog"])"
            """
        let other = try await bench.resolve(text)
        #expect(other.findings.map(\.code) == ["unmappable-image"])
        #expect(other.findings.first?.place == "isc.yaml:5:14")
        #expect(other.findings.first?.text.contains("set `targetCatalog`") == true)
    }
}
