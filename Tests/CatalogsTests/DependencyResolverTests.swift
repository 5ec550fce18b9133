// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import TestSupport
import Testing

struct DependencyResolverTests {
    @Test(
        "A need that something selected meets is no finding",
        arguments: [
            Needs(package: ("db", ">=1.0.0")), Needs(api: "db.io/v1 DB"),
            Needs(constraint: #"{"package": {"packageName": "db", "versionRange": "1.x"}}"#),
            Needs(constraint: #"{"gvk": {"group": "db.io", "version": "v1", "kind": "DB"}}"#),
            Needs(constraint: #"{"failureMessage": "no", "any": {"constraints": [\#(absent), \#(present)]}}"#),
            Needs(constraint: #"{"all": {"constraints": [\#(present), {"not": {"constraints": [\#(absent)]}}]}}"#),
            Needs(constraint: #"{"not": {"constraints": [\#(present)]}}"#),
        ]
    )
    func met(needs: Needs) async throws {
        let world = World([
            ("index", [needs.apply(made("app", ["app.v1.0.0"])), offering(made("db", ["db.v1.0.0"]))], ["app", "db"])
        ])
        for adds in [false, true] {
            let result = try await world.resolve(adds: adds)
            #expect(result.checks.isEmpty, "\(result.checks)")
            #expect(result.kept == ["index: app.v1.0.0 db.v1.0.0"])
        }
        #expect(world.reads.isEmpty)
    }

    private static let present = #"{"package": {"packageName": "db", "versionRange": ">=1.0.0"}}"#
    private static let absent = #"{"gvk": {"group": "none.io", "version": "v1", "kind": "None"}}"#

    @Test func `A missing dependency is named with who would offer it`() async throws {
        let world = World([
            (
                "one", [Needs(api: "db.io/v1 DB").apply(made("app", ["app.v2.0.0 > app.v1.0.0", "app.v1.0.0"]))],
                ["app"]
            ),
            ("two", [offering(made("db", ["db.v1.0.0"])), offering(made("base", ["base.v1.0.0"]))], []),
        ])
        let result = try await world.resolve(adds: false)
        #expect(
            result.checks == [
                Finding(
                    .warning,
                    "missing-dependency",
                    "app in one: `app.v2.0.0` needs the interface `db.io/v1 DB`, which nothing that is selected offers",
                    remedy:
                        "`base.v1.0.0` of `base` in two and `db.v1.0.0` of `db` in two would; name it in the configuration, "
                        + "or plan with --include-dependencies",
                    at: "isc.yaml:5:0"
                )
            ]
        )
        #expect(result.kept == ["one: app.v2.0.0", "two: "])
    }

    @Test func `What nobody offers is said to be nowhere`() async throws {
        let app = Needs(package: ("db", ">=2.0.0")).apply(made("app", ["app.v1.0.0"]))
        for adds in [false, true] {
            let nowhere = try await World([("one", [app], ["app"])]).resolve(adds: adds)
            #expect(nowhere.checks.map(\.code) == ["missing-dependency"])
            #expect(
                nowhere.checks[0].text.hasSuffix(
                    "no catalog of this configuration offers it; add the catalog that does"
                )
            )
            let old = try await World([("one", [app, made("db", ["db.v1.0.0"])], ["app"])]).resolve(adds: adds)
            #expect(old.checks[0].text.hasSuffix("\n`db` in one has no suitable version"))
        }
    }

    @Test(
        "The provider that people would choose is added",
        arguments: [
            // The head of the default channel, of another, a single version.
            (
                made("db", default: "b", ["a": ["db.v1.5.0"], "b": ["db.v1.1.0 > db.v1.0.0", "db.v1.0.0"]]),
                "db (b): b: db.v1.1.0"
            ),
            (
                made(
                    "db",
                    default: "b",
                    ["c": ["db.v1.3.0"], "a": ["db.v1.2.0"], "b": ["db.v2.0.0 > db.v1.0.0", "db.v1.0.0"]]
                ),
                "db (a): a: db.v1.2.0"
            ),
            (
                made("db", default: "b", ["b": ["db.v2.0.0 > db.v1.5.0", "db.v1.5.0 > db.v1.4.0", "db.v1.4.0"]]),
                "db (b): b: db.v1.5.0"
            ),
            (
                made("db", default: "b", ["a": ["db.v3.0.0 > db.v1.0.0", "db.v1.0.0"], "b": ["db.v2.0.0"]]),
                "db (a): a: db.v1.0.0"
            ),
            // A channel without order has no head, but its bundles may be taken alone.
            (made("db", default: "b", ["b": ["db.v1.0.0", "db.v1.1.0"]]), "db (b): b: db.v1.1.0"),
        ]
    )
    func choice(provider: CatalogPackage, kept: String) async throws {
        let app = Needs(package: ("db", ">=1.0.0 <2.0.0")).apply(made("app", ["app.v1.0.0"]))
        let world = World([("one", [app, provider], ["app"])])
        let result = try await world.resolve(adds: true)
        #expect(result.checks.map(\.code) == ["dependency-added"])
        let selection = try #require(result.parts[0].selections["db"])
        #expect(
            "db (\(selection.kept?.defaultChannel ?? provider.defaultChannel)): \(selection.text.last ?? "")" == kept
        )
        #expect(selection.kept.map { PackageProof($0, of: provider).holds } == true)
    }

    @Test func `The catalog in need comes first, then the others in order`() async throws {
        let app = Needs(package: ("db", ">=1.0.0")).apply(made("app", ["app.v1.0.0"]))
        let db = made("db", ["db.v1.0.0"])
        let own = try await World([("one", [db], []), ("two", [app, db], ["app"])]).resolve(adds: true)
        #expect(own.kept == ["one: ", "two: app.v1.0.0 db.v1.0.0"])
        let other = try await World([("one", [app], ["app"]), ("two", [db], []), ("three", [db], [])]).resolve(
            adds: true
        )
        #expect(other.kept == ["one: app.v1.0.0", "two: db.v1.0.0", "three: "])
        #expect(
            other.checks.map(\.text) == [
                "db in two: `db.v1.0.0` of the channel `c` is added, because `app.v1.0.0` in one needs"
                    + " the package `db` in versions `>=1.0.0`"
            ]
        )
    }

    @Test func `What is added may need more, and nothing is added twice`() async throws {
        let app = Needs(package: ("db", ">=1.0.0")).apply(made("app", ["app.v1.0.0"]))
        let web = Needs(api: "db.io/v1 DB").apply(made("web", ["web.v1.0.0"]))
        let db = offering(Needs(package: ("disk", ">=1.0.0")).apply(made("db", ["db.v1.0.0"])))
        let disk = Needs(package: ("app", ">=1.0.0")).apply(made("disk", ["disk.v1.0.0"]))
        let world = World([("one", [app, web, db, disk], ["app", "web"])])
        let result = try await world.resolve(adds: true)
        #expect(result.kept == ["one: app.v1.0.0 db.v1.0.0 disk.v1.0.0 web.v1.0.0"])
        #expect(result.checks.map(\.code) == ["dependency-added", "dependency-added"])
        let again = try await world.resolve(result.parts, adds: true)
        #expect(again.checks.isEmpty)
        #expect(again.kept == result.kept)
    }

    @Test func `A selected package gets a missing channel, but never other versions of one`() async throws {
        let app = Needs(package: ("db", ">=2.0.0")).apply(made("app", ["app.v1.0.0"]))
        let db = made("db", default: "a", ["a": ["db.v1.0.0"], "b": ["db.v2.0.0"]])
        let narrow = try select(db, "packages: [{name: db, channels: [{name: a}]}]")
        var world = World([("one", [app, db], ["app"])])
        world.parts[0].selections["db"] = narrow
        let result = try await world.resolve(adds: true)
        #expect(result.parts[0].selections["db"]?.text == ["a: db.v1.0.0", "b: db.v2.0.0"])
        #expect(result.parts[0].selections["db"]?.bundles.map(\.name) == ["db.v1.0.0", "db.v2.0.0"])

        let single = made("db", default: "a", ["a": ["db.v2.0.0 > db.v1.0.0", "db.v1.0.0"]])
        world = World([("one", [app, single], ["app"])])
        world.parts[0].selections["db"] = try select(single, "packages: [{name: db, maxVersion: 1.0.0}]")
        let left = try await world.resolve(adds: true)
        #expect(left.kept == ["one: app.v1.0.0 db.v1.0.0"])
        #expect(left.checks.map(\.code) == ["missing-dependency"])
        #expect(
            left.checks[0].text.hasSuffix(
                "`db` in one offers it in versions that are not selected; widen its versions"
            )
        )
    }

    @Test func `A catalog without dependencies gets none, and one note`() async throws {
        let app = Needs(package: ("db", ">=1.0.0"), api: "x/v1 X").apply(made("app", ["app.v1.0.0"]))
        let web = Needs(package: ("db", ">=1.0.0")).apply(made("web", ["web.v1.0.0"]))
        var world = World([("one", [app, made("db", ["db.v1.0.0"])], ["app"]), ("two", [web], ["web"])])
        world.parts[0].takesDependencies = false
        let result = try await world.resolve(adds: true)
        #expect(result.kept == ["one: app.v1.0.0", "two: web.v1.0.0"])
        #expect(
            result.checks.map { "\($0.severity) \($0.code)" } == [
                "warning missing-dependency", "note dependencies-skipped",
            ]
        )
        #expect(
            result.checks[1].text
                == "one: `app` needs operators that are not selected; these are left out, because the catalog takes"
                + " no dependencies"
        )
    }

    @Test func `Alternatives are tried in their order, and all parts of one are added`() async throws {
        let gone = #"{"package": {"packageName": "gone", "versionRange": ">=1.0.0"}}"#
        let db = #"{"package": {"packageName": "db", "versionRange": ">=1.0.0"}}"#
        let disk = #"{"package": {"packageName": "disk", "versionRange": ">=1.0.0"}}"#
        let any =
            #"{"any": {"constraints": [{"all": {"constraints": [\#(gone), \#(db)]}}, {"all": {"constraints": [\#(db), \#(disk)]}}]}}"#
        let app = Needs(constraint: any).apply(made("app", ["app.v1.0.0"]))
        let world = World([("one", [app, made("db", ["db.v1.0.0"]), made("disk", ["disk.v1.0.0"])], ["app"])])
        let named = try await world.resolve(adds: false)
        #expect(named.checks.map(\.code) == ["missing-dependency"])
        #expect(named.checks[0].text.contains("needs either the package `gone`"))
        #expect(try await world.resolve(adds: true).kept == ["one: app.v1.0.0 db.v1.0.0 disk.v1.0.0"])
    }

    @Test func `A negation beside a need excludes what would meet it`() async throws {
        let constraint =
            #"{"all": {"constraints": [{"package": {"packageName": "db", "versionRange": ">=1.0.0"}}, {"not": {"constraints": [{"gvk": {"group": "db.io", "version": "v1", "kind": "DB"}}]}}]}}"#
        let app = Needs(constraint: constraint).apply(made("app", ["app.v1.0.0"]))
        let offering = try await World([("one", [app, offering(made("db", ["db.v1.0.0"]))], ["app", "db"])]).resolve(
            adds: true
        )
        #expect(offering.checks.map(\.code) == ["missing-dependency"])
        let plain = try await World([("one", [app, made("db", ["db.v1.0.0"])], ["app"])]).resolve(adds: true)
        #expect(plain.kept == ["one: app.v1.0.0 db.v1.0.0"])
    }

    private static func nested(_ depth: Int) -> String {
        let leaf = #"{"gvk": {"group": "g", "version": "v1", "kind": "K"}}"#
        return String(repeating: #"{"all": {"constraints": ["#, count: depth) + leaf
            + String(repeating: "]}}", count: depth)
    }

    @Test(
        "What cannot be judged or read is said",
        arguments: [
            (
                Needs(constraint: #"{"cel": {"rule": "properties.exists(p, p.type == 'x')"}}"#),
                "note unjudged-dependency", "properties.exists"
            ),
            (Needs(package: ("db", ">= soon")), "warning unreadable-dependency", "db: `soon`"),
            (Needs(constraint: "{"), "warning unreadable-dependency", "it is not JSON"),
            (
                Needs(constraint: #"{"failureMessage": "x"}"#), "warning unreadable-dependency",
                "expected one constraint here, found 0"
            ),
            (
                Needs(constraint: #"{"any": {"constraints": [{"gvk": {"group": "x"}}]}}"#),
                "warning unreadable-dependency", "any.constraints[0].gvk"
            ),
            (
                Needs(constraint: nested(30)), "warning unreadable-dependency", "it is nested too deeply"
            ),
            (Needs(constraint: nested(5000)), "warning unreadable-dependency", "it is not JSON"),
            (
                Needs(constraint: String(repeating: #"{"all": {"constraints": ["#, count: 2000)),
                "warning unreadable-dependency", "app.v1.0.0"
            ),
        ]
    )
    func unjudged(needs: Needs, code: String, text: String) async throws {
        let result = try await World([("one", [needs.apply(made("app", ["app.v1.0.0"]))], ["app"])]).resolve(adds: true)
        #expect(result.checks.map { "\($0.severity) \($0.code)" } == [code])
        #expect(result.checks.first?.text.contains(text) == true, "\(result.checks)")
    }
}
