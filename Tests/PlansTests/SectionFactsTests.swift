// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The facts and records of sections")
struct SectionFactsTests {
    private static func release(_ version: String, signedBy keys: [String] = []) -> ReleaseFacts {
        ReleaseFacts(
            version: version,
            architecture: "amd64",
            signatures: keys.map { ReleaseSignature(fingerprint: $0, message: "c2lnbmVk") }
        )
    }

    private static let catalog = SectionFacts.catalog(CatalogFacts(name: "index"))

    @Test("have a title for people where the image's name does not tell the version")
    func titles() {
        let release = ReleaseFacts(version: "4.16.3", architecture: "amd64", signatures: [])
        #expect(SectionFacts.release(release).title == "release 4.16.3 amd64")
        let bundle = BundleFacts(name: "foo.v1.2.3", package: "foo", version: "1.2.3")
        #expect(SectionFacts.bundle(bundle).title == "operator foo 1.2.3")
        #expect(
            SectionFacts.bundle(BundleFacts(name: "foo.x", package: "foo", version: nil)).title == "operator foo foo.x"
        )
        #expect(SectionFacts.catalog(CatalogFacts(name: "index")).title == nil)
    }

    @Test(
        "keep the proofs of a release that were known before, each once",
        arguments: [
            (["A"], ["B"], ["A", "B"]), (["A"], ["A"], ["A"]), ([], ["A", "B"], ["A", "B"]), (["B"], [], ["B"]),
            ([], [], []),
            (["A", "B"], ["C", "B"], ["A", "B", "C"]),
        ]
    )
    func proofs(now: [String], before: [String], kept: [String]) {
        let facts = SectionFacts.release(Self.release("4.16.3", signedBy: now))
        let merged = facts.keepingProofs(of: .release(Self.release("4.16.3", signedBy: before)))
        #expect(merged.release?.signatures.map(\.fingerprint) == kept)
    }

    @Test("are not changed by what was known of another kind of image, or of none")
    func otherProofs() {
        let facts = SectionFacts.release(Self.release("4.16.3", signedBy: ["A"]))
        #expect(facts.keepingProofs(of: nil) == facts)
        #expect(facts.keepingProofs(of: Self.catalog) == facts)
        #expect(Self.catalog.keepingProofs(of: facts) == Self.catalog)
        #expect(Self.catalog.keepingProofs(of: .catalog(CatalogFacts(name: "other"))) == Self.catalog)
    }

    @Test("are of one kind")
    func kinds() {
        let release = SectionFacts.release(Self.release("4.16.3"))
        #expect(release.release?.version == "4.16.3" && release.catalog == nil)
        #expect(Self.catalog.catalog?.name == "index" && Self.catalog.release == nil)
        var image = Plan.sample.inSync[0]
        image.fields.catalog = CatalogFacts(name: "index")
        #expect(image.facts == Self.catalog && image.release == nil)
        image.fields.release = Self.release("4.16.3")
        #expect(image.facts == release && image.catalog == nil)
        image.fields.release = nil
        #expect(image.facts == nil)
    }

    private static let path = UpgradePath(
        product: "ocp",
        architecture: "amd64",
        from: "4.14.1",
        to: "4.16.3",
        hops: ["4.15.2", "4.16.3"].map { UpgradeHop(version: $0, channel: "eus-4.16") }
    )

    private static let graph = GraphRecord(
        url: "https://example.org/graph",
        channel: "eus-4.16",
        architecture: "amd64",
        digest: Digest(of: [1])
    )

    @Test("stand in a plan by kind, each in the order of its section")
    func order() {
        let records = [SectionRecord](upgradePaths: [Self.path, Self.path], graphs: [Self.graph])
        #expect(records == [.upgradePath(Self.path), .upgradePath(Self.path), .graph(Self.graph)])
        #expect(records.upgradePaths == [Self.path, Self.path] && records.graphs == [Self.graph])
        var plan = Plan.sample
        plan.fields.graphs = [Self.graph]
        plan.fields.upgradePaths = [Self.path]
        #expect(plan.evidence.records == [.upgradePath(Self.path), .graph(Self.graph)])
        plan.fields.graphs = []
        #expect(plan.evidence.records == [.upgradePath(Self.path)])
    }

    @Test(
        "say which releases of an upgrade path are not in the set",
        arguments: [
            ([String](), [true, true]), (["4.15.2"], [false, true]), (["4.15.2", "4.16.3"], [false, false]),
            (["4.17.0"], [true, true]),
        ]
    )
    func gone(versions: [String], selected: [Bool]) {
        let gone = versions.map { SectionFacts.release(Self.release($0)) } + [Self.catalog]
        let record = SectionRecord.upgradePath(Self.path).without(gone)
        #expect(record.upgradePath?.hops.map(\.isSelected) == selected)
        #expect(record.upgradePath?.isComplete == selected.allSatisfy { $0 })
        #expect(SectionRecord.graph(Self.graph).without(gone) == .graph(Self.graph))
    }

    @Test("of another processor leave an upgrade path as it is")
    func otherArchitecture() {
        var other = Self.release("4.15.2")
        other.fields.architecture = "arm64"
        #expect(SectionRecord.upgradePath(Self.path).without([.release(other)]) == .upgradePath(Self.path))
    }

    @Test("of a path without hops say that it is not complete")
    func noPath() {
        var path = Self.path
        path.fields.hops = []
        #expect(!path.isComplete)
    }

    @Test(
        "name a catalog as the file of a resource can be named",
        arguments: [
            ("a", true), ("redhat-operator-index-v4-18", true), ("0", true), (String(repeating: "a", count: 60), true),
            (String(repeating: "a", count: 61), false), ("", false), ("-a", false), ("a-", false), ("A", false),
            ("a.b", false), ("a/b", false), ("ä", false), ("a\n", false),
        ]
    )
    func names(text: String, isName: Bool) {
        #expect(CatalogFacts.isName(text) == isName)
    }
}
