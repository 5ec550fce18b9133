// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Runs
import TestSupport
import Testing
@testable import Plans

@Suite("The admission of a plan")
struct AdmittedPlanTests {
    private static let target = "mirror.example:5000/ocp"

    /// A plan of one image of a configuration; plans of different ones do not contradict each other.
    private static func plan(_ configuration: String = "isc.yaml", serial: Int = 0, lineage: Digest? = nil) throws
        -> PlanFile
    {
        var plan = Plan.sample
        plan.fields.configuration.fields.path = configuration
        plan.fields.actions[0].fields.destination = "\(target)/\(configuration.split(separator: ".")[0])/x:1"
        plan.fields.inSync = []
        plan.fields.blobs = []
        plan.fields.target = PlanTarget(TargetPlace(target), lineage: lineage, serial: serial)
        return try PlanFile(plan)
    }

    /// The record after plans were applied, completely unless `isComplete` says otherwise of the last.
    private static func record(after plans: [PlanFile], isComplete: Bool = true, unknown: [RecordedApply] = [])
        -> TargetKnowledge
    {
        let ledger = plans.reduce(TargetLedger(target: target)) { ledger, file in
            let isWhole = isComplete || file.id != plans.last?.id
            return ledger.recording(file, .init(done: isWhole ? file.plan.actions : [], isComplete: isWhole))
        }
        let applies = plans.enumerated().map { number, file in
            RecordedApply(plan: file.id, serial: number + 1, configuration: file.plan.configuration.path)
        }
        return TargetKnowledge(ledger: ledger, isNew: plans.isEmpty, applies: applies, unknown: unknown)
    }

    private static func receipt(of file: PlanFile, isComplete: Bool) -> Receipt {
        Receipt(plan: file.id, target: target, serial: 1, isComplete: isComplete, images: [])
    }

    @Test("begins a ledger where nothing was applied, with what the plan knows")
    func first() throws {
        let lineage = Digest(of: [1])
        let file = try Self.plan(serial: 7, lineage: lineage)
        let admitted = try AdmittedPlan(file, nil, in: Self.record(after: []))
        #expect((admitted.ledger.serial, admitted.ledger.lineage, admitted.others) == (7, lineage, 0))
    }

    @Test("is refused to a plan that was applied completely, from any record of that")
    func again() throws {
        let file = try Self.plan()
        let refusal = ApplyRefusal.alreadyApplied(plan: file.id)
        #expect(throws: refusal) { try AdmittedPlan(file, nil, in: Self.record(after: [file])) }
        let receipt = Self.receipt(of: file, isComplete: true)
        #expect(throws: refusal) { try AdmittedPlan(file, receipt, in: Self.record(after: [])) }
        // The ledger of another plan and the receipt of this one: it was applied earlier.
        let other = try Self.plan("other.yaml")
        #expect(throws: refusal) { try AdmittedPlan(file, receipt, in: Self.record(after: [file, other])) }
    }

    @Test("is given to the plan that was interrupted last")
    func interrupted() throws {
        let file = try Self.plan()
        let record = Self.record(after: [file], isComplete: false)
        let admitted = try AdmittedPlan(file, Self.receipt(of: file, isComplete: false), in: record)
        #expect(admitted == (try AdmittedPlan(file, nil, in: record)))
        #expect(admitted.ledger == record.ledger && admitted.others == 0)
    }

    @Test("counts the plans that were applied meanwhile and do not contradict this one")
    func behind() throws {
        let others = [try Self.plan("one.yaml"), try Self.plan("two.yaml")]
        let admitted = try AdmittedPlan(Self.plan(), nil, in: Self.record(after: others))
        #expect(admitted.others == 2 && admitted.ledger.serial == 2)
        let lineage = others[0].id
        let late = try AdmittedPlan(Self.plan(serial: 1, lineage: lineage), nil, in: Self.record(after: others))
        #expect(late.others == 1)
        let fresh = try AdmittedPlan(Self.plan(serial: 2, lineage: lineage), nil, in: Self.record(after: others))
        #expect(fresh.others == 0)
    }

    @Test("is refused to a plan that is stale or of another history")
    func refused() throws {
        let own = try Self.plan()
        var changed = own.plan
        changed.fields.options.fields.allowMissing = true
        let stale = ApplyRefusal.staleSerial(target: Self.target, expected: 0, found: 1)
        #expect(throws: stale) { try AdmittedPlan(PlanFile(changed), nil, in: Self.record(after: [own])) }
        let elsewhere = try Self.plan("other.yaml", serial: 1, lineage: Digest(of: [9]))
        let error = #expect(throws: ApplyRefusal.self) {
            try AdmittedPlan(elsewhere, nil, in: Self.record(after: [own]))
        }
        guard case .otherLineage = error else { return #expect(Bool(false)) }
    }

    @Test("remembers applies that the ledger knows nothing of, and gives no number twice")
    func unknown() throws {
        let first = try Self.plan("one.yaml")
        let lost = RecordedApply(plan: Digest(of: [5]), serial: 4, configuration: "lost.yaml")
        let record = Self.record(after: [first], unknown: [lost])
        let admitted = try AdmittedPlan(Self.plan(serial: 1, lineage: first.id), nil, in: record)
        #expect(admitted.ledger.unknownApplies == [lost] && admitted.ledger.serial == 4)
    }
}
