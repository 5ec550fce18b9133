// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@Suite("Why a plan is not applied")
struct ApplyRefusalTests {
    private static let one = LedgerValues.digest("one")
    private static let two = LedgerValues.digest("two")

    @Test(
        "is told with what happened since",
        arguments: [
            (4, 5, "another plan was applied to t after this one was made"),
            (4, 7, "3 other plans were applied to t after this one was made"),
            (4, 3, "it was made after 4 applies to t, but the ledger here has only 3"),
            (4, 0, "it was made after 4 applies to t, but the ledger here has only 0"),
        ]
    )
    func stale(expected: Int, found: Int, text: String) {
        let refusal = ApplyRefusal.staleSerial(target: "t", expected: expected, found: found)
        #expect(refusal.description == "the plan is stale: \(text)\nPlan again and review the new plan.")
    }

    @Test func `is told with the histories that differ`() {
        let refusal = ApplyRefusal.otherLineage(target: "t", expected: Self.one, found: nil)
        #expect(
            refusal.description == """
                the plan was made for another history of t: it expects lineage \(Self.one.short), the ledger has none
                Plan again in the repository whose ledger belongs to the target.
                """
        )
    }

    @Test(
        "is told with the option that plans for the other target",
        arguments: [("a.io/b", "--to docker://a.io/b"), ("file:///usb", "--to file:///usb")]
    )
    func otherTarget(wanted: String, option: String) {
        let text = ApplyRefusal.otherTarget(planned: "c.io", wanted: wanted).description
        #expect(text.hasPrefix("the plan is for c.io, but the target asked for is \(wanted)\n"))
        #expect(text.hasSuffix("plan again with `\(option)`."))
    }

    @Test(
        "follows from what the ledger knows of applies",
        arguments: [
            // Nothing was applied, or just what the plan knows of.
            (0, nil, 0, nil, nil), (3, "one", 3, "one", nil),
            // Another history, where both have one.
            (3, "one", 3, "two", "lineage"), (0, "two", 3, "one", "serial"), (3, "one", 0, nil, "serial"),
            // Others applied since, or the ledger is older.
            (3, "one", 4, "one", "serial"), (4, "one", 3, "one", "serial"),
        ] as [(Int, String?, Int, String?, String?)]
    )
    func rules(planned: Int, plannedLineage: String?, serial: Int, lineage: String?, refusal: String?) throws {
        let target = PlanTarget(
            TargetPlace(LedgerValues.target),
            lineage: plannedLineage.map(LedgerValues.digest),
            serial: planned
        )
        let plan = Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Self.one),
            options: PlanOptions(),
            target: target
        )
        var ledger = TargetLedger(target: LedgerValues.target)
        ledger.serial = serial
        ledger.lineage = lineage.map(LedgerValues.digest)
        let file = try PlanFile(plan)
        let found: String? =
            switch ledger.refusal(of: file, receipt: nil) {
            case .otherLineage: "lineage"
            case .staleSerial: "serial"
            case nil: nil
            default: "other"
            }
        #expect(found == refusal)
        #expect(ledger.isBehind(file) == (planned < serial))
        // A complete receipt of the very plan ends every question.
        let receipt = Receipt(plan: file.id, target: "t", serial: 1, isComplete: true, images: [])
        #expect(ledger.refusal(of: file, receipt: receipt) == .alreadyApplied(plan: file.id))
        let partial = Receipt(plan: file.id, target: "t", serial: 1, isComplete: false, images: [])
        #expect((ledger.refusal(of: file, receipt: partial) == nil) == (refusal == nil))
        // The plan that was interrupted last may always carry on.
        ledger.lastPlan = file.id
        ledger.lastPlanIsComplete = false
        #expect(ledger.refusal(of: file, receipt: nil) == nil)
        ledger.lastPlanIsComplete = true
        #expect(ledger.refusal(of: file, receipt: nil) == .alreadyApplied(plan: file.id))
    }
}

@Suite("An image that would replace another")
struct ConflictTests {
    private static func conflict(
        _ image: PlacedImage,
        over placed: PlacedImage,
        wantedBy: [String],
        isBuilt: Bool = false
    ) -> String? {
        LedgerValues.ledger([placed], wantedBy: wantedBy).conflict(with: image, isBuilt: isBuilt, of: "mine.yaml")?
            .configuration
    }

    @Test(
        "is a conflict where another configuration keeps something else there",
        arguments: [
            (["yours.yaml"], "yours.yaml"), (["mine.yaml"], nil), (["mine.yaml", "yours.yaml"], "yours.yaml"),
            ([], nil),
        ] as [([String], String?)]
    )
    func others(wantedBy: [String], other: String?) {
        let image = LedgerValues.image("a", "new", origins: ["quay.io/b:1"])
        #expect(Self.conflict(image, over: LedgerValues.image("a", "old"), wantedBy: wantedBy) == other)
    }

    @Test func `is none where it is the same, another day's, or nobody's place`() {
        let placed = LedgerValues.image("a", "old")
        let others = ["yours.yaml"]
        #expect(
            Self.conflict(LedgerValues.image("a", "old", origins: ["x/b:1"]), over: placed, wantedBy: others) == nil
        )
        #expect(Self.conflict(LedgerValues.image("a", "new"), over: placed, wantedBy: others) == nil)
        #expect(
            Self.conflict(LedgerValues.image("b", "new", origins: ["x/b:1"]), over: placed, wantedBy: others) == nil
        )
    }

    @Test func `is none for the data of the graph, which is built anew for whoever plans`() {
        let image = LedgerValues.image("g", "new", type: .graphData, origins: ["x:1"])
        let placed = LedgerValues.image("g", "old", type: .graphData)
        #expect(Self.conflict(image, over: placed, wantedBy: ["yours.yaml"]) == nil)
    }

    @Test func `of a catalog is another day's only where both were copied whole`() {
        let pinned = "quay.io/a:1@\(LedgerValues.digest("old"))"
        let whole = LedgerValues.image("a", "old", type: .operatorCatalog, origins: [pinned])
        let part = LedgerValues.image(
            "a",
            "old",
            type: .operatorCatalog,
            origins: ["quay.io/a:1@\(LedgerValues.digest("x"))"]
        )
        let image = LedgerValues.image("a", "new", type: .operatorCatalog, origins: ["quay.io/a:2"])
        #expect(Self.conflict(image, over: whole, wantedBy: ["yours.yaml"]) == nil)
        #expect(Self.conflict(image, over: part, wantedBy: ["yours.yaml"]) == "yours.yaml")
        #expect(Self.conflict(image, over: whole, wantedBy: ["yours.yaml"], isBuilt: true) == "yours.yaml")
    }

    @Test func `knows what was attached to which image, in order`() {
        let owner: PlacedName = "\(LedgerValues.target)/a@\(LedgerValues.digest("a"))"
        let images = ["z", "b"].map { LedgerValues.image($0, attachedTo: owner) } + [LedgerValues.image("a")]
        let ledger = LedgerValues.ledger(images)
        #expect(ledger.attachments.keys.sorted() == [owner])
        #expect(
            ledger.attachments[owner]?.map { "\($0.image.digest)" } == ["b", "z"].map { "\(LedgerValues.digest($0))" }
        )
        #expect(ledger.hasPlaced)
        #expect(!LedgerValues.ledger(images, placed: false).hasPlaced)
        #expect(!TargetLedger(target: "t").hasPlaced)
    }

    @Test func `keeps its wishes where configurations are renamed, each name once`() {
        let ledger = LedgerValues.ledger([LedgerValues.image("a")], wantedBy: ["a.yaml", "b.yaml", "c.yaml"])
        let renamed = ledger.renaming(["a.yaml", "b.yaml"], to: "c.yaml")
        #expect(renamed.entries.values.map(\.wantedBy) == [["c.yaml"]])
        #expect(renamed.entries.values.map(\.placedBy) == [["c.yaml"]])
        #expect(ledger.renaming([], to: "x") == ledger)
        #expect(ledger.renaming(["none"], to: "x") == ledger)
    }
}
