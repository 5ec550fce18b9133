// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("A ledger that is older than the receipts beside it")
struct LedgerDoubtTests {
    private let file: PlanFile
    private let ledger: TargetLedger

    init() throws {
        file = try PlanFile(.sample)
        ledger = TargetLedger(target: "t").recording(file, .init(done: file.plan.actions, isComplete: true))
    }

    private var own: RecordedApply { RecordedApply(plan: file.id, serial: 1, configuration: "isc.yaml") }

    private func later(_ serial: Int = 2) -> RecordedApply {
        RecordedApply(plan: Digest(of: [2]), serial: serial, configuration: "other.yaml", lineage: file.id)
    }

    @Test("knows nothing of applies that came later, and of one that came at the same time")
    func unknown() {
        #expect(ledger.unknown(among: [own]) == [])
        #expect(ledger.unknown(among: [own, later()]) == [later()])
        #expect(ledger.unknown(among: [own, later(1)]) == [later(1)])
        #expect(TargetLedger(target: "t").unknown(among: [own, later()]) == [own, later()])
        var stranger = later()
        stranger.lineage = Digest(of: [9])
        #expect(ledger.unknown(among: [own, stranger]) == [])
    }

    @Test("knows nothing of applies that only other branches have, until their configuration is applied here")
    func elsewhere() {
        #expect(ledger.unknown(among: [own], elsewhere: [later(1)]) == [later(1)])
        #expect(ledger.unknown(among: [own, later()], elsewhere: [later()]) == [later()])
        let again = RecordedApply(plan: Digest(of: [3]), serial: 3, configuration: "other.yaml", lineage: file.id)
        var newer = ledger
        (newer.serial, newer.lastPlan) = (3, again.plan)
        #expect(newer.unknown(among: [own, again], elsewhere: [later()]) == [])
        var deletion = later()
        deletion.isDeletion = true
        #expect(ledger.unknown(among: [own], elsewhere: [deletion]) == [])
    }

    @Test("does not forget them when it goes on, until their configuration is applied again")
    func goesOn() throws {
        let admitted = ledger.admitting([later()])
        #expect(admitted.serial == 2)
        let data = try LedgerFile.data(of: admitted)
        #expect(try LedgerFile.read(data, from: "x") == admitted)
        #expect(admitted.unknown(among: [own, later()]) == [later()])
        // Whoever takes the receipt away no longer wonders.
        #expect(admitted.unknown(among: [own]) == [])
        var plan = Plan.sample
        plan.fields.configuration.fields.path = "other.yaml"
        let other = try PlanFile(plan)
        let part = admitted.recording(other, .init(done: [], isComplete: false))
        #expect(part.serial == 3 && part.unknownApplies == [later()])
        let whole = admitted.recording(other, .init(done: plan.actions, isComplete: true))
        #expect(whole.unknownApplies == [])
    }

    @Test("is told from one in which git left its conflict markers")
    func conflict() throws {
        let text = String(decoding: try LedgerFile.data(of: ledger), as: UTF8.self)
        let broken = text.replacing("{\n", with: "{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n")
        let error = #expect(throws: LedgerError.self) { try LedgerFile.read(Data(broken.utf8), from: "ledger/t.json") }
        #expect(error?.hasConflict == true && error?.message.contains("conflict markers") == true)
        // What is quoted in a text is none.
        var quoted = ledger
        quoted.resourceFolder = "<<<<<<< x >>>>>>> y"
        #expect(try LedgerFile.read(LedgerFile.data(of: quoted), from: "x") == quoted)
    }
}
