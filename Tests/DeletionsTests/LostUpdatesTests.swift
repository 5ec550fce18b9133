// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import TestSupport
import Testing
@testable import Deletions

@testable import Plans

@Suite("Updates from what goes")
struct LostUpdatesTests {
    private static let catalog: PlacedName = "mirror.example:5000/ocp/redhat/index:v4.18"

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func place(_ name: String) -> PlacedName { "mirror.example:5000/ocp/\(name):1" }

    private static func record(_ entries: [CatalogEntry], of package: String = "foo") -> CatalogRecord {
        let channel = CatalogRecord.Channel(name: "stable", head: entries.last?.name, entries: entries)
        return CatalogRecord(
            destination: catalog,
            packages: [.init(name: package, defaultChannel: "stable", channels: [channel])]
        )
    }

    private static func bundle(_ version: String) -> BundleFacts {
        BundleFacts(name: "foo.v\(version)", package: "foo", version: version)
    }

    private static func payload(_ version: String) -> ReleaseFacts {
        ReleaseFacts(version: version, architecture: "amd64", signatures: [])
    }

    /// The finding where images with these facts go.
    private func finding(
        deleting facts: [SectionFacts],
        catalogs: [CatalogRecord] = [],
        inLedger: [CatalogRecord] = [],
        wantedBy: [String] = ["other.yaml"],
        path: [String] = [],
        kind: Deletion.Kind = .manifest
    ) -> String? {
        var ledger = TargetLedger(target: "mirror.example:5000/ocp")
        ledger.records = inLedger.map(SectionRecord.catalog)
        func add(_ name: PlacedName, _ type: ImageType, _ facts: SectionFacts?, _ wantedBy: [String]) {
            ledger.entries[name] = TargetLedger.Entry(
                image: PlacedImage(
                    ImageIdentity(type, origins: ["x.io/y:1"], digest: Self.digest("x")),
                    at: name,
                    facts: facts
                ),
                placed: true,
                knowsAttachments: true,
                wantedBy: wantedBy
            )
        }
        add(Self.catalog, .operatorCatalog, nil, wantedBy)
        var plan = Plan.sample
        plan.fields.catalogs = catalogs
        plan.fields.upgradePaths = [
            UpgradePath(
                product: "ocp",
                architecture: "amd64",
                from: "4.15.1",
                to: path.last ?? "4.15.1",
                hops: path.map { UpgradeHop(version: $0, channel: "stable", isSelected: false) }
            )
        ]
        plan.fields.deletions = facts.enumerated().map { index, fact in
            add(Self.place("a\(index)"), .operatorBundle, fact, [])
            return Deletion(
                kind: kind,
                type: .operatorBundle,
                repository: PlacedRepository("mirror.example:5000/ocp/a\(index)"),
                digest: Self.digest("x"),
                tags: ["1"],
                size: 0,
                reclaim: 0,
                reason: "",
                requestedBy: [],
                proof: []
            )
        }
        return LostUpdates(in: plan, after: ledger).finding?.message
    }

    @Test("are told with the bundle that is updated to, by replaces and by skips")
    func bundles() throws {
        let entries = [CatalogEntry(name: "foo.v3", replaces: "foo.v2", skips: ["foo.v1"])]
        let found = try #require(
            finding(deleting: [.bundle(Self.bundle("2")), .bundle(Self.bundle("1"))], catalogs: [Self.record(entries)])
        )
        #expect(
            found == """
                2 versions go from which the mirror still offers an update: foo.v1 (to foo.v3) and foo.v2 (to foo.v3); \
                clusters that run them can no longer pull them
                """
        )
        let one = finding(deleting: [.bundle(Self.bundle("2"))], inLedger: [Self.record(entries)])
        #expect(one?.contains("1 version goes") == true && one?.hasSuffix("run it can no longer pull it") == true)
    }

    @Test(
        "are told by the versions that an entry skips, too",
        arguments: [(">=1.0.0 <3.0.0", true), (">=2.0.1 <3.0.0", false), ("what is this", false)]
    )
    func skipRange(range: String, isTold: Bool) {
        let entries = [CatalogEntry(name: "foo.v3", skipRange: range)]
        let going = BundleFacts(name: "foo.v2", package: "foo", version: "2.0.0")
        let found = finding(deleting: [.bundle(going)], catalogs: [Self.record(entries)])
        #expect((found?.contains("foo.v2 (to foo.v3)") == true) == isTold, "\(found ?? "none")")
    }

    @Test("are none where nothing leads on, where another operator does, and where only a tag or the catalog goes")
    func none() {
        let entries = [CatalogEntry(name: "foo.v3", replaces: "foo.v2")]
        let going = [SectionFacts.bundle(Self.bundle("2"))]
        #expect(finding(deleting: going) == nil)
        #expect(finding(deleting: [.bundle(Self.bundle("1"))], catalogs: [Self.record(entries)]) == nil)
        #expect(finding(deleting: going, catalogs: [Self.record(entries, of: "bar")]) == nil)
        #expect(finding(deleting: going, catalogs: [Self.record(entries)], kind: .tags) == nil)
        #expect(finding(deleting: going, inLedger: [Self.record(entries)], wantedBy: []) == nil)
    }

    @Test("are told of a release that the upgrade path goes through")
    func releases() {
        let going = [SectionFacts.release(Self.payload("4.15.9"))]
        #expect(finding(deleting: going, path: ["4.15.11"]) == nil)
        let found = finding(deleting: going, path: ["4.15.9", "4.15.11"])
        #expect(found?.contains("release 4.15.9 amd64 (to 4.15.11)") == true)
    }
}
