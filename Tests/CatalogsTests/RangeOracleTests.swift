// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import TestSupport
import Testing

/// What the range rule keeps of small channels, and of the test catalog of foo, bar and baz.
struct RangeOracleTests {
    @Test(
        "The range rule keeps what the oracle keeps",
        arguments: [
            (["1.0.0"], "'1'", "'1'", "1.0.0"),
            (["1.1.0 > 1.0.0", "1.0.0 > 0.1.0", "0.1.0"], "1.0.0", "'1'", "1.0.0 1.1.0"),
            (["2.0.0 > 1.1.0", "1.1.0 > 1.0.0", "1.0.0"], "1.0.0", "'1'", "1.0.0 1.1.0"),
            (["2.0.0 > 1.1.0", "1.1.0 > 1.0.0", "1.0.0 > 0.1.0", "0.1.0"], "1.0.0", "'1'", "1.0.0 1.1.0"),
            // What is skipped cannot be a head.
            (["2.0.0 ! 1.0.0", "1.0.0"], "1.0.0", "'1'", "1.0.0 2.0.0"),
            (["2.0.0 > 1.1.1 ! 1.1.0", "1.1.1", "1.1.0"], "1.0.0", "'1'", "1.1.0 1.1.1 2.0.0"),
            (["1.1.0 > 2.0.0", "2.0.0 > 1.0.0", "1.0.0 > 0.1.0", "0.1.0"], "1.0.0", "'1'", "1.0.0 1.1.0 2.0.0"),
            (
                ["1.1.3 > 1.1.2 ! 1.1.0", "1.1.2 > 1.1.1 ! 1.1.0", "1.1.1 ! 1.1.0", "1.1.0"], "1.1.0", "1.1.1",
                "1.1.0 1.1.1"
            ),
        ]
    )
    func range(entries: [String], minimum: String, maximum: String, kept: String) throws {
        let request = "packages: [{name: op, channels: [{name: c, minVersion: \(minimum), maxVersion: \(maximum)}]}]"
        let selection = try select(CatalogPackage(entries), request)
        #expect(selection.text == ["c: \(kept)"])
        #expect(selection.errors.isEmpty)
    }

    @Test func `A range in which nothing lies leaves nothing`() throws {
        let selection = try select(
            CatalogPackage(["2.0.0"]),
            "packages: [{name: op, minVersion: 1.0.0, maxVersion: '1'}]"
        )
        #expect(selection.kept == nil && selection.bundles.isEmpty)
        #expect(
            selection.findings.map(\.text) == [
                "op in index:v1: the channel `c` has no bundle in >=1.0.0 <=1\nthe lowest that exists is 2.0.0"
            ]
        )
        #expect(selection.codes == ["error no-bundle-in-range"])
    }

    @Test func `A bundle without version between two that are wanted is kept, and an error`() throws {
        let package = CatalogPackage(
            ["1.1.0 > 2.0.0", "2.0.0 > 1.0.0", "1.0.0 > 0.1.0", "0.1.0"],
            unversioned: ["2.0.0", "0.1.0"]
        )
        let selection = try select(package, "packages: [{name: op, minVersion: 1.0.0, maxVersion: '1'}]")
        #expect(selection.text == ["c: 1.0.0 1.1.0 2.0.0"])
        #expect(selection.codes == ["error no-version"])
        #expect(selection.findings[0].text.contains("`2.0.0`"))
    }

    static let foo = TestOperator(
        "foo",
        default: "beta",
        [
            (
                "beta",
                [
                    "foo.v0.1.0", "foo.v0.2.0 > foo.v0.1.0 ! foo.v0.1.1 ! foo.v0.1.2", "foo.v0.3.0 > foo.v0.2.0",
                    "foo.v0.3.1 > foo.v0.2.0 ! foo.v0.3.0",
                ]
            )
        ]
    )
    static let bar = TestOperator(
        "bar",
        default: "stable",
        [
            ("alpha", ["bar.v0.1.0", "bar.v0.2.0 > bar.v0.1.0 ! bar.v0.1.0", "bar.v1.0.0 > bar.v0.2.0"]),
            ("stable", ["bar.v1.0.0"]),
        ]
    )
    static let baz = TestOperator(
        "baz",
        default: "stable",
        [("stable", ["baz.v1.0.0", "baz.v1.0.1 ! baz.v1.0.0", "baz.v1.1.0 > baz.v1.0.1"])]
    )

    /// An operator, what is asked for, and what is kept of the operator.
    static let rows: [(TestOperator, String, [String])] = [
        (foo, "", ["beta: foo.v0.3.1"]),
        (bar, "", ["alpha: bar.v1.0.0", "stable: bar.v1.0.0"]),
        (baz, "", ["stable: baz.v1.1.0"]),
        (
            foo, "packages: [{name: foo, minVersion: 0.2.0, maxVersion: 0.3.1}]",
            ["beta: foo.v0.2.0 foo.v0.3.0 foo.v0.3.1"]
        ),
        (foo, "packages: [{name: foo, minVersion: 0.3.1, maxVersion: 0.3.1}]", ["beta: foo.v0.3.1"]),
        (foo, "packages: [{name: foo, minVersion: 0.1.0, maxVersion: 0.1.0}]", ["beta: foo.v0.1.0"]),
        (bar, "packages: [{name: bar, channels: [{name: stable}]}]", ["stable: bar.v1.0.0"]),
        (
            bar, "packages: [{name: bar, minVersion: 0.2.0}]",
            ["alpha: bar.v0.2.0 bar.v1.0.0", "stable: bar.v1.0.0"]
        ),
        (
            bar, "packages: [{name: bar, defaultChannel: alpha, channels: [{name: alpha, maxVersion: 0.2.0}]}]",
            ["default alpha", "alpha: bar.v0.1.0 bar.v0.2.0"]
        ),
        (baz, "packages: [{name: baz, maxVersion: 1.0.1}]", ["stable: baz.v1.0.0 baz.v1.0.1"]),
        // 1.0.0 is skipped by 1.0.1 only.
        (baz, "packages: [{name: baz, maxVersion: 1.0.0}]", ["stable: baz.v1.0.0 baz.v1.0.1"]),
        (baz, "full: true\n    packages: [{name: baz}]", ["stable: baz.v1.0.0 baz.v1.0.1 baz.v1.1.0"]),
    ]

    @Test("The upstream test catalog is filtered as the oracle says", arguments: rows)
    func testCatalog(made: TestOperator, fields: String, kept: [String]) throws {
        let selection = try select(CatalogPackage(made), fields)
        #expect(selection.text == kept)
        #expect(selection.errors.isEmpty)
    }

    @Test func `Bounds the wrong way round never come here`() {
        #expect(throws: (any Error).self) {
            try select(CatalogPackage(Self.foo), "packages: [{name: foo, minVersion: 0.3.1, maxVersion: 0.2.0}]")
        }
    }
}
