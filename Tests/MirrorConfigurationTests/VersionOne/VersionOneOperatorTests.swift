// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

@Suite("The operators of a configuration of oc-mirror v1")
struct VersionOneOperatorTests {
    /// What is noticed about the fields of a package, which begin in column 3 of line 7.
    private func findings(_ package: String) -> [String] {
        VersionOneTexts.findings(
            "mirror:\n operators:\n - catalog: a.b/c:1\n   packages:\n   - name: x\n     \(package)\n",
            .alpha2
        )
    }

    @Test(
        arguments: [
            ("minVersion: 1.0.0", []),
            ("channels: [{name: a}, {name: b, minVersion: 1.0.0, maxVersion: 1.0.0}]", []),
            (
                "minVersion: two",
                ["isc.yaml:8:18: error: `minVersion` is not valid: `two`: expected three numbers as in 4.16.3"]
            ),
            (
                "maxVersion: '1.2'",
                [
                    "isc.yaml:8:18: error: `maxVersion` is not valid: `1.2`: expected three numbers as in 4.16.3"
                        + " | write `1.2.0`"
                ]
            ),
            (
                "{minVersion: 2.0.0, maxVersion: 1.0.0}",
                [
                    "isc.yaml:7:28: error: the minVersion 2.0.0 is higher than the maxVersion 1.0.0"
                        + " | the maxVersion is on line 7; exchange the two"
                ]
            ),
            (
                "{minVersion: 1.0.0, minBundle: x.v1}",
                [
                    "isc.yaml:7:35: error: `minVersion` and `minBundle` exclude each other | keep `minVersion`"
                ]
            ),
            (
                "{maxVersion: 2.0.0, channels: [{name: a, maxVersion: 1.0.0}]}",
                [
                    "isc.yaml:7:68: error: both the package and its channel have bounds for versions"
                        + " | keep the bounds of the package or those of its channels"
                ]
            ),
            // A lowest version is no range.
            (
                "{minVersion: 0.1.0, maxVersion: 2.0.0, channels: [{name: a, minVersion: 1.0.0}, {name: b}]}",
                [
                    "isc.yaml:7:28: warning: the bounds of the package have no effect beside `channels`, as in oc-mirror v1"
                        + " | write them for each channel"
                ]
            ),
            (
                "{maxVersion: 2.0.0, channels: [{name: a}]}",
                [
                    "isc.yaml:7:28: warning: the bounds of the package have no effect beside `channels`, as in oc-mirror v1"
                        + " | write them for each channel"
                ]
            ),
            (
                "{minVersion: 2.0.0, channels: [{name: a, minVersion: 1.0.0}]}",
                [
                    "isc.yaml:7:68: warning: the lowest version of the package counts for all channels, so the bounds of"
                        + " this one have no effect | keep the bounds of the package or those of its channels"
                ]
            ),
        ] as [(String, [String])]
    )
    func `have bounds that are checked`(package: String, expected: [String]) {
        let isInline = package.hasPrefix("{")
        let found =
            isInline
            ? VersionOneTexts.findings(
                "mirror:\n operators:\n - catalog: a.b/c:1\n   packages:\n   - {name: x, \(package.dropFirst())\n",
                .alpha2
            )
            : findings(package)
        #expect(found == expected)
    }

    @Test(
        arguments: [
            ("targetName: mine", "redhat/mine", nil),
            ("targetCatalog: other/index", "other/index", nil),
            ("targetName: mine, targetCatalog: other/index, targetTag: v7", "other/index", "v7"),
            ("targetTag: v7", nil, "v7"),
            ("originalRef: a.b/c:1", nil, nil),
        ] as [(String, String?, String?)]
    )
    func `go to the place that three fields name`(fields: String, repository: String?, tag: String?) throws {
        let read = try VersionOneTexts.configuration(
            "mirror: {operators: [{catalog: registry.redhat.io/redhat/index:v4.12, \(fields)}]}",
            .alpha2
        )
        let catalog = try #require(read.mirror.operators.first)
        #expect(catalog.targetCatalog.map { "\($0)" } == repository)
        #expect(catalog.targetTag.map { "\($0)" } == tag)
    }

    @Test(
        arguments: [
            ("oci:///home/User/catalogs/x", "home/user/catalogs/x", nil),
            ("oci://./catalogs/../x:v9", "catalogs/x", "v9"),
            (
                "a.b/c@sha256:7f825a2b542be14ed1d860ffaf71285674bfa2444f493c3547c78534dc89b526", nil, "7f825a"
            ),
            ("a.b/c:v1", nil, nil),
        ] as [(String, String?, String?)]
    )
    func `go to the place that their source has in oc-mirror v1`(source: String, repository: String?, tag: String?)
        throws
    {
        for format in VersionOneFormat.allCases {
            let read = try VersionOneTexts.configuration("mirror: {operators: [{catalog: '\(source)'}]}", format)
            let catalog = try #require(read.mirror.operators.first)
            #expect(catalog.targetCatalog.map { "\($0)" } == repository)
            #expect(catalog.targetTag.map { "\($0)" } == tag)
        }
    }

    @Test(
        arguments: [
            (
                "catalog: a.b/x/c:1, targetName: mine",
                "isc.yaml:3:55: warning: `targetName` is deprecated | write `targetCatalog: x/mine`"
            ),
            (
                "catalog: a.b/x/c:1, targetName: 'Mine:v1'",
                "isc.yaml:3:55: error: `targetName` is not valid: "
            ),
            (
                "catalog: a.b/x/c:1, targetName: mine, targetCatalog: a/b",
                "isc.yaml:3:43: warning: `targetName` has no effect beside `targetCatalog` | remove it"
            ),
            (
                "catalog: 'oci:///x/c', targetName: mine",
                "isc.yaml:3:46: error: `targetName` is for catalogs of a registry"
                    + " | write `targetCatalog`, the whole path of the repository at the target"
            ),
            (
                "catalog: a.b/x/c:1, originalRef: a.b/c:1",
                "isc.yaml:3:43: warning: `originalRef` has no effect"
                    + " | remove it; `targetCatalog` says where a catalog goes"
            ),
            (
                "catalog: a.b/x/c:1, targetCatalog: 'my/index:v1'",
                "isc.yaml:3:58: error: `targetCatalog` is not valid: "
            ),
            (
                "catalog: a.b/x/c",
                "isc.yaml:3:32: note: `a.b/x/c` has no tag, so `a.b/x/c:latest` is taken, as in oc-mirror v1"
                    + " | write the tag, or a digest"
            ),
        ]
    )
    func `have places that are checked`(fields: String, expected: String) {
        let found = VersionOneTexts.findings("mirror: {operators: [{\(fields)}]}", .alpha2)
        #expect(found.count == 1 && found.first?.hasPrefix(expected) == true, "\(found)")
    }
}
