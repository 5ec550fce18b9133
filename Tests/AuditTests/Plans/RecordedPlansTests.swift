// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Audit

/// Plans in a repository, with the receipts and ledgers of their applies.
@Suite("The plans of a record", .waitsForPrograms)
struct RecordedPlansTests {
    private let sandbox: GitSandbox

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("kind: x\n", to: "isc.yaml")
    }

    private var trail: AuditTrail {
        get throws { try AuditTrail(around: sandbox.path, commits: true, environment: [:]) }
    }

    private var plans: RecordedPlans { get throws { try RecordedPlans(in: trail) } }

    /// Records a plan of an image for a target after some applies.
    @discardableResult
    private func record(
        _ name: String,
        at target: String = Sample.registry,
        after ledger: TargetLedger? = nil,
        of configuration: String = "isc.yaml"
    ) throws -> PlanFile {
        let plan = Plan(
            work: .copiesToRegistry(from: nil),
            configuration: ConfigurationRecord(path: configuration, digest: Sample.digest(configuration)),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(target), lineage: ledger?.lineage, serial: ledger?.serial ?? 0),
            actions: [Sample.copy(name)].filter { _ in target == Sample.registry },
            resources: [],
            deletions: []
        )
        let file = try PlanFile(plan)
        try trail.record(file, configuration: ("isc.yaml", Array(name.utf8)), ledger ?? TargetLedger(target: target))
        return file
    }

    /// Records the apply of a plan, and returns the ledger after it.
    private func apply(_ file: PlanFile, isComplete: Bool = true, to ledger: TargetLedger? = nil) throws -> TargetLedger
    {
        let before = ledger ?? TargetLedger(target: file.plan.target.name)
        let done = isComplete ? file.plan.actions : []
        let after = before.recording(file, .init(done: done, isComplete: isComplete))
        var receipt = Receipt(of: file, completeIn: after)
        receipt.isComplete = isComplete
        // Only a ledger that placed something, or has been there, is written.
        try trail.record(file, after, receipt, manifests: [])
        return after
    }

    private func prefix(_ file: PlanFile, _ count: Int) throws -> PlanPrefix {
        try #require(PlanPrefix(String(file.id.hex.prefix(count))))
    }

    @Test("are found by an id, and by its first digits", arguments: [4, 12, 20, 64])
    func named(count: Int) throws {
        let file = try record("one")
        try record("two")
        let found = try plans.plan(named: prefix(file, count))
        #expect(found.id == file.id && found.state == .pending)
        #expect(found.path == "\(sandbox.path)/plans/\(file.id.short)/plan.json")
        #expect(found.title == "\(file.id.short) (isc.yaml at \(Sample.registry), pending)")
    }

    @Test("are not found by an id that is nearly one, which is named")
    func nearly() throws {
        let nobody = try #require(PlanPrefix("abcd"))
        let none = #expect(throws: UnknownPlan.self) { try plans.plan(named: nobody) }
        #expect(none.map { "\($0)" }?.contains("no plan is recorded in \(sandbox.path)") == true)
        let file = try record("one")
        var digits = Array(file.id.short)
        digits[5] = digits[5] == "0" ? "1" : "0"
        let typed = try #require(PlanPrefix(String(digits)))
        let error = #expect(throws: UnknownPlan.self) { try plans.plan(named: typed) }
        #expect(error.map { "\($0)" }?.contains("Did you mean \(file.id.short)?") == true)
        // The folder's name ends where an id goes on.
        let other = try #require(PlanPrefix(file.id.short + "0000000000"))
        #expect(throws: UnknownPlan.self) { try plans.plan(named: other) }
    }

    @Test("are told apart where several ids begin alike")
    func ambiguous() throws {
        let error = UnknownPlan.ambiguous(
            prefix: try #require(PlanPrefix("2c91")),
            candidates: ["2c917 (a)", "2c918 (b)"]
        )
        #expect(
            "\(error)" == """
                2 recorded plans have an id that begins with 2c91
                2c917 (a)
                2c918 (b)
                Give more digits.
                """
        )
    }

    @Test("are not taken for one that lies in the folder of another")
    func exchanged() throws {
        let (first, second) = (try record("one"), try record("two"))
        try sandbox.write(String(decoding: second.bytes, as: UTF8.self), to: "plans/\(first.id.short)/plan.json")
        #expect(throws: UnknownPlan.self) { try plans.plan(named: prefix(first, 12)) }
        #expect(try plans.all().map(\.id) == [second.id])
    }

    @Test("are in the order of the history, the newest first")
    func order() throws {
        let files = try ["one", "two", "three", "four"].map { try record($0) }
        #expect(try plans.all().map(\.id) == files.map(\.id).reversed())
        #expect(try plans.newest()?.id == files.last?.id)
        #expect(try plans.pending(at: nil).plan.id == files.last?.id)
    }

    @Test("are applied by their receipts, and then others are stale that were made before")
    func states() throws {
        let (_, applied) = (try record("one"), try record("two"))
        let ledger = try apply(applied)
        let next = try record("three", after: ledger)
        let states = try plans.all().map(\.state)
        #expect(states == [.pending, .applied, .stale])
        #expect(try plans.pending(at: nil) == PendingPlan(plan: plans.plan(named: prefix(next, 12)), passedOver: []))
        // Once that is applied too, nothing is left, and nobody waits for what is older.
        _ = try apply(next, to: ledger)
        let error = #expect(throws: NoPendingPlan.self) { try plans.pending(at: nil) }
        #expect(error == .none(root: sandbox.path, target: nil, stale: []))
    }

    @Test("are missed where they became stale before anybody applied them")
    func stale() throws {
        let ledger = try apply(record("one", of: "other.yaml"))
        let late = try record("two")
        _ = try apply(record("three", after: ledger), to: ledger)
        try sandbox.git("rm", "--quiet", "-r", "plans/\(try plans.all()[0].id.short)")
        try sandbox.git("commit", "--quiet", "--message", "Lose a plan")
        let error = #expect(throws: NoPendingPlan.self) { try plans.pending(at: nil) }
        #expect(error == .none(root: sandbox.path, target: nil, stale: [try plans.plan(named: prefix(late, 12)).title]))
    }

    @Test("stay pending where others were applied that they do not contradict")
    func independent() throws {
        let (mine, other) = (try record("one"), try record("two", of: "other.yaml"))
        _ = try apply(other)
        #expect(try plans.plan(named: prefix(mine, 12)).state == .pending)
        let (third, fourth) = (try record("three"), try record("four", at: "b.example"))
        #expect(try plans.plan(named: prefix(third, 12)).state == .pending)
        #expect(try plans.plan(named: prefix(fourth, 12)).target == "b.example")
    }

    @Test("are unfinished after an apply that failed, and still the ones to apply")
    func unfinished() throws {
        let file = try record("one")
        _ = try apply(file, isComplete: false)
        #expect(try plans.plan(named: prefix(file, 12)).state == .unfinished)
        #expect(try plans.pending(at: nil).plan.id == file.id)
    }

    @Test("for several targets need a choice between them")
    func targets() throws {
        let (first, second) = (try record("one"), try record("two", at: "b.example"))
        #expect(throws: NoPendingPlan.severalTargets(["b.example", Sample.registry])) { try plans.pending(at: nil) }
        #expect(try plans.pending(at: Sample.registry).plan.id == first.id)
        #expect(try plans.pending(at: "b.example").plan.id == second.id)
        #expect(throws: NoPendingPlan.none(root: sandbox.path, target: "c.example", stale: [])) {
            try plans.pending(at: "c.example")
        }
    }

    @Test("of the configuration as it is now go before newer ones of another")
    func configurations() throws {
        let (first, second) = (try record("one"), try record("two"))
        #expect(try plans.pending(at: nil).plan.id == second.id)
        // The plans of this suite are made from the text `isc.yaml`.
        try sandbox.write("isc.yaml", to: "isc.yaml")
        #expect(try plans.plan(named: prefix(first, 12)).isCurrent)
        try sandbox.write("other", to: "isc.yaml")
        #expect(try !plans.plan(named: prefix(first, 12)).isCurrent)
        #expect(try plans.pending(at: nil).plan.id == second.id)
        let third = try record("three", of: "gone.yaml")
        let fourth = try record("four")
        #expect(try plans.newest()?.id == fourth.id && plans.pending(at: nil).plan.id == third.id)
    }

    @Test("that are not committed are newer than those in the history, by the time of their files")
    func uncommitted() throws {
        let committed = try record("one")
        for (name, time) in [("two", 2000.0), ("three", 1000.0)] {
            let file = try PlanFile(Sample.plan(.copiesToRegistry(from: nil), [Sample.copy(name)]))
            let path = "plans/\(file.id.short)/plan.json"
            try sandbox.write(String(decoding: file.bytes, as: UTF8.self), to: path)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: time)],
                ofItemAtPath: "\(sandbox.path)/\(path)"
            )
        }
        let all = try plans.all().map(\.id)
        let names = ["two", "three"].map { Sample.plan(.copiesToRegistry(from: nil), [Sample.copy($0)]) }
        #expect(try all == names.map { try PlanFile($0).id } + [committed.id])
    }

    @Test("have no order where git does not have the commits that recorded them")
    func shallow() throws {
        let files = try ["one", "two"].map { try record($0) }
        let clone = sandbox.directory["clone"]
        try sandbox.commit("other", to: "README")
        try sandbox.git("clone", "--quiet", "--depth", "1", "file://\(sandbox.path)", clone)
        let plans = RecordedPlans(in: try AuditTrail(around: clone, commits: false, environment: [:]))
        let error = #expect(throws: NoPendingPlan.self) { try plans.pending(at: nil) }
        #expect(error.map { "\($0)" }?.contains("git fetch --unshallow") == true)
        #expect(try plans.plan(named: prefix(files[0], 12)).id == files[0].id)
    }
}
