// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import MirrorConfiguration
import Plans
import Resolution
import TestSupport
import Testing

/// A catalog that is read, filtered by the rules of oc-mirror v1, and built.
@Suite(.waitsForPrograms)
struct VersionOneResolvingTests {
    private let bench: ResolvingBench

    init() throws {
        bench = try ResolvingBench()
        var foo = TestOperator("foo", default: "beta", [("beta", ["foo.v0.3.1 > foo.v0.3.0", "foo.v0.3.0"])])
        foo.properties["foo.v0.3.1"] = [
            ("olm.package.required", #"{"packageName": "bar", "versionRange": "<0.2.0"}"#)
        ]
        let bar = TestOperator("bar", default: "alpha", [("alpha", ["bar.v0.2.0 > bar.v0.1.0", "bar.v0.1.0"])])
        let baz = TestOperator("baz", default: "stable", [("stable", ["baz.v1.0.0"])])
        try bench.write(try CatalogForm.oneFile.catalog([foo, bar, baz]), as: "one")
    }

    @Test func `What a bundle needs comes along, and the same configuration chooses less by the rules of version two`()
        async throws
    {
        let lines = ["- catalog: oci://%/one", "  packages: [{name: foo}]"]
        let found = try await bench.resolve(lines, rules: .versionOne(.alpha2))
        #expect(found.findings.map { "\($0.severity) \($0.code)" } == ["note dependency-added"])
        #expect(
            found.findings.first?.text == """
                bar in oci://\(bench.directory["one"]): `bar.v0.1.0` of the channel `alpha` is added with the updates from \
                it to the head, because `foo.v0.3.1` of foo needs the package `bar` in versions `<0.2.0`
                """
        )
        try bench.write(try #require(found.build?.image), on: "one", as: "result")
        #expect(try await bench.read("result").bundles == ["bar: bar.v0.1.0 bar.v0.2.0", "foo: foo.v0.3.1"])
        let two = try await bench.resolve(lines)
        #expect(two.findings.map { "\($0.severity) \($0.code)" } == ["warning missing-dependency"])
    }

    @Test func `An unknown package is an error, and a full catalog is copied as it is`() async throws {
        let unknown = ["- catalog: oci://%/one", "  packages: [{name: no-such-operator}, {name: baz}]"]
        let refused = try await bench.resolve(unknown, rules: .versionOne(.alpha2))
        #expect(refused.errors.map(\.code) == [.unknownPackage])
        let whole = ["- catalog: oci://%/one", "  full: true"]
        let copied = try await bench.resolve(whole, rules: .versionOne(.alpha2))
        #expect(copied.errors.isEmpty && copied.build == nil && copied.catalogs.count == 1)
    }

    @Test func `The priority of a channel decides which one becomes the default`() async throws {
        var bar = TestOperator(
            "bar",
            default: "stable",
            [
                ("alpha", ["bar.v0.2.0 > bar.v0.1.0", "bar.v0.1.0"]), ("beta", ["bar.v0.2.0"]),
                ("stable", ["bar.v1.0.0"]),
            ]
        )
        bar.channelProperties = [
            "alpha": #"[{"type": "olm.channel", "value": {"priority": "2"}}, {"type": "other", "value": [1]}]"#,
            "beta": #"[{"type": "olm.channel", "value": {"priority": 1}}]"#,
        ]
        try bench.write(try CatalogForm.oneFile.catalog([bar]), as: "two")
        let found = try await bench.resolve(
            ["- catalog: oci://%/two", "  packages: [{name: bar, minVersion: 0.2.0}]"],
            rules: .versionOne(.alpha2)
        )
        #expect(found.errors.isEmpty)
        try bench.write(try #require(found.build?.image), on: "two", as: "chosen")
        let package = try #require(try await bench.read("chosen").packages.first)
        #expect(package.defaultChannel == "alpha")
        #expect(package.channels.map(\.priority) == [2, 1])
    }

    @Test(
        "Whatever is wrong with a channel's properties, the channel is read",
        arguments: ["{}", "[7]", "null", #""a""#]
    )
    func tolerance(properties: String) async throws {
        var bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1.0.0"])])
        bar.channelProperties = ["stable": properties]
        try bench.write(try CatalogForm.oneFile.catalog([bar]), as: "three")
        #expect(try await bench.read("three").packages.first?.channels.map(\.priority) == [nil])
    }
}
