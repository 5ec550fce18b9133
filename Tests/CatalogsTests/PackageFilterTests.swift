// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import MirrorConfiguration
import Plans
import TestSupport
import Testing

struct PackageFilterTests {
    static let two = TestOperator(
        "op",
        default: "stable",
        [
            ("stable", ["op.v2.0.0 > op.v1.1.0", "op.v1.1.0 > op.v1.0.0", "op.v1.0.0"]),
            ("beta", ["op.v3.0.0 > op.v2.0.0", "op.v2.0.0"]),
        ]
    )

    static let rows: [(String, [String])] = [
        ("", ["beta: op.v3.0.0", "stable: op.v2.0.0"]),
        ("full: true", ["beta: op.v2.0.0 op.v3.0.0", "stable: op.v1.0.0 op.v1.1.0 op.v2.0.0"]),
        ("packages: [{name: op}]", ["beta: op.v3.0.0", "stable: op.v2.0.0"]),
        (
            "full: true\n    packages: [{name: op}]",
            ["beta: op.v2.0.0 op.v3.0.0", "stable: op.v1.0.0 op.v1.1.0 op.v2.0.0"]
        ),
        (
            "packages: [{name: op, minVersion: '1.1'}]",
            ["beta: op.v2.0.0 op.v3.0.0", "stable: op.v1.1.0 op.v2.0.0"]
        ),
        ("packages: [{name: op, channels: [{name: stable}]}]", ["stable: op.v2.0.0"]),
        (
            "full: true\n    packages: [{name: op, channels: [{name: stable}]}]",
            ["stable: op.v1.0.0 op.v1.1.0 op.v2.0.0"]
        ),
        (
            "packages: [{name: op, channels: [{name: stable, maxVersion: '1'}, {name: beta}]}]",
            ["beta: op.v3.0.0", "stable: op.v1.0.0 op.v1.1.0"]
        ),
        (
            "packages: [{name: op, minVersion: 2.0.0, channels: [{name: stable}, {name: beta}]}]",
            ["beta: op.v2.0.0 op.v3.0.0", "stable: op.v2.0.0"]
        ),
        (
            "packages: [{name: op, defaultChannel: beta, channels: [{name: beta}]}]",
            ["default beta", "beta: op.v3.0.0"]
        ),
        ("packages: [{name: op, defaultChannel: stable}]", ["beta: op.v3.0.0", "stable: op.v2.0.0"]),
        ("packages: [{name: op, minVersion: '2', maxVersion: '2'}]", ["beta: op.v2.0.0", "stable: op.v2.0.0"]),
        // An exact version leaves out the channels that do not have it.
        ("packages: [{name: op, minVersion: 1.1.0, maxVersion: 1.1.0}]", ["stable: op.v1.1.0"]),
        (
            "packages: [{name: op, channels: [{name: stable, minVersion: 1.0.0, maxVersion: 1.0.0}, {name: beta}]}]",
            ["beta: op.v3.0.0", "stable: op.v1.0.0"]
        ),
        ("packages: [{name: op, bundles: [{name: op.v2.0.0}]}]", ["beta: op.v2.0.0", "stable: op.v2.0.0"]),
        (
            "packages: [{name: op, bundles: [{name: op.v1.0.0}, {name: op.v1.1.0}]}]",
            ["stable: op.v1.0.0 op.v1.1.0"]
        ),
    ]

    @Test(
        "Each row of the decision table",
        arguments: rows
    )
    func row(fields: String, kept: [String]) throws {
        let package = CatalogPackage(Self.two)
        let selection = try select(package, fields)
        #expect(selection.text == kept)
        #expect(selection.errors.isEmpty, "\(selection.errors)")
        let result = try #require(selection.kept)
        #expect(PackageProof(result, of: package).holds)
        #expect(selection.bundles == package.bundles.filter { result.entryNames.contains($0.name) })
    }

    static let impossible: [(String, FindingCode, String, Diagnostics.SourceLocation)] = [
        (
            "packages: [{name: op, channels: [{name: stabel}]}]", "unknown-channel",
            "there is no channel `stabel`\ndid you mean `stable`?", "isc.yaml:6:45"
        ),
        (
            "packages: [{name: op, channels: [{name: x}]}]", "unknown-channel",
            "there is no channel `x`\nthe channels are `beta` and `stable`", "isc.yaml:6:45"
        ),
        (
            "packages: [{name: op, defaultChannel: betta}]", "unknown-channel",
            "there is no channel `betta`\ndid you mean `beta`?", "isc.yaml:6:43"
        ),
        (
            "packages: [{name: op, channels: [{name: beta}]}]", "default-channel-lost",
            "its default channel `stable` is not among the selected channels; the kept channels are `beta`"
                + "\nwrite `defaultChannel: beta`", "isc.yaml:6:23"
        ),
        (
            "packages: [{name: op, minVersion: '3'}]", "default-channel-lost",
            "its default channel `stable` has nothing in >=3; the kept channels are `beta`\nwrite `defaultChannel: beta`",
            "isc.yaml:6:23"
        ),
        // The override counts, not the default of the source.
        (
            "packages: [{name: op, defaultChannel: beta, maxVersion: '1'}]", "default-channel-lost",
            "its default channel `beta` has nothing in <=1; the kept channels are `stable`\nwrite `defaultChannel: stable`",
            "isc.yaml:6:43"
        ),
        (
            "packages: [{name: op, minVersion: '4'}]", "no-bundle-in-range",
            "the channels `beta` and `stable` have no bundle in >=4\nthe highest that exists is 3.0.0",
            "isc.yaml:6:39"
        ),
        (
            "packages: [{name: op, minVersion: 1.0.5, maxVersion: 1.0.9}]", "no-bundle-in-range",
            "the channels `beta` and `stable` have no bundle in >=1.0.5 <=1.0.9"
                + "\nthe nearest that exist are 1.0.0 and 1.1.0", "isc.yaml:6:39"
        ),
        (
            "packages: [{name: op, minVersion: 2.0.1, maxVersion: 2.0.1}]", "unknown-version",
            "no bundle has the version 2.0.1\nthe nearest that exist are 2.0.0 and 3.0.0", "isc.yaml:6:39"
        ),
        (
            "packages: [{name: op, bundles: [{name: op.v2.0.1}]}]", "unknown-bundle",
            "no channel has the bundle `op.v2.0.1`\ndid you mean `op.v2.0.0`?", "isc.yaml:6:44"
        ),
        (
            "packages: [{name: op, bundles: [{name: op.v2.0.0}, {name: op.v1.0.0}]}]", "invalid-channel",
            "OLM would refuse the kept part of the channel `stable`: it has 2 heads, `op.v1.0.0` and `op.v2.0.0`"
                + "\nadd `op.v1.1.0` to the `bundles`", "isc.yaml:6:23"
        ),
    ]

    @Test(
        "What cannot be done is an error that says what to write instead",
        arguments: impossible
    )
    func error(fields: String, code: FindingCode, message: String, at: Diagnostics.SourceLocation) throws {
        let errors = try select(CatalogPackage(Self.two), fields).errors
        let parts = message.split(separator: "\n", maxSplits: 1).map(String.init)
        let remedy = parts.count > 1 ? parts[1] : nil
        #expect(errors == [Finding(.error, code, "op in index:v1: \(parts[0])", remedy: remedy, at: at)])
    }

    private static let unordered: [(String, [String], Diagnostics.SourceLocation?)] = [
        ("", ["error invalid-channel"], "isc.yaml:5:14"),
        ("packages: [{name: op}]", ["error invalid-channel"], "isc.yaml:6:23"),
        ("full: true\n    packages: [{name: op}]", ["error invalid-channel"], "isc.yaml:7:23"),
        ("packages: [{name: op, minVersion: '1'}]", ["error invalid-channel"], "isc.yaml:6:23"),
        (
            "packages: [{name: op, channels: [{name: good}, {name: bad}]}]", ["error invalid-channel"],
            "isc.yaml:6:59"
        ),
        ("packages: [{name: op, channels: [{name: good}]}]", [], nil),
        ("full: true", [], nil),
        ("packages: [{name: op, bundles: [{name: '1.0.0'}, {name: '3.0.0'}]}]", [], nil),
    ]

    @Test(
        "A channel without order matters where updates decide, and only if it is wanted",
        arguments: unordered
    )
    func invalidSource(fields: String, codes: [String], at: Diagnostics.SourceLocation?) throws {
        let bad = TestOperator("op", default: "good", [("good", ["1.0.0"]), ("bad", ["3.0.0", "2.0.0"])])
        let selection = try select(CatalogPackage(bad), fields)
        #expect(selection.codes == codes)
        guard let check = selection.findings.first else { return }
        #expect(
            check.text == """
                op in index:v1: the channel `bad` has no clear order of updates: it has 2 heads, `2.0.0` and `3.0.0`
                take other channels, name the `bundles` that you want, or mirror the whole catalog as it is: `full: true` \
                and no packages
                """
        )
        #expect(check.place == at)
    }

    @Test func `A default channel that the catalog has not is an error, too`() throws {
        let package = CatalogPackage(TestOperator("op", default: "gone", [("a", ["1.0.0"]), ("b", ["2.0.0"])]))
        #expect(
            try select(package, "").findings.map(\.text) == [
                "op in index:v1: its default channel `gone` does not exist; the kept channels are `a` and `b`"
                    + "\nname the package, and with it write `defaultChannel: b`"
            ]
        )
        #expect(try select(package, "packages: [{name: op, defaultChannel: a}]").codes.isEmpty)
        let nothing = CatalogPackage(name: "op", defaultChannel: "")
        #expect(try select(nothing, "").codes == ["error no-channel"])
    }

    private static let gaps: [(Set<String>, Set<String>, String, [String])] = [
        (["2.0.0"], [], "", ["error missing-bundle"]),
        ([], ["2.0.0"], "", ["error no-version"]),
        (["1.0.0"], [], "", []),
        ([], ["1.0.0"], "", []),
        ([], ["1.0.0"], "packages: [{name: op, minVersion: 0.1.0}]", []),
        ([], ["1.0.0"], "full: true\n    packages: [{name: op}]", ["error no-version"]),
        (["1.0.0"], [], "full: true\n    packages: [{name: op}]", ["error missing-bundle"]),
        (["1.0.0"], ["2.0.0"], "full: true", []),
    ]

    @Test(
        "Entries without a bundle and bundles without a version are errors where they are kept",
        arguments: gaps
    )
    func incomplete(absent: Set<String>, unversioned: Set<String>, fields: String, codes: [String]) throws {
        let package = CatalogPackage(["2.0.0 > 1.0.0", "1.0.0"], absent: absent, unversioned: unversioned)
        #expect(try select(package, fields).codes == codes)
    }

    @Test func `A version that semver does not have is shown`() throws {
        var made = TestOperator("op", default: "c", [("c", ["a"])])
        made.versions = ["a": "v1.0"]
        #expect(
            try select(CatalogPackage(made), "").findings[0].text.hasPrefix(
                "op in index:v1: the bundle `a` has the version `v1.0`, which is not valid by semver.org\n"
            )
        )
    }

    @Test(
        "Bundles that do not hang together say what is missing or too much",
        arguments: [
            (["4.0.0", "1.0.0"], "add `2.0.0` and `3.0.0` to the `bundles`"),
            (["3.1.0", "1.0.0"], "add `2.0.0`, `3.0.0` and `4.0.0` to the `bundles`"),
            (["4.0.0", "2.5.0"], "leave out `2.5.0`, which the channel's head does not lead to"),
        ]
    )
    func loose(names: [String], remedy: String) throws {
        let package = CatalogPackage([
            "4.0.0 > 3.0.0 ! 3.1.0", "3.1.0 > 2.5.0", "3.0.0 > 2.0.0", "2.5.0", "2.0.0 > 1.0.0", "1.0.0",
        ])
        let list = names.map { "{name: '\($0)'}" }.joined(separator: ", ")
        let selection = try select(package, "packages: [{name: op, bundles: [\(list)]}]")
        #expect(selection.codes == ["error invalid-channel"])
        #expect(selection.findings[0].text.hasSuffix("\n\(remedy)"), "\(selection.findings[0].text)")
    }

    @Test func `Bundles that no update reaches are refused, as opm refuses them`() throws {
        let package = CatalogPackage(["3.0.0 ! 2.0.0", "2.0.0 > 1.0.0", "1.0.0"])
        let selection = try select(package, "full: true\n    packages: [{name: op}]")
        #expect(selection.codes == ["error invalid-channel"])
        #expect(selection.findings[0].text.contains("its head does not lead to `1.0.0`"))
    }

    static let missing: [(String, [String], [String])] = [
        (
            "packages: [{name: op, channels: [{name: stable}, {name: x}]}]", ["stable: op.v2.0.0"],
            ["warning unknown-channel"]
        ),
        (
            "packages: [{name: op, channels: [{name: x}, {name: z}]}]", [],
            ["warning unknown-channel", "warning unknown-channel"]
        ),
        (
            "packages: [{name: op, defaultChannel: x}]", ["beta: op.v3.0.0", "stable: op.v2.0.0"],
            ["warning unknown-channel"]
        ),
        // Which channel takes the place of the default is for people to say.
        (
            "packages: [{name: op, channels: [{name: beta}, {name: x}]}]", ["beta: op.v3.0.0"],
            ["warning unknown-channel", "error default-channel-lost"]
        ),
    ]

    @Test("A channel that is not there is left out where that is allowed", arguments: missing)
    func leavesOut(fields: String, kept: [String], codes: [String]) throws {
        let selection = try select(CatalogPackage(Self.two), fields, allowsMissing: true)
        #expect(selection.text == kept)
        #expect(selection.codes == codes)
        #expect(selection.findings[0].text.contains(", so it is left out\n"))
    }

    @Test func `A package that the catalog has not is an error with the nearest name`() throws {
        let request = try operatorCatalog("packages: [{name: jeager}]").packages[0]
        let check = UnknownPackage(request, of: "index:v1", having: ["jaeger", "3scale"], path: "isc.yaml").finding
        #expect(
            check
                == Finding(
                    .error,
                    "unknown-package",
                    "index:v1 has no package `jeager`",
                    remedy: "did you mean `jaeger`?",
                    at: "isc.yaml:6:23"
                )
        )
    }
}
