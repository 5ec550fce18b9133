// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import TestSupport
import Testing

/// What is kept of `ThreeOperators`.
struct ThreeOperatorsTests {
    private static let from3scale =
        "0.8.3 0.8.3-0.1645735250.p 0.8.3-0.1646619125.p 0.8.3-0.1646742992.p 0.8.3-0.1649688682.p"
    private static let heads3scale = [
        "threescale-2.11: 0.8.4-0.1655690146.p", "threescale-2.12: 0.9.1-0.1664967752.p", "threescale-mas: 0.11.0-mas",
    ]

    /// An operator, what is asked for, and what is kept of the operator.
    static let rows: [(CatalogPackage, String, [String])] = [
        (ThreeOperators.threescale, "", heads3scale),
        (ThreeOperators.devworkspace, "", ["fast: 0.19.1-0.1682321189.p"]),
        (ThreeOperators.jaeger, "", ["stable: 1.51.0-1"]),
        (ThreeOperators.threescale, "packages: [{name: 3scale-operator}]", heads3scale),
        (
            ThreeOperators.jaeger, "packages: [{name: 3scale-operator}, {name: jaeger-product}]",
            ["stable: 1.51.0-1"]
        ),
        (
            ThreeOperators.devworkspace, "packages: [{name: devworkspace-operator, minVersion: 0.18.1}]",
            ["fast: 0.18.1 0.18.1-0.1675929565.p 0.19.1 0.19.1-0.1679521112.p 0.19.1-0.1682321189.p"]
        ),
        (
            ThreeOperators.devworkspace, "packages: [{name: devworkspace-operator, maxVersion: 0.18.1}]",
            [
                "fast: 0.10.0 0.11.0 0.12.0 0.13.0 0.14.1 0.15.2 0.15.2-0.1661828401.p 0.16.0 0.16.0-0.1666668361.p"
                    + " 0.17.0 0.18.1 0.18.1-0.1675929565.p 0.9.0"
            ]
        ),
        (
            ThreeOperators.devworkspace,
            "packages: [{name: devworkspace-operator, minVersion: 0.16.0, maxVersion: 0.17.0}]",
            ["fast: 0.16.0 0.16.0-0.1666668361.p 0.17.0"]
        ),
        (
            ThreeOperators.threescale,
            threescale("defaultChannel: threescale-2.11, channels: [{name: threescale-2.11, minVersion: 0.8.3}]"),
            ["default threescale-2.11", "threescale-2.11: \(from3scale) 0.8.4 0.8.4-0.1655690146.p"]
        ),
        (
            ThreeOperators.threescale,
            threescale("defaultChannel: threescale-2.11, channels: [{name: threescale-2.11}]"),
            ["default threescale-2.11", "threescale-2.11: 0.8.4-0.1655690146.p"]
        ),
        (
            ThreeOperators.threescale,
            threescale("defaultChannel: threescale-2.11, channels: [{name: threescale-2.11, maxVersion: 0.8.2}]"),
            ["default threescale-2.11", "threescale-2.11: 0.8.0 0.8.0-0.1634606167.p 0.8.1 0.8.2"]
        ),
        (
            ThreeOperators.threescale,
            threescale(
                "defaultChannel: threescale-2.11, "
                    + "channels: [{name: threescale-2.11, minVersion: 0.8.1, maxVersion: 0.8.3}]"
            ),
            ["default threescale-2.11", "threescale-2.11: 0.8.1 0.8.2 \(from3scale)"]
        ),
        (
            ThreeOperators.threescale, threescale("channels: [{name: threescale-2.11}, {name: threescale-mas}]"),
            [heads3scale[0], heads3scale[2]]
        ),
        (
            ThreeOperators.threescale,
            threescale(
                "channels: [{name: threescale-mas}, {name: threescale-2.12, maxVersion: 0.8.0+0.1634606167.p}]"
            ),
            ["threescale-2.12: 0.8.0 0.8.0-0.1634606167.p", "threescale-mas: 0.11.0-mas"]
        ),
        (
            ThreeOperators.threescale, threescale("minVersion: 0.10.0-mas"),
            ["threescale-mas: 0.10.0-mas 0.11.0-mas"]
        ),
        (
            ThreeOperators.jaeger,
            "packages: [{name: jaeger-product, channels: [{name: stable, minVersion: 1.47.1-5}]}]",
            ["stable: 1.47.1-5 1.51.0-1"]
        ),
        // Plain semver admits pre-releases, unlike the library that oc-mirror compares with.
        (
            ThreeOperators.jaeger, "packages: [{name: jaeger-product, minVersion: 1.40.0}]",
            ["stable: 1.42.0-5 1.42.0-5-0.1687199951.p 1.47.1-5 1.51.0-1"]
        ),
        (
            ThreeOperators.jaeger,
            "packages: [{name: jaeger-product, channels: [{name: stable, minVersion: 1.34.1-5, maxVersion: 1.42.0-5}]}]",
            ["stable: 1.34.1-5 1.42.0-5 1.42.0-5-0.1687199951.p"]
        ),
    ]

    @Test("A package is filtered as the oracle says", arguments: rows)
    func filter(package: CatalogPackage, fields: String, kept: [String]) throws {
        let selection = try select(package, fields)
        #expect(selection.text == kept)
        #expect(selection.errors.isEmpty, "\(selection.errors)")
        #expect(selection.bundles == package.bundles.filter { selection.kept?.entryNames.contains($0.name) == true })
    }

    private static func threescale(_ fields: String) -> String { "packages: [{name: 3scale-operator, \(fields)}]" }

    @Test func `full keeps everything, of a package or of all`() throws {
        let everything = try ThreeOperators.all.map { try select($0, "full: true") }
        #expect(everything.map(\.bundles.count) == [16, 16, 6])
        #expect(everything.flatMap(\.findings).isEmpty)
        let named = try select(
            ThreeOperators.threescale,
            "full: true\n    packages: [{name: 3scale-operator}]"
        )
        #expect(named.kept == everything[0].kept && named.bundles == everything[0].bundles)
        let channel = try select(
            ThreeOperators.threescale,
            """
            full: true
                packages:
                - {name: 3scale-operator, defaultChannel: threescale-2.11, channels: [{name: threescale-2.11}]}
            """
        )
        #expect(channel.bundles.count == 11)
        #expect(channel.kept?.channels.map(\.name) == ["threescale-2.11"])
    }

    @Test func `A lost default channel is an error that says what to write`() throws {
        let selection = try select(
            ThreeOperators.threescale,
            Self.threescale("channels: [{name: threescale-2.11}, {name: threescale-2.12}]")
        )
        #expect(selection.codes == ["error default-channel-lost"])
        #expect(
            selection.findings[0].text == """
                3scale-operator in index:v1: its default channel `threescale-mas` is not among the selected \
                channels; the kept channels are `threescale-2.11` and `threescale-2.12`
                write `defaultChannel: threescale-2.12`
                """
        )
        #expect(selection.findings[0].place == "isc.yaml:6:23")
    }

    @Test func `A version that no bundle has is an error with the nearest`() throws {
        let selection = try select(
            ThreeOperators.threescale,
            Self.threescale("minVersion: 77.77.77, maxVersion: 77.77.77")
        )
        #expect(selection.kept == nil)
        #expect(selection.codes == ["error unknown-version"])
        #expect(
            selection.findings[0].text
                == "3scale-operator in index:v1: no bundle has the version 77.77.77\nthe highest that exists is 0.11.0-mas"
        )
    }

    @Test(
        "What excludes each other is refused by the configuration",
        arguments: [
            "packages: [{name: a, minVersion: '1', channels: [{name: c, maxVersion: '2'}]}]",
            "full: true\n    packages: [{name: a, minVersion: '1'}]",
            "full: true\n    packages: [{name: a, channels: [{name: c, minVersion: '1'}]}]",
        ]
    )
    func exclusive(fields: String) {
        #expect(throws: (any Error).self) { try operatorCatalog(fields) }
    }

    @Test func `A channel in which nearly everything skips nearly everything is no work`() throws {
        // The shape of assisted-service-operator: 93 bundles, 11 channels, each entry skips all before it.
        let names = (0..<93).map { "op.v0.\($0 / 10).\($0 % 10)" }
        let channels = (0..<11).map { channel in
            (
                "c\(channel)",
                names.indices.map { index in
                    let replaces = index > 0 ? " > \(names[index - 1])" : ""
                    return names[index] + replaces + names[..<index].map { " ! \($0)" }.joined()
                }
            )
        }
        let package = CatalogPackage(TestOperator("op", default: "c0", channels))
        let heads = try select(package, "packages: [{name: op}]")
        #expect(heads.text.count == 11 && heads.text.first == "c0: op.v0.9.2")
        let range = try select(package, "packages: [{name: op, minVersion: 0.3.0, maxVersion: 0.3.4}]")
        #expect(range.text.first == "c0: op.v0.3.0 op.v0.3.1 op.v0.3.2 op.v0.3.3 op.v0.3.4")
        #expect(range.findings.isEmpty)
    }
}
