// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@Suite("What operators want", .waitsForPrograms)
struct OperatorImagesTests {
    private let bench: ResolvingBench

    init() throws { bench = try ResolvingBench() }

    private static let a = String(repeating: "a", count: 64)
    private static let b = String(repeating: "b", count: 64)

    private func foo(_ related: [String] = [], registry: String = "quay.io/operators") -> TestOperator {
        var made = TestOperator("foo", default: "beta", [("beta", ["foo.v1.0.0"])])
        made.relatedImages["foo.v1.0.0"] = related
        made.registry = registry
        return made
    }

    /// An operator of whose versions the heads are a part.
    private let bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0", "bar.v1.1.0 > bar.v1.0.0"])])

    /// The images as `type origin -> destination` without the host, with those that wait for them.
    private func images(_ contribution: Contribution) -> [String] {
        contribution.images.filter { $0.type != .operatorCatalog }.map { image in
            let wholes = image.partOf.map { "\($0.repository.name.components.last ?? "")" }.joined(separator: " ")
            let place = "\(image.destination)".dropFirst("reg.example:5000/ocp/".count)
            return "\(image.type.rawValue) \(image.origin) -> \(place) of \(wholes)"
        }
    }

    @Test("is each image once, also the bundle's own where the bundle forgets to name it")
    func images() async throws {
        let other = "registry.redhat.io/x/y@sha256:\(Self.a)"
        let bundle =
            "{\"schema\":\"olm.bundle\",\"package\":\"foo\",\"name\":\"foo.v1.0.0\",\"image\":\"quay.io/foo-bundle:v1\","
        let text = [
            #"{"schema":"olm.package","name":"foo","defaultChannel":"beta"}"#,
            #"{"schema":"olm.channel","package":"foo","name":"beta","entries":[{"name":"foo.v1.0.0"}]}"#,
            bundle + #""properties":[{"type":"olm.package","value":{"packageName":"foo","version":"1.0.0"}}],"#
                + #""relatedImages":[{"name":"x","image":"\#(other)"},{"name":"y","image":"\#(other)"}]}"#,
        ]
        try bench.write(TestCatalog(files: ["foo.json": text.joined(separator: "\n")]))
        let found = try await bench.resolve("source", "packages: [{name: foo}]")
        #expect(found.findings.isEmpty)
        #expect(
            images(found) == [
                "operator-bundle quay.io/foo-bundle:v1 -> foo-bundle:v1 of source",
                "operator-related-image \(other) -> x/y:sha256-\(Self.a) of source",
            ]
        )
        #expect(found.images[0].requestedBy == ["mirror.operators[0].packages[0] (foo) > foo.v1.0.0"])
        #expect(found.images[0].at == "isc.yaml:6:23")
    }

    @Test("of two catalogs that have a bundle of the same name is both their images")
    func sameBundleName() async throws {
        try bench.write(TestCatalog([foo(["registry.redhat.io/one:1"], registry: "registry.redhat.io/foo")]), as: "one")
        try bench.write(TestCatalog([foo(["quay.io/two:1"], registry: "quay.io/community")]), as: "two")
        let found = try await bench.resolve([
            "- catalog: oci://%/one", "  packages: [{name: foo}]", "- catalog: oci://%/two",
            "  packages: [{name: foo}]",
        ])
        #expect(
            images(found) == [
                "operator-bundle registry.redhat.io/foo/foo-bundle:v1.0.0 -> foo/foo-bundle:v1.0.0 of one",
                "operator-related-image registry.redhat.io/one:1 -> one:1 of one",
                "operator-bundle quay.io/community/foo-bundle:v1.0.0 -> community/foo-bundle:v1.0.0 of two",
                "operator-related-image quay.io/two:1 -> two:1 of two",
            ]
        )
    }

    @Test("by one tag is what the tag names, and everything that is named by digest lies elsewhere")
    func sharedTagOfSeveralCatalogs() async throws {
        let named = ["quay.io/x:v1@sha256:\(Self.a)", "quay.io/y:v1@sha256:\(Self.a)"]
        try bench.write(TestCatalog([foo(named)]), as: "one")
        let others = ["registry.redhat.io/x:v1@sha256:\(Self.b)", "quay.io/y:v1"]
        try bench.write(TestCatalog([foo(others, registry: "quay.io/other")]), as: "two")
        let found = try await bench.resolve(["- catalog: oci://%/one", "- catalog: oci://%/two"])
        #expect(found.findings.isEmpty)
        #expect(
            images(found).filter { $0.contains("related") } == [
                "operator-related-image \(named[0]) -> x:sha256-\(Self.a) of one",
                "operator-related-image \(named[1]) -> y:sha256-\(Self.a) of one",
                "operator-related-image quay.io/y:v1 -> y:v1 of two",
                "operator-related-image \(others[0]) -> x:sha256-\(Self.b) of two",
            ]
        )
    }

    @Test("lies under its own name and tag, on the image that was pinned")
    func destinations() async throws {
        let registry = try FakeRegistry()
        let image = try TestCatalog([foo(), bar]).image()
        registry.add(image, to: "redhat/index", tag: "v4.18")
        let name = "\(try registry.host)/redhat/index"
        let pinned = "@\(image.digest)"
        for (reference, fields, expected) in [
            (":v4.18", "full: true", "redhat/index:v4.18"),
            (":v4.18", "packages: [{name: foo}]", "redhat/index:v4.18"),
            (":gone\(pinned)", "packages: [{name: foo}]", "redhat/index:gone"),
            (pinned, "full: true", "redhat/index:\(OCI.Tag(of: image.digest))"),
            (pinned, "packages: [{name: foo}]", nil),
            (pinned, "targetTag: mine", "redhat/index:mine"),
            (":v4.18", "targetCatalog: a/b/c", "a/b/c:v4.18"),
        ] {
            let found = try await bench.resolve(["- catalog: \(name)\(reference)", "  \(fields)"])
            let catalog = try #require(found.catalogs.first)
            let built = catalog.build?.image.digest
            let digest = built ?? image.digest
            let place = expected ?? "redhat/index:\(OCI.Tag(of: digest))"
            #expect("\(catalog.destination)" == "reg.example:5000/ocp/\(place)", "\(reference) \(fields)")
            #expect("\(catalog.origin)".hasSuffix(pinned))
            #expect((built == nil) == fields.hasPrefix("full"))
        }
        let missing = try await bench.resolve(["- catalog: \(name):v4.81"])
        #expect(missing.errors.map(\.code) == ["catalog-unreadable"])
        #expect(missing.errors[0].text.contains("did you mean the tag `v4.18`?"), "\(missing.errors[0].text)")
    }

    @Test("is for the platforms that its catalog is wanted for")
    func platforms() async throws {
        var catalog = try TestCatalog([foo(), bar])
        catalog.architectures = ["amd64", "arm64", "s390x"]
        catalog.format = .oci
        try bench.write(catalog)
        let platforms = "platforms: [{os: linux, architecture: arm64}]"
        let part = try await bench.resolve("source", "\(platforms)\n    packages: [{name: foo}]")
        #expect(part.build?.image.tree.root.children.map(\.platform?.architecture) == ["arm64"])
        #expect(part.images.filter { $0.build == nil }.allSatisfy { $0.platforms.map(\.architecture) == ["arm64"] })
        // The layout's own index may be that of the image.
        let index = try catalog.image().top
        try bench.directory.write(index.bytes, to: "source/index.json")
        let same = try await bench.resolve("source", "packages: [{name: foo}]")
        #expect(same.findings.isEmpty)
        #expect(same.build?.image.tree.root.children.count == 3)
        #expect(same.build?.recipe.base.hasSuffix("@\(index.descriptor.digest)") == true)
        for everything in ["full: true", "packages: [{name: foo}, {name: bar, minVersion: 1.0.0}]"] {
            let whole = try await bench.resolve("source", "\(platforms)\n    \(everything)")
            #expect(whole.catalogs.map(\.build) == [nil], "\(everything)")
            #expect(whole.images.allSatisfy { $0.platforms.map(\.architecture) == ["arm64"] }, "\(everything)")
        }
        let none = try await bench.resolve("source", "platforms: [{os: linux, architecture: ppc64le}]")
        #expect(none.errors.map(\.code) == ["catalog-unreadable"])
    }

    @Test("has the template of its own catalog, however alike the names are")
    func templates() async throws {
        for name in ["index", "index-more", "my-index"] { try bench.write(TestCatalog([foo()]), as: name) }
        let found = try await bench.resolve(
            [
                "- catalog: oci://%/index-more", "  targetCatalogSourceTemplate: b.yaml", "- catalog: oci://%/index",
                "  targetCatalogSourceTemplate: a.yaml", "- catalog: oci://%/my-index",
            ],
            templates: ["a.yaml": "of a", "b.yaml": "of b"]
        )
        #expect(found.catalogs.map(\.catalog?.template) == ["of b", "of a", nil])
    }

    @Test(
        "names the bundle whose image is none, and goes on without it only where that is allowed",
        arguments: ["quay.io/tagless", "", "oci://x/y:1", "quay.io/x@sha256:12", "Quay.io/UPPER:1", "a b:1"]
    )
    func badImage(reference: String) async throws {
        var bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0"])])
        bar.relatedImages["bar.v1.0.0"] = ["quay.io/fine:1"]
        try bench.write(TestCatalog([foo([reference, "quay.io/good:1"]), bar]))
        let found = try await bench.resolve("source", "packages: [{name: foo}, {name: bar}]")
        let check = try #require(found.errors.first)
        #expect(found.errors.count == 1 && check.code == "bad-image" && check.place == "isc.yaml:6:23")
        #expect(
            check.text.hasPrefix(
                "operator `foo`, bundle `foo.v1.0.0`: its related image has an invalid reference: "
            ),
            "\(check.text)"
        )
        let allowed = try await bench.resolve(
            ["- catalog: oci://%/source", "  packages: [{name: foo}, {name: bar}]"],
            allowsMissing: true
        )
        #expect(allowed.findings.map(\.severity) == [.warning])
        #expect(allowed.origins(.operatorRelatedImage) == ["quay.io/fine:1", "quay.io/good:1"])
    }

    @Test("of the upstream catalog with an invalid image fails for that bundle alone")
    func invalidImages() async throws {
        let bad = "foo.v0.9.9-invalid-related-image"
        var made = TestOperator("foo", default: "beta", [("beta", ["foo.v0.1.0", "\(bad) > foo.v0.1.0"])])
        made.relatedImages[bad] = ["quay.io/oc-mirror/tagless"]
        try bench.write(try CatalogForm.yaml.catalog([made]))
        let found = try await bench.resolve("source", "")
        #expect(found.errors.map(\.code) == ["bad-image"])
        #expect(found.errors[0].text.contains("bundle `\(bad)`"))
        #expect(found.errors[0].text.contains("neither a tag nor a digest"))
        #expect(try await bench.resolve("source", "packages: [{name: foo, maxVersion: 0.1.0}]").errors.isEmpty)
    }

    @Test("of a catalog that cannot be read is an error beside those of the others")
    func unreadable() async throws {
        try bench.write(TestCatalog([foo()]), as: "good")
        try bench.write(TestCatalog(files: ["a.json": "{\"schema\": \"olm.package\""]), as: "bad")
        var plain = try TestCatalog([foo()])
        plain.hasLabel = false
        try bench.write(plain, as: "plain")
        let found = try await bench.resolve([
            "- catalog: oci://%/bad", "- catalog: oci://%/good", "  packages: [{name: fooo}]",
            "- catalog: oci://%/absent", "- catalog: oci://%/plain",
        ])
        #expect(found.images.isEmpty)
        #expect(
            found.errors.map { "\($0.code) \($0.place?.description ?? "")" } == [
                "catalog-unreadable isc.yaml:5:14", "catalog-unreadable isc.yaml:8:14",
                "catalog-unreadable isc.yaml:9:14", "unknown-package isc.yaml:7:23",
            ]
        )
    }

    @Test("is what one catalog has been read for once, however many entries name it")
    func twoEntries() async throws {
        let catalog = try TestCatalog([PackageFilterTests.two, foo()])
        try bench.write(catalog)
        let found = try await bench.resolve([
            "- catalog: oci://%/source", "  targetTag: heads", "  packages: [{name: op}]",
            "- catalog: oci://%/source", "  targetCatalog: team/whole", "  full: true",
            "- catalog: oci://%/source", "  targetTag: foo", "  packages: [{name: foo}]",
        ])
        #expect(found.findings.isEmpty)
        #expect(
            found.catalogs.map { "\($0.destination)" } == [
                "reg.example:5000/ocp/source:heads", "reg.example:5000/ocp/team/whole:latest",
                "reg.example:5000/ocp/source:foo",
            ]
        )
        #expect(found.catalogs.map { $0.build == nil } == [false, true, false])
        #expect(
            found.catalogs.compactMap(\.build?.recipe.base)
                == Array(repeating: "oci://\(bench.directory["source"])@\(try catalog.image().digest)", count: 2)
        )
    }

    @Test("of packages that the channel reads in another way is told: 1.47.1-5 precedes 1.47.1")
    func releaseNumbers() async throws {
        try bench.write(try CatalogForm.yaml.catalog(ThreeOperators.operators))
        let found = try await bench.resolve("source", "packages: [{name: jaeger-product, minVersion: 1.47.1}]")
        #expect(found.build?.recipe.packages?.flatMap(\.entryNames) == ["1.51.0-1"])
        #expect(
            found.findings == [
                Finding(
                    .note,
                    "just-outside-range",
                    "jaeger-product in oci://\(bench.directory["source"]): `1.47.1-5` is not in >=1.47.1, because "
                        + "1.47.1-5 precedes 1.47.1",
                    remedy: "`minVersion: 1.47.1-0` would include it",
                    at: "isc.yaml:6:51"
                )
            ]
        )
    }
}
