// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Catalogs

/// The bundle that oc-mirror v1 adds for a need.
struct LatestProviderTests {
    private let need = Requirement.api(CatalogAPI(text: "db.io/v1 DB"))

    private func provider(_ channels: [(String, [String])]) -> String? {
        let package = offering(VersionOneCatalogs.made("db", default: "stable", channels))
        return LatestProvider(package, for: need).map { "\($0.channel.name) \($0.bundle.name)" }
    }

    @Test func `It is the latest, of the default channel if several have it`() {
        #expect(provider([("alpha", ["1.0.0", "2.0.0 > 1.0.0"]), ("stable", ["1.0.0"])]) == "alpha db.v2.0.0")
        #expect(provider([("alpha", ["1.0.0"]), ("stable", ["1.0.0"])]) == "stable db.v1.0.0")
        #expect(provider([("beta", ["1.0.0"]), ("alpha", ["1.0.0"])]) == "alpha db.v1.0.0")
    }

    @Test func `What the head of its channel skips does not count`() {
        #expect(provider([("alpha", ["3.0.0", "2.0.0 ! 3.0.0"])]) == "alpha db.v2.0.0")
    }

    @Test func `A required package without a range may have any version`() {
        var bundle = CatalogBundle(name: "op.v1", image: "", version: "1.0.0")
        bundle.needs.packages = [
            RequiredPackage(name: "db", versionRange: ""), RequiredPackage(name: "x", versionRange: "?"),
        ]
        let needs = bundle.needsOfVersionOne
        #expect(needs.map(\.description) == ["the package `db` in versions `>=0.0.0-0`"])
        let package = VersionOneCatalogs.made("db", default: "stable", [("stable", ["0.0.0-0"])])
        #expect(needs.first.flatMap { LatestProvider(package, for: $0) }?.bundle.name == "db.v0.0.0-0")
    }
}
