// SPDX-License-Identifier: Apache-2.0

import Catalogs
import TestSupport

/// Catalogs of the shape of those that oc-mirror v1 was recorded on.
enum VersionOneCatalogs {
    /// The catalog of its own tests: foo needs bar, in a version that only one channel has.
    static let latest = [bar, baz, foo()]
    /// The same after another release of foo.
    static let later = [bar, baz, foo(["0.3.2 > 0.2.0 ! 0.3.0 ! 0.3.1"])]
    /// A catalog whose first foo is gone in the next one.
    static let first = [
        made("bar", default: "alpha", [("alpha", ["0.1.0"])]),
        needy(made("foo", default: "beta", [("beta", ["0.1.0", "0.1.1 > 0.1.0"])])),
    ].map(offeringBar)
    static let second = [
        made("bar", default: "alpha", [("alpha", ["0.1.0"])]),
        needy(made("foo", default: "beta", [("beta", ["0.2.0 ! 0.1.1 ! 0.1.2"])])),
    ].map(offeringBar)
    /// A published operator whose head skips everything before it and replaces nothing, and one with builds of versions.
    static let published = [nfd, ThreeOperators.jaeger]

    static let bar = offeringBar(
        made(
            "bar",
            default: "stable",
            [("alpha", ["0.1.0", "0.2.0 > 0.1.0 ! 0.1.0", "1.0.0 > 0.2.0"]), ("stable", ["1.0.0"])]
        )
    )
    static let baz = made("baz", default: "stable", [("stable", ["1.0.0", "1.0.1 ! 1.0.0", "1.1.0 > 1.0.1"])])
    static let nfd = made("nfd", default: "stable", [("stable", nfdEntries)])

    private static let nfdVersions = [
        "4.17.0-202409100034", "4.17.0-202410011205", "4.17.0-202410112132", "4.17.0-202410211206",
        "4.17.0-202410241236", "4.17.0-202411121637", "4.17.0-202411190204", "4.17.0-202411251634",
        "4.17.0-202412051604",
    ]
    private static let nfdEntries =
        nfdVersions + ["4.17.0-202412170235" + nfdVersions.map { " ! \($0)" }.joined()]

    private static func foo(_ more: [String] = []) -> CatalogPackage {
        let entries = ["0.1.0", "0.2.0 > 0.1.0 ! 0.1.1 ! 0.1.2", "0.3.0 > 0.2.0", "0.3.1 > 0.2.0 ! 0.3.0"] + more
        return needy(made("foo", default: "beta", [("beta", entries)]))
    }

    /// An operator whose entries are written without its name.
    static func made(_ name: String, default channel: String, _ channels: [(String, [String])]) -> CatalogPackage {
        func full(_ entry: String) -> String {
            entry.split(separator: " ").map { $0.first?.isNumber == true ? "\(name).v\($0)" : String($0) }
                .joined(separator: " ")
        }
        return CatalogPackage(TestOperator(name, default: channel, channels.map { ($0.0, $0.1.map(full)) }))
    }

    /// The same with bundles that offer the interface that foo needs.
    private static func offeringBar(_ package: CatalogPackage) -> CatalogPackage {
        var package = package
        guard package.name == "bar" else { return package }
        for index in package.bundles.indices {
            package.bundles[index].providedAPIs = [CatalogAPI(text: "test.bar/v1alpha1 Bar")]
        }
        return package
    }

    /// The same with bundles that need bar; from 0.3.0 on, in a version that exists.
    private static func needy(_ package: CatalogPackage) -> CatalogPackage {
        var package = package
        for index in package.bundles.indices {
            let range = package.bundles[index].name >= "foo.v0.3.0" ? "<0.2.0" : "<0.1.0"
            package.bundles[index].needs = CatalogBundle.Needs(
                packages: [RequiredPackage(name: "bar", versionRange: range)],
                apis: [CatalogAPI(text: "test.bar/v1alpha1 Bar")]
            )
        }
        return package
    }
}
