// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Resolution
import TestSupport
import Testing

/// The decision table and the oracles of the reference, each from a catalog on disk to the one that is built and read again.
@Suite("A catalog that is read, filtered, built and read again", .waitsForPrograms)
struct OracleRoundTripTests {
    private let bench: ResolvingBench

    init() throws { bench = try ResolvingBench() }

    private func run(_ operators: [TestOperator], _ fields: String, _ form: CatalogForm) async throws -> RoundTrip {
        try bench.write(try form.catalog(operators))
        let trip = try await RoundTrip(fields, in: bench)
        try #require(trip.contribution.errors.isEmpty, "\(trip.contribution.errors)")
        try await trip.check(fields, in: bench)
        return trip
    }

    @Test("has what each row of the decision table keeps", arguments: PackageFilterTests.rows.indices)
    func decisionTable(index: Int) async throws {
        let (fields, kept) = PackageFilterTests.rows[index]
        let form = CatalogForm.allCases[index % CatalogForm.allCases.count]
        let other = TestOperator("other", default: "a", [("a", ["other.v1.0.0"])])
        let trip = try await run([PackageFilterTests.two, other], fields, form)
        #expect(trip.text("op") == kept)
        #expect(trip.result.packages.map(\.name) == (fields.contains("packages") ? ["op"] : ["op", "other"]))
        #expect((trip.contribution.build == nil) == (fields == "full: true"), "only the whole catalog is not rebuilt")
    }

    @Test("is refused where a row of the decision table is an error", arguments: PackageFilterTests.impossible.indices)
    func impossible(index: Int) async throws {
        let (fields, code, message, at) = PackageFilterTests.impossible[index]
        try bench.write(try CatalogForm.filePerOperator.catalog([PackageFilterTests.two]))
        let found = try await bench.resolve("source", fields)
        let parts = message.split(separator: "\n", maxSplits: 1).map(String.init)
        let text = "op in oci://\(bench.directory["source"]): \(parts[0])"
        #expect(found.errors == [Finding(.error, code, text, remedy: parts.count > 1 ? parts[1] : nil, at: at)])
        #expect(found.images.isEmpty)
    }

    @Test("is refused where a package of it is not known")
    func unknownPackage() async throws {
        try bench.write(try CatalogForm.yaml.catalog(ThreeOperators.operators))
        let found = try await bench.resolve(
            "source",
            "packages: [{name: jeager-product, minVersion: 1.0.0}, {name: x}]"
        )
        #expect(
            found.errors.map(\.text) == [
                "oci://\(bench.directory["source"]) has no package `jeager-product`\ndid you mean `jaeger-product`?",
                "oci://\(bench.directory["source"]) has no package `x`\nthe packages are `3scale-operator`,"
                    + " `devworkspace-operator` and `jaeger-product`",
            ]
        )
    }

    @Test("has what the oracle of three operators keeps of a package", arguments: ThreeOperatorsTests.rows.indices)
    func threeOperators(index: Int) async throws {
        let (package, fields, kept) = ThreeOperatorsTests.rows[index]
        let form = CatalogForm.allCases[index % CatalogForm.allCases.count]
        let trip = try await run(ThreeOperators.operators, fields, form)
        #expect(trip.text(package.name) == kept)
    }

    private static let heads = [
        "3scale-operator: 0.11.0-mas 0.8.4-0.1655690146.p 0.9.1-0.1664967752.p",
        "devworkspace-operator: 0.19.1-0.1682321189.p", "jaeger-product: 1.51.0-1",
    ]
    private static let everything = ThreeOperators.operators.map { "\($0.name): \($0.bundles.joined(separator: " "))" }
    private static let named = ThreeOperators.operators.map { "{name: \($0.name)}" }.joined(separator: ", ")

    private static let wholes: [(String, [String], Int)] = [
        ("", heads, 5),
        ("full: true", everything, 38),
        ("packages: [\(named)]", heads, 5),
        ("full: true\n    packages: [\(named)]", everything, 38),
        ("packages: [{name: 3scale-operator}]", [heads[0]], 3),
        ("full: true\n    packages: [{name: 3scale-operator}]", [everything[0]], 16),
        (
            """
            packages: [{name: 3scale-operator}, {name: jaeger-product}, {name: devworkspace-operator, \
            minVersion: 0.16.0, maxVersion: 0.17.0}]
            """,
            [heads[0], "devworkspace-operator: 0.16.0 0.16.0-0.1666668361.p 0.17.0", heads[2]], 7
        ),
        (
            "packages: [{name: jaeger-product, minVersion: 1.34.1-5, maxVersion: 1.34.1-5}]",
            ["jaeger-product: 1.34.1-5"], 1
        ),
    ]

    @Test("has the bundles that the oracle of three operators counts", arguments: wholes.indices, CatalogForm.allCases)
    func counts(index: Int, form: CatalogForm) async throws {
        let (fields, bundles, count) = Self.wholes[index]
        let trip = try await run(ThreeOperators.operators, fields, form)
        #expect(trip.result.bundles == bundles)
        #expect(trip.contribution.origins(.operatorBundle).count == count)
        #expect(trip.contribution.origins(.operatorRelatedImage).count == count)
    }

    /// The test catalog of `RangeOracleTests`; each entry has a `skipRange`, which changes nothing.
    private static let latest = [RangeOracleTests.foo, RangeOracleTests.bar, RangeOracleTests.baz].map { made in
        var made = made
        for channel in made.channels.indices {
            for entry in made.channels[channel].entries.indices {
                let name = made.channels[channel].entries[entry].name
                made.channels[channel].entries[entry].skipRange = "<\(made.version(of: name))"
            }
        }
        return made
    }

    @Test("has what the test catalog of ranges is reduced to", arguments: RangeOracleTests.rows.indices)
    func testCatalog(index: Int) async throws {
        let (made, fields, kept) = RangeOracleTests.rows[index]
        let trip = try await run(Self.latest, fields, .yaml)
        #expect(trip.text(made.name) == kept)
        let entries = try #require(trip.result.packages.first { $0.name == made.name }).channels.flatMap(\.entries)
        #expect(entries.allSatisfy { $0.skipRange?.hasPrefix("<") == true })
    }

    @Test(
        "has what the smaller catalogs of ranges are reduced to",
        arguments: [
            ("bar.v0.1.0", ["foo.v0.1.0", "foo.v0.1.1 > foo.v0.1.0"], "", ["bar: bar.v0.1.0", "foo: foo.v0.1.1"]),
            (
                "bar.v0.1.0", ["foo.v0.1.0", "foo.v0.1.1 > foo.v0.1.0"], "packages: [{name: foo, minVersion: 0.1.0}]",
                ["foo: foo.v0.1.0 foo.v0.1.1"]
            ),
            ("bar.v0.1.0", ["foo.v0.2.0 ! foo.v0.1.1 ! foo.v0.1.2"], "", ["bar: bar.v0.1.0", "foo: foo.v0.2.0"]),
        ]
    )
    func prunedCatalogs(bar: String, foo: [String], fields: String, bundles: [String]) async throws {
        let operators = [
            TestOperator("bar", default: "alpha", [("alpha", [bar])]),
            TestOperator("foo", default: "beta", [("beta", foo)]),
        ]
        #expect(try await run(operators, fields, .yaml).result.bundles == bundles)
    }
}

extension RoundTrip {
    /// What was read of a package, as `PackageSelection` writes it.
    func text(_ name: String) -> [String] {
        guard let before = source.packages.first(where: { $0.name == name }),
            let package = result.packages.first(where: { $0.name == name })
        else { return [] }
        let isOther = package.defaultChannel != before.defaultChannel
        return (isOther ? ["default \(package.defaultChannel)"] : [])
            + package.channels.sorted { $0.name < $1.name }.map { channel in
                "\(channel.name): \(channel.entries.map(\.name).sorted().joined(separator: " "))"
            }
    }
}
