// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Resolution
import TestSupport
import Testing

@Suite("What operators need of others", .waitsForPrograms)
struct DependencyRoundTripTests {
    private let bench: ResolvingBench

    /// An operator that needs another one by name, one by an interface, and one by a constraint.
    init() throws {
        bench = try ResolvingBench()
        var app = TestOperator("app", default: "stable", [("stable", ["app.v1.0.0"])])
        app.properties["app.v1.0.0"] = [
            ("olm.package.required", #"{"packageName": "db", "versionRange": ">=2.0.0"}"#),
            ("olm.gvk.required", #"{"group": "mq.io", "version": "v1", "kind": "Queue"}"#),
            (
                "olm.constraint",
                #"{"failureMessage": "needs a cache", "any": {"constraints": [{"package": {"packageName": "absent", "versionRange": "1.x"}}, {"package": {"packageName": "cache", "versionRange": "1.x"}}]}}"#
            ),
        ]
        let db = TestOperator("db", default: "stable", [("stable", ["db.v2.1.0 > db.v1.0.0", "db.v1.0.0"])])
        var queue = TestOperator("queue", default: "a", [("a", ["queue.v1.0.0"])])
        queue.properties["queue.v1.0.0"] = [("olm.gvk", #"{"group": "mq.io", "version": "v1", "kind": "Queue"}"#)]
        let cache = TestOperator("cache", default: "a", [("a", ["cache.v1.3.0"])])
        try bench.write(try CatalogForm.yaml.catalog([app, db, queue]), as: "one")
        try bench.write(try CatalogForm.oneFile.catalog([cache]), as: "two")
    }

    private let lines = [
        "- catalog: oci://%/one", "  packages: [{name: app}]", "- catalog: oci://%/two", "  full: true",
    ]

    @Test("is named, with who would offer it")
    func missing() async throws {
        let found = try await bench.resolve(lines)
        #expect(
            found.findings.map { "\($0.severity) \($0.code)" }
                == Array(repeating: "warning missing-dependency", count: 2)
        )
        let one = "oci://\(bench.directory["one"])"
        #expect(
            found.findings.map(\.text) == [
                """
                app in \(one): `app.v1.0.0` needs the interface `mq.io/v1 Queue`, which nothing that is selected offers
                `queue.v1.0.0` of `queue` in \(one) would; name it in the configuration, or plan with --include-dependencies
                """,
                """
                app in \(one): `app.v1.0.0` needs the package `db` in versions `>=2.0.0`, which nothing that is selected \
                offers
                `db.v2.1.0` of `db` in \(one) would; name it in the configuration, or plan with --include-dependencies
                """,
            ]
        )
    }

    @Test("is added to the catalog that is built, with its images, where that is asked for")
    func added() async throws {
        let found = try await bench.resolve(lines, addsDependencies: true)
        #expect(
            found.findings.map { "\($0.severity) \($0.code)" } == ["note dependency-added", "note dependency-added"]
        )
        let image = try #require(found.catalogs[0].build?.image)
        try bench.write(image, on: "one", as: "result")
        #expect(
            try await bench.read("result").bundles == ["app: app.v1.0.0", "db: db.v2.1.0", "queue: queue.v1.0.0"]
        )
        #expect(found.origins(.operatorBundle).contains("quay.io/operators/db-bundle:v2.1.0"))
        let db = try #require(found.images.first { "\($0.origin)" == "quay.io/operators/db-bundle:v2.1.0" })
        #expect(db.partOf == [found.catalogs[0].destination])
        #expect(db.requestedBy == ["mirror.operators[0] (db) > db.v2.1.0"])
    }

    @Test("is left alone in a catalog that takes none")
    func skipped() async throws {
        let found = try await bench.resolve(
            [lines[0], "  skipDependencies: true", lines[1]] + lines[2...],
            addsDependencies: true
        )
        #expect(found.findings.map(\.code) == ["dependencies-skipped"])
        #expect(found.catalogs[0].build?.recipe.packages?.map(\.name) == ["app"])
    }

    @Test("is added to a catalog that is rebuilt, and never to one that is taken as it is")
    func wholeCatalogs() async throws {
        // What `two` has is all there; nothing can be added to it.
        let found = try await bench.resolve(
            ["- catalog: oci://%/two", "  full: true", "- catalog: oci://%/one", "  packages: [{name: app}]"],
            addsDependencies: true
        )
        #expect(found.catalogs[0].build == nil)
        #expect(found.catalogs[1].build?.recipe.packages?.map(\.name) == ["app", "db", "queue"])
    }
}
