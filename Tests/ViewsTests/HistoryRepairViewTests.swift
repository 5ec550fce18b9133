// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Plans
import Reviews
import Testing
import Views

@testable import Histories

@Suite("What a repair of a history did")
struct HistoryRepairViewTests {
    private let set = HistoryViewTests.set("one", volumes: [1], blobs: ["a"])

    private func outcome(
        forgets: Bool = false,
        remaining: [HistoryFinding] = [],
        isNew: Bool = false,
        notRemade: [CarriedSet] = []
    ) throws -> HistoryRepairOutcome {
        var ledger = TargetLedger(target: HistoryViewTests.target)
        ledger.archive = ArchiveHistory(sets: [set])
        var repair = HistoryRepair(ledger)
        if forgets { try repair.forget(set.plan.description) }
        return HistoryRepairOutcome(
            repair: repair,
            remaining: remaining,
            isNew: isNew,
            notRemade: notRemade,
            written: nil
        )
    }

    private func text(_ outcome: HistoryRepairOutcome, isDryRun: Bool = false, isCommitted: Bool = true) -> String {
        HistoryRepairView(outcome: outcome, isDryRun: isDryRun, isCommitted: isCommitted).text(.plain, true)
    }

    private let finding = HistoryFinding(kind: .size, set: nil, found: "1", expected: "2", remedy: "look")

    @Test("is one line where there is nothing to repair, or nothing that can be")
    func nothing() throws {
        let target = HistoryViewTests.target
        #expect(
            try text(outcome()) == "Nothing to repair: the history of \(target) matches its volumes.\n"
        )
        #expect(try text(outcome(remaining: [finding])).hasSuffix("These volumes cannot repair any of it.\n"))
    }

    @Test("tells what was forgotten, what follows, and what a dry run would do")
    func forgotten() throws {
        #expect(
            try text(outcome(forgets: true)) == """
                forgotten \(set.summary)
                The history of file:///media/usb: 1 set forgotten. Earlier plans are stale now.
                The next plan sends the content of the forgotten set again.

                """
        )
        let dry = try text(outcome(forgets: true), isDryRun: true)
        #expect(dry.hasPrefix("would be forgotten "))
        #expect(dry.contains("Nothing was changed: this was a dry run.\n"))
    }

    @Test("names what a ledger that was made anew lacks, and how to have it back")
    func lost() throws {
        let outcome = try outcome(isNew: true, notRemade: [set])
        let committed = text(outcome)
        #expect(committed.hasPrefix("The ledger of file:///media/usb was rebuilt.\nunknown \(set.summary)\n"))
        #expect(committed.contains("has 1 more set. To restore it: git checkout HEAD~1 -- "))
        #expect(text(outcome, isCommitted: false).contains("git checkout HEAD -- "))
        #expect(text(outcome, isDryRun: true).hasPrefix("The ledger of file:///media/usb would be rebuilt.\n"))
    }

    @Test("is the same as JSON")
    func json() throws {
        let view = HistoryRepairView(
            outcome: try outcome(forgets: true, remaining: [finding], notRemade: [set]),
            isDryRun: true,
            isCommitted: false
        )
        let object = try #require(try JSONSerialization.jsonObject(with: Data(view.json().utf8)) as? [String: Any])
        #expect(object["dry_run"] as? Bool == true)
        #expect(object["made"] as? Bool == false)
        for (key, count) in [("added", 0), ("corrected", 0), ("forgotten", 1), ("not_remade", 1), ("remaining", 1)] {
            #expect((object[key] as? [Any])?.count == count, "\(key)")
        }
    }
}
