// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Resolution
import Testing

@testable import MirrorConfiguration

/// Lives of several runs by the rules of oc-mirror v1.
struct EarlierHeadsTests {
    private typealias Package = EarlierHeads.Package
    private typealias Channel = EarlierHeads.Channel

    private static let allBar = ["bar alpha: 0.1.0 0.2.0 1.0.0", "bar stable: 1.0.0"]

    /// A run, and what it records.
    private func run(
        _ packages: [CatalogPackage],
        _ entry: OperatorCatalog,
        after earlier: [EarlierHeads.Package] = []
    ) async throws -> (kept: [String], record: [EarlierHeads.Package]?) {
        let bench = VersionOneBench(packages, earlier: earlier)
        let selections = try await bench.select(entry)
        #expect(selections.values.flatMap(\.errors).isEmpty)
        return (VersionOneBench.text(selections), EarlierHeads.packages(of: entry, selections))
    }

    private func channel(_ name: String, _ minimum: String, _ maximum: String = "") -> Channel {
        Channel(name: name, bounds: EarlierHeads.Bounds(minVersion: minimum, maxVersion: maximum))
    }

    @Test func `Heads accumulate: the next run takes what leads from the first head to the new one`() async throws {
        let entry = try OperatorCatalog()
        let first = try await run(VersionOneCatalogs.latest, entry)
        #expect(first.kept == Self.allBar + ["baz stable: 1.1.0", "foo beta: 0.3.1"])
        let record = try #require(first.record)
        #expect(
            record == [
                Package(name: "bar", channels: [channel("alpha", "0.1.0"), channel("stable", "1.0.0")]),
                Package(name: "baz", channels: [channel("stable", "1.1.0")]),
                Package(name: "foo", channels: [channel("beta", "0.3.1")]),
            ]
        )
        let second = try await run(VersionOneCatalogs.later, entry, after: record)
        // The first head and the new one meet at 0.2.0; what is above it comes along.
        #expect(second.kept == Self.allBar + ["baz stable: 1.1.0", "foo beta: 0.3.0 0.3.1 0.3.2"])
    }

    @Test func `Where the first head is gone, the next higher version takes its place`() async throws {
        let entry = try OperatorCatalog()
        let first = try await run(VersionOneCatalogs.first, entry)
        #expect(first.kept == ["bar alpha: 0.1.0", "foo beta: 0.1.1"])
        let second = try await run(VersionOneCatalogs.second, entry, after: try #require(first.record))
        #expect(second.kept == ["bar alpha: 0.1.0", "foo beta: 0.2.0"])
        #expect(second.record?.last == Package(name: "foo", channels: [channel("beta", "0.2.0")]))
    }

    @Test func `A package that is not listed any more is taken only if another needs it`() async throws {
        let first = try await run(VersionOneCatalogs.first, try OperatorCatalog())
        let second = try await run(
            VersionOneCatalogs.second,
            try OperatorCatalog(packages: [try OperatorPackage("foo")]),
            after: try #require(first.record)
        )
        #expect(second.kept == ["bar alpha: 0.1.0", "foo beta: 0.2.0"])
    }

    @Test func `A full run records nothing and starts over`() async throws {
        let foo = [try OperatorPackage("foo")]
        let first = try await run(VersionOneCatalogs.latest, try OperatorCatalog(full: true, packages: foo))
        #expect(first.record == nil)
        let more = foo + [try OperatorPackage("baz", "1.0.1..")]
        let second = try await run(VersionOneCatalogs.later, try OperatorCatalog(full: true, packages: more))
        #expect(
            second.kept == Self.allBar + ["baz stable: 1.0.1 1.1.0", "foo beta: 0.1.0 0.2.0 0.3.0 0.3.1 0.3.2"]
        )
        let heads = [Package(name: "bar", channels: [channel("alpha", "1.0.0")])]
        let alpha = [try OperatorPackage("bar", channels: [try OperatorChannel("alpha")])]
        let full = try OperatorCatalog(full: true, packages: alpha)
        let third = try await run(VersionOneCatalogs.latest, full, after: heads)
        #expect(third.kept == ["bar default alpha", Self.allBar[0]])
    }

    @Test func `A new package begins with its heads`() async throws {
        let baz = [try OperatorPackage("baz")]
        let first = try await run(VersionOneCatalogs.latest, try OperatorCatalog(packages: baz))
        #expect(first.record == [Package(name: "baz", channels: [channel("stable", "1.1.0")])])
        let both = try OperatorCatalog(packages: baz + [try OperatorPackage("bar")])
        let second = try await run(VersionOneCatalogs.latest, both, after: try #require(first.record))
        #expect(second.kept == ["bar alpha: 1.0.0", "bar stable: 1.0.0", "baz stable: 1.1.0"])
    }

    @Test func `A minimum of a package is recorded as written and not kept when it is taken out`() async throws {
        let first = try await run(
            VersionOneCatalogs.latest,
            try OperatorCatalog(packages: [try OperatorPackage("baz", "1.0.1..")])
        )
        #expect(first.record == [Package(name: "baz", bounds: .init(minVersion: "1.0.1"))])
        let second = try await run(
            VersionOneCatalogs.latest,
            try OperatorCatalog(packages: [try OperatorPackage("baz")]),
            after: try #require(first.record)
        )
        #expect(second.kept == ["baz stable: 1.1.0"])
    }

    @Test func `A version that is pinned again stays pinned`() async throws {
        let foo = try OperatorPackage("foo", channels: [try OperatorChannel("beta", "0.3.0..0.3.0")])
        let first = try await run(
            VersionOneCatalogs.latest,
            try OperatorCatalog(skipDependencies: true, packages: [foo])
        )
        let record = try #require(first.record)
        #expect(record == [Package(name: "foo", channels: [channel("beta", "0.3.0", "0.3.0")])])
        let more = try OperatorCatalog(skipDependencies: true, packages: [foo, try OperatorPackage("baz")])
        let second = try await run(VersionOneCatalogs.later, more, after: record)
        #expect(second.kept == ["baz stable: 1.1.0", "foo beta: 0.3.0"])
        #expect(second.record == [Package(name: "baz", channels: [channel("stable", "1.1.0")])] + record)
    }

    @Test func `A range that is taken out lets the channel go on to its head, which oc-mirror v1 would not take`()
        async throws
    {
        let range = [Package(name: "foo", channels: [channel("beta", "0.2.0", "0.3.0")])]
        let foo = try OperatorPackage("foo", channels: [try OperatorChannel("beta")])
        let entry = try OperatorCatalog(skipDependencies: true, packages: [foo])
        let selections = try await VersionOneBench(VersionOneCatalogs.later, earlier: range).select(entry)
        #expect(VersionOneBench.text(selections) == ["foo beta: 0.2.0 0.3.0 0.3.1 0.3.2"])
        #expect(selections["foo"]?.findings.map(\.code) == [.differsFromVersionOne])
    }
}
