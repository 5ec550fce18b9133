// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import TestSupport
import Testing
@testable import Planning

@Suite("The cause of a change")
struct CauseRuleTests {
    /// What is known, and what follows from it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The digest in the ledger; `nil` without an entry.
        var ledger: String?
        var wantedBy = ["isc.yaml"]
        var isLeftover = false
        /// What the target holds.
        var found: String?
        var planned = "new"
        var origins = ["quay.io/a:1"]
        /// The digest of the last plan's configuration; `nil` without such a plan.
        var last: String? = "isc"
        var lastOptions = PlanOptions()
        var unfinished: [PlacedName: ChangeCause] = [:]
        var isArchive = false
        var isDamaged = false
        var options = PlanOptions()
        let cause: ChangeCause
    }

    private static let place: PlacedName = "mirror.example:5000/ocp/a:1"

    static let rows = [
        Row(testDescription: "a first plan asks for everything", last: nil, cause: .configuration),
        Row(testDescription: "an image that the changed configuration adds", last: "other", cause: .configuration),
        Row(
            testDescription: "an image that another option adds",
            lastOptions: PlanOptions(exactChannels: true),
            cause: .configuration
        ),
        Row(
            testDescription: "pruning asks for no other image",
            lastOptions: PlanOptions(prune: true),
            cause: .upstream
        ),
        Row(testDescription: "an image that the same configuration finds in a moved catalog", cause: .upstream),
        Row(
            testDescription: "an image that only another configuration has",
            ledger: "old",
            wantedBy: ["other.yaml"],
            found: "old",
            last: "other",
            cause: .configuration
        ),
        Row(
            testDescription: "an image that was deleted as far as the registry could",
            ledger: "old",
            isLeftover: true,
            found: "old",
            last: "other",
            cause: .configuration
        ),
        Row(testDescription: "an image that is gone", ledger: "new", cause: .repair),
        Row(testDescription: "an older image that is gone", ledger: "old", last: "other", cause: .repair),
        Row(testDescription: "a tag that was overwritten", ledger: "new", found: "strange", cause: .drift),
        Row(
            testDescription: "a tag that was overwritten while the source moved",
            ledger: "old",
            found: "strange",
            last: "other",
            cause: .drift
        ),
        Row(testDescription: "a tag that moved at its source", ledger: "old", found: "old", cause: .upstream),
        Row(
            testDescription: "a tag that moved while the configuration changed elsewhere",
            ledger: "old",
            found: "old",
            last: "other",
            cause: .upstream
        ),
        Row(
            testDescription: "a destination for which another image is asked now",
            ledger: "old",
            found: "old",
            origins: ["quay.io/b:1"],
            last: "other",
            cause: .configuration
        ),
        Row(testDescription: "more platforms of the same image", ledger: "new", found: "new", cause: .configuration),
        Row(
            testDescription: "an image that lacks content behind its tag",
            ledger: "new",
            found: "new",
            isDamaged: true,
            cause: .repair
        ),
        Row(
            testDescription: "an image that an interrupted apply left, by its first cause",
            unfinished: [place: .drift],
            cause: .drift
        ),
        Row(
            testDescription: "what an archive is to bring again since a day",
            ledger: "new",
            isArchive: true,
            options: PlanOptions(since: "2026-01-01"),
            cause: .configuration
        ),
        Row(testDescription: "what was lost of an archive", ledger: "new", isArchive: true, cause: .repair),
    ]

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func rule(_ row: Row) -> CauseRule {
        var ledger = TargetLedger(target: "mirror.example:5000/ocp")
        ledger.lastPlan = digest("last")
        if let kept = row.ledger {
            ledger.entries[place] = TargetLedger.Entry(
                image: image(kept, ["quay.io/a:1"]),
                placed: true,
                isLeftover: row.isLeftover,
                knowsAttachments: true,
                wantedBy: row.wantedBy
            )
        }
        return CauseRule(
            ledger,
            of: ConfigurationRecord(path: "isc.yaml", digest: digest("isc")),
            with: row.options,
            since: row.last.map {
                AppliedPlan(
                    id: digest("last"),
                    configuration: digest($0),
                    options: row.lastOptions,
                    unfinished: row.unfinished
                )
            },
            isArchive: row.isArchive
        )
    }

    private static func image(_ text: String, _ origins: [String]) -> PlacedImage {
        PlacedImage(destination: place, digest: digest(text), type: .additionalImage, origins: origins)
    }

    @Test("follows from the ledger, the target and the plan applied last", arguments: rows)
    func causes(row: Row) {
        let found = row.found.map(Self.digest)
        let image = Self.image(row.planned, row.origins)
        #expect(Self.rule(row).cause(of: image, over: found, isDamaged: row.isDamaged) == row.cause)
    }

    @Test("covers every cause") func covers() { #expect(Set(Self.rows.map(\.cause)) == Set(ChangeCause.allCases)) }

    /// The digest of the base in the ledger's record, that of the recipe, whether the configuration changed, the cause.
    @Test(
        "of a catalog that is built follows from its base and, if that moved, from the channels that are asked for",
        arguments: [
            ("a", "a", true, "beta", ChangeCause.configuration), ("a", "a", false, "beta", .configuration),
            ("a", "b", true, "beta", .upstream), ("a", "b", false, "beta", .upstream),
            ("a", "b", true, "stable", .configuration), ("a", "b", false, "stable", .upstream),
            (nil, "b", true, "beta", .configuration), (nil, "b", false, "beta", .upstream),
        ] as [(String?, String, Bool, String, ChangeCause)]
    )
    func catalogs(recorded: String?, base: String, isAsked: Bool, channel: String, cause: ChangeCause) {
        var ledger = TargetLedger(target: "mirror.example:5000/ocp")
        let image = Self.image("old", ["quay.io/c:1"])
        ledger.entries[Self.place] = TargetLedger.Entry(
            image: image,
            placed: true,
            knowsAttachments: true,
            wantedBy: ["isc.yaml"]
        )
        if let recorded {
            ledger.records = [
                .catalog(
                    CatalogRecord(
                        destination: Self.place,
                        base: Self.digest(recorded),
                        packages: [
                            .init(
                                name: "foo",
                                defaultChannel: "beta",
                                channels: [.init(name: "beta", head: nil, entries: [])]
                            )
                        ]
                    )
                )
            ]
        }
        let rule = CauseRule(
            ledger,
            of: ConfigurationRecord(path: "isc.yaml", digest: Self.digest("isc")),
            with: PlanOptions(),
            since: AppliedPlan(
                id: Self.digest("last"),
                configuration: Self.digest(isAsked ? "other" : "isc"),
                options: PlanOptions()
            )
        )
        let planned = Self.image("new", ["quay.io/c:1"])
        let recipe = BuildRecipe(
            kind: .catalog,
            base: "quay.io/c@\(Self.digest(base))",
            layer: BuildRecipe.Layer(Self.digest("layer"), size: 1),
            packages: [KeptPackage(name: "foo", channels: [KeptChannel(name: channel, entries: ["foo.v1"])])]
        )
        let found = rule.cause(of: planned, over: image.digest, recipe: recipe)
        #expect(found == cause)
    }

    @Test("is told with the apply since which the target changed")
    func reasons() throws {
        let rule = Self.rule(Self.rows[0])
        let planned = try Manifest(
            Array(#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#.utf8)
        )
        let (last, other) = (Self.digest("last").short, Self.digest("other"))
        #expect(rule.reason(.repair, over: nil, for: planned) == "deleted since apply of plan \(last)")
        #expect(
            rule.reason(.drift, over: other, for: planned)
                == "overwritten since apply of plan \(last), destination holds sha256:\(other.short)"
        )
        #expect(rule.reason(.configuration, over: nil, for: planned) == "missing at destination")
        #expect(rule.reason(.upstream, over: other, for: planned) == "destination holds sha256:\(other.short)")
        let same = planned.descriptor.digest
        #expect(rule.reason(.configuration, over: same, for: planned) == "platforms are missing at destination")
    }
}
