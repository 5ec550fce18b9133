// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

/// Applies to random ledgers: merged from two clones, the ledger is that of one machine that applied both.
@Suite("A ledger that is merged from two applies")
struct LedgerMergePropertyTests {
    /// A ledger, and plans of different configurations that were made from it.
    private struct World {
        private var generator: SeededGenerator
        private static let target = LedgerValues.target

        init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

        private mutating func images(_ count: Int, of digests: String) -> [PlacedImage] {
            (0..<count).map { _ in
                // Few names, so that configurations share images.
                let name = "i\(Int.random(in: 0..<12, using: &generator))"
                return PlacedImage(
                    destination: "\(Self.target)/\(name):1",
                    digest: LedgerValues.digest(name + digests),
                    type: .additionalImage,
                    origins: ["quay.io/\(name):1"]
                )
            }.reduce(into: [PlacedImage]()) { all, image in
                if !all.contains(where: { $0.destination == image.destination }) { all.append(image) }
            }
        }

        /// A plan of a configuration after the applies of a ledger.
        mutating func plan(_ configuration: String, after ledger: TargetLedger) throws -> PlanFile {
            let wanted = images(Int.random(in: 1...6, using: &generator), of: "")
            let placed = wanted.filter { ledger.entries[$0.destination] != nil }
            let actions = wanted.filter { ledger.entries[$0.destination] == nil }.map { image in
                Action(
                    kind: .copy,
                    type: image.type,
                    origins: image.origins,
                    source: "quay.io/\(image.destination.repository.description.suffix(3))@\(image.digest)",
                    destination: image.destination,
                    digest: image.digest,
                    size: 0,
                    transfer: 0,
                    expect: .init(destination: nil),
                    reason: "",
                    requestedBy: []
                )
            }
            var plan = Plan.sample
            plan.fields.configuration.fields.path = configuration
            plan.fields.target.fields.serial = ledger.serial
            plan.fields.target.fields.lineage = ledger.lineage
            plan.fields.actions = actions
            plan.fields.inSync = placed
            plan.fields.blobs = []
            return try PlanFile(plan)
        }

        /// How much of a plan is done.
        mutating func outcome(of file: PlanFile) -> TargetLedger.Outcome {
            let actions = file.plan.actions
            let isComplete = actions.isEmpty || Bool.random(using: &generator)
            return .init(done: isComplete ? actions : Array(actions.dropLast()), isComplete: isComplete)
        }

        /// A ledger after some applies.
        mutating func ledger() throws -> TargetLedger {
            var ledger = TargetLedger(target: Self.target)
            for number in 0..<Int.random(in: 0...3, using: &generator) {
                let file = try plan("c\(number % 2).yaml", after: ledger)
                ledger = ledger.recording(file, .init(done: file.plan.actions, isComplete: true))
            }
            return ledger
        }
    }

    /// A ledger without what depends on the order of applies: which was first and which was last.
    private func unordered(_ ledger: TargetLedger) -> TargetLedger {
        var ledger = ledger
        (ledger.lineage, ledger.lastPlan, ledger.lastPlanIsComplete) = (nil, nil, true)
        return ledger
    }

    private func merged(_ base: TargetLedger, _ ours: TargetLedger, _ theirs: TargetLedger) -> TargetLedger {
        let merged = TargetLedger.merging(base: base.serial == 0 ? nil : base, ours: ours, theirs: theirs)
        #expect(merged.contradictions == [])
        return merged.ledger
    }

    @Test("equals the ledger of both in either order", arguments: 0..<300)
    func bothOrders(seed: Int) throws {
        var world = World(seed: UInt64(seed))
        let base = try world.ledger()
        let (one, two) = (try world.plan("a.yaml", after: base), try world.plan("b.yaml", after: base))
        let (first, second) = (world.outcome(of: one), world.outcome(of: two))
        let result = merged(base, base.recording(one, first), base.recording(two, second))
        #expect(unordered(result) == unordered(base.recording(one, first).recording(two, second)))
        #expect(unordered(result) == unordered(base.recording(two, second).recording(one, first)))
        #expect([one.id, two.id].contains(try #require(result.lastPlan)))
        // Whoever was interrupted may go on.
        if !first.isComplete, second.isComplete { #expect(result.refusal(of: one, receipt: nil) == nil) }
    }

    @Test("does not depend on who merges, nor on how often or in which order", arguments: 0..<300)
    func laws(seed: Int) throws {
        var world = World(seed: UInt64(seed) + 1000)
        let base = try world.ledger()
        let ledgers = try ["a.yaml", "b.yaml", "c1.yaml"].map { name in
            let file = try world.plan(name, after: base)
            return base.recording(file, world.outcome(of: file))
        }
        let (a, b, c) = (ledgers[0], ledgers[1], ledgers[2])
        #expect(merged(base, a, b) == merged(base, b, a))
        #expect(merged(base, a, a) == a)
        #expect(merged(base, a, base) == a)
        #expect(merged(base, merged(base, a, b), c) == merged(base, a, merged(base, b, c)))
        // What was merged already adds nothing.
        #expect(merged(a, merged(base, a, b), a) == merged(base, a, b))
    }
}
