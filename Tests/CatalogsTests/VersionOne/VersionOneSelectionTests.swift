// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Testing

@testable import MirrorConfiguration

/// What oc-mirror v1 keeps of catalogs, as the real one was seen to do.
struct VersionOneSelectionTests {
    private static let allBar = ["bar alpha: 0.1.0 0.2.0 1.0.0", "bar stable: 1.0.0"]
    private static let barHeads = ["bar alpha: 1.0.0", "bar stable: 1.0.0"]
    private static let allFoo = ["foo beta: 0.1.0 0.2.0 0.3.0 0.3.1"]

    /// A request of the catalog of its own tests, and what is kept or refused.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let entry: OperatorCatalog
        let kept: [String]

        init(_ name: String, skips: Bool = false, _ kept: [String]) throws {
            try self.init(name, [], skips: skips, kept)
        }

        init(
            _ name: String,
            _ packages: [OperatorPackage],
            full: Bool = false,
            skips: Bool = false,
            _ kept: [String]
        ) throws {
            self.name = name
            entry = try OperatorCatalog(full: full, skipDependencies: skips, packages: packages)
            self.kept = kept
        }

        var testDescription: String { name }
    }

    static let rows: [Row] = (try? barRows() + otherRows()) ?? []

    private static func bar(
        _ bounds: String = "",
        default: String? = nil,
        at channels: (String, String)...
    ) throws -> [OperatorPackage] {
        let channels = try channels.map { try OperatorChannel($0.0, $0.1) }
        return [try OperatorPackage("bar", bounds, default: `default`, channels: channels)]
    }

    private static func one(_ name: String, _ bounds: String = "") throws -> [OperatorPackage] {
        [try OperatorPackage(name, bounds)]
    }

    private static func barRows() throws -> [Row] {
        let alphaHead = ["bar default alpha", "bar alpha: 1.0.0"]
        let allAlpha = ["bar default alpha", allBar[0]]
        return [
            try Row("heads", bar(), barHeads),
            try Row("alpha", bar(at: ("alpha", "")), alphaHead),
            try Row("alpha-full", bar(at: ("alpha", "")), full: true, allAlpha),
            try Row("alpha-stable", bar(at: ("alpha", ""), ("stable", "")), barHeads),
            try Row("default-without-channels", bar(default: "alpha"), ["default-channel-lost"]),
            try Row("default-unlisted", bar(default: "stable", at: ("alpha", "")), ["default-channel-lost"]),
            try Row("default", bar(default: "alpha", at: ("alpha", "")), alphaHead),
            try Row("default-kept", bar(default: "alpha", at: ("alpha", ""), ("stable", "")), barHeads),
            try Row("min-020", bar("0.2.0.."), ["default-channel-lost"]),
            try Row("min-100", bar("1.0.0.."), barHeads),
            try Row("min-010-channel-alpha", bar("0.1.0..", at: ("alpha", "")), allAlpha),
            try Row(
                "alpha-min-stable",
                bar(at: ("alpha", "0.2.0.."), ("stable", "")),
                ["bar alpha: 0.2.0 1.0.0", "bar stable: 1.0.0"]
            ),
            try Row("alpha-min-absent", bar(at: ("alpha", "0.5.0..")), ["unknown-version"]),
            try Row("min-absent", bar("9.9.9.."), ["unknown-version"]),
            try Row("unknown-channel", bar(at: ("nope", "")), ["unknown-channel"]),
            try Row("max-020", bar("..0.2.0"), ["default-channel-lost"]),
            try Row("max-000", bar("..0.0.1"), ["no-bundle-in-range"]),
            try Row("range-channel", bar("0.1.0..0.2.0", at: ("alpha", "")), alphaHead),
            try Row("range-channel-full", bar("0.1.0..0.2.0", at: ("alpha", "")), full: true, allAlpha),
            try Row("min-both", bar("0.1.0..", at: ("stable", "1.0.0..")), ["empty-range"]),
            try Row("min-100-alpha-max", bar("1.0.0..", at: ("alpha", "..0.2.0")), barHeads),
            try Row("alpha-max", bar(at: ("alpha", "..0.2.0")), ["bar default alpha", "bar alpha: 0.1.0 0.2.0"]),
            try Row("alpha-one", bar(at: ("alpha", "0.2.0..0.2.0")), ["bar default alpha", "bar alpha: 0.2.0"]),
            try Row("bundle", bar(at: ("alpha", "@bar.v0.2.0")), allAlpha),
        ]
    }

    private static func otherRows() throws -> [Row] {
        let betaRange = [try OperatorPackage("foo", channels: [try OperatorChannel("beta", "0.1.0..0.3.0")])]
        return [
            try Row("all", allBar + ["baz stable: 1.1.0", "foo beta: 0.3.1"]),
            try Row("all-skip", skips: true, barHeads + ["baz stable: 1.1.0", "foo beta: 0.3.1"]),
            try Row("foo", one("foo"), allBar + ["foo beta: 0.3.1"]),
            try Row("foo-skip", one("foo"), skips: true, ["foo beta: 0.3.1"]),
            try Row("foo-full", one("foo"), full: true, allBar + allFoo),
            try Row("foo-full-skip", one("foo"), full: true, skips: true, allFoo),
            try Row("baz-min-101", one("baz", "1.0.1.."), ["baz stable: 1.0.1 1.1.0"]),
            try Row("baz-one", one("baz", "1.0.1..1.0.1"), ["baz stable: 1.0.1"]),
            try Row("baz-range", one("baz", "1.0.0..1.0.1"), ["baz stable: 1.0.0 1.0.1"]),
            try Row("baz-bundle", one("baz", "@baz.v1.0.1"), ["baz stable: 1.0.0 1.0.1 1.1.0"]),
            try Row("foo-min-020", one("foo", "0.2.0.."), skips: true, ["foo beta: 0.2.0 0.3.0 0.3.1"]),
            try Row("foo-range-full", one("foo", "0.2.0..0.3.0"), full: true, skips: true, ["foo beta: 0.2.0 0.3.0"]),
            try Row("foo-max-full", one("foo", "..0.3.0"), full: true, skips: true, ["foo beta: 0.1.0 0.2.0 0.3.0"]),
            try Row("foo-range", one("foo", "0.1.0..0.3.0"), allBar + ["foo beta: 0.1.0 0.2.0 0.3.0"]),
            try Row("foo-beta-range", betaRange, allBar + ["foo beta: 0.1.0 0.2.0 0.3.0"]),
        ]
    }

    @Test("The rules of oc-mirror v1 keep what it was seen to keep", arguments: rows)
    func keep(row: Row) async throws {
        #expect(try await VersionOneBench(VersionOneCatalogs.latest).text(row.entry) == row.kept)
    }

    @Test func `All rows of the table are there`() { #expect(Self.rows.count == 39) }

    @Test func `A dependency keeps the default channel that the request alone would lose`() async throws {
        let entry = try OperatorCatalog(packages: [try OperatorPackage("bar", "0.2.0.."), try OperatorPackage("foo")])
        let kept = try await VersionOneBench(VersionOneCatalogs.latest).text(entry)
        #expect(kept == Self.allBar + ["foo beta: 0.3.1"])
    }

    @Test func `A skipped version is taken with what leads from where it meets the head`() async throws {
        // As in the catalog of the reference: 1.1.0 replaces 1.0.0 and skips 1.0.1.
        let entries = ["1.0.0", "1.0.1 > 1.0.0", "1.1.0 > 1.0.0 ! 1.0.1"]
        let baz = VersionOneCatalogs.made("baz", default: "stable", [("stable", entries)])
        let entry = try OperatorCatalog(packages: [try OperatorPackage("baz", "1.0.1..")])
        #expect(try await VersionOneBench([baz]).text(entry) == ["baz stable: 1.0.1 1.1.0"])
    }
}
