// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Applying
import Foundation
import Ledger
import OCI
import Runs
import TestSupport
import Testing
@testable import Plans

/// An apply over an executor and a record that only say what is asked of them.
@Suite("The run of an apply")
struct ApplyRunTests {
    private let steps = RecordedSteps()
    private let file: PlanFile
    private let target: String

    init() throws {
        file = try PlanFile(.sample)
        target = file.plan.target.name
    }

    private final class Watch: Sendable {
        private let steps: RecordedSteps

        init(_ steps: RecordedSteps) {
            self.steps = steps
            steps.add("watch for interrupts")
        }

        deinit { steps.add("watch no more") }
    }

    private func run(
        _ file: PlanFile,
        _ record: ScriptedRecord,
        _ executor: ScriptedExecutor,
        isInterrupted: Bool = false
    ) async throws -> ApplyEnd {
        try await ApplyRun(
            of: file,
            record: record,
            executors: executor,
            surroundings: ApplySurroundings(
                interrupts: { [steps] stop, _ in
                    if isInterrupted { stop.request() }
                    return Watch(steps)
                },
                removeCached: { [steps] in steps.add("remove \($0.count) from the cache") },
                now: { Date(timeIntervalSince1970: 0) }
            ),
            events: { [steps] event in
                switch event {
                case .executed: steps.add("show the outcome")
                case .behind(let others): steps.add("behind \(others)")
                default: break
                }
            }
        ).run()
    }

    private func executor(_ results: [ActionResult], wasInterrupted: Bool = false) -> ScriptedExecutor {
        ScriptedExecutor(steps: steps, outcome: ApplyOutcome(results: results, wasInterrupted: wasInterrupted))
    }

    @Test("holds the target from the first look to the record, and reads the ledger again under its lock")
    func order() async throws {
        let record = ScriptedRecord(.init(), steps)
        var executor = executor([.done])
        executor.done = DoneWork(actions: [0])
        #expect(try await run(file, record, executor) == .executed(executor.outcome))
        #expect(
            steps.all == [
                "hold \(target)", "look whether it can be committed", "finish", "read", "look at the manifests",
                "open", "watch for interrupts", "check", "run behind 1", "show the outcome", "watch no more",
                "hold the record", "read", "write", "let go of the record", "forget the plan", "let go of \(target)",
            ]
        )
        #expect(record.now.ledger?.lastPlan == file.id && record.now.receipt?.isComplete == true)
    }

    @Test("records the finished part of an incomplete plan, and remembers the plan's place")
    func incomplete() async throws {
        let record = ScriptedRecord(.init(), steps)
        let executor = executor([.notStarted], wasInterrupted: true)
        #expect(try await run(file, record, executor) == .executed(executor.outcome))
        #expect(!steps.all.contains("forget the plan"))
        #expect(record.now.ledger?.lastPlanIsComplete == false && record.now.receipt?.isComplete == false)
    }

    @Test("writes nothing where the executor refuses the plan")
    func refused() async throws {
        let record = ScriptedRecord(.init(), steps)
        var executor = executor([.done])
        let refusal = StaleArchive(message: "it is another one")
        executor.refusal = refusal
        await #expect(throws: refusal) { try await run(file, record, executor) }
        #expect(record.now.ledger == nil && !steps.all.contains("write") && !steps.all.contains("hold the record"))
        #expect(steps.all.last == "let go of \(target)")
    }

    @Test("does not wait for a check that does not end, once the user wants to stop")
    func stuck() async throws {
        let record = ScriptedRecord(.init(), steps)
        var executor = executor([.done])
        executor.isStuck = true
        await #expect(throws: CancellationError.self) {
            try await run(file, record, executor, isInterrupted: true)
        }
        #expect(!steps.all.contains { $0.hasPrefix("run behind") || $0 == "write" })
        #expect(steps.all.last == "let go of \(target)")
    }

    @Test("opens nothing for a plan that the ledger refuses")
    func stale() async throws {
        var other = Plan.sample
        other.fields.options.fields.allowMissing = true
        let ledger = TargetLedger(target: target)
            .recording(try PlanFile(other), .init(done: other.actions, isComplete: true))
        let record = ScriptedRecord(.init(ledger: ledger), steps)
        await #expect(throws: ApplyRefusal.staleSerial(target: target, expected: 0, found: 1)) {
            try await run(file, record, executor([.done]))
        }
        #expect(!steps.all.contains("open"))
    }

    @Test(
        "is not taken for recorded where the ledger changed while it ran, or cannot be written",
        arguments: [false, true]
    )
    func unrecorded(isFull: Bool) async throws {
        let record = ScriptedRecord(.init(isFull: isFull), steps)
        var executor = executor([.done])
        if !isFull {
            let (target, other) = (target, Digest(of: [1]))
            executor.meanwhile = {
                record.change { state in
                    state.ledger = TargetLedger(target: target)
                    state.ledger?.serial = 5
                    state.ledger?.lastPlan = other
                }
            }
        }
        let error = await #expect(throws: UnrecordedApply.self) { try await run(file, record, executor) }
        #expect(error?.isDeletion == false)
        #expect(
            error?.reason.summary.contains(isFull ? "the disk is full" : "the plan is stale") == true,
            "\(error as Any)"
        )
        #expect(!steps.all.contains("write") && !steps.all.contains("forget the plan"))
        #expect(steps.all.suffix(2) == ["let go of the record", "let go of \(target)"])
    }

    /// The plan whose record was interrupted, the receipt beside a ledger that has the plan, whether all of it is in a
    /// commit, and whether that is the end of it.
    @Test(
        "of a plan that was applied completes its record, and only that",
        arguments: [
            (true, true, true, true), (false, nil, false, true), (false, true, false, true), (false, true, true, false),
            (false, false, false, false),
        ] as [(Bool, Bool?, Bool, Bool)]
    )
    func again(wasInterrupted: Bool, receiptIsComplete: Bool?, isCommitted: Bool, isRecorded: Bool) async throws {
        let ledger = TargetLedger(target: target)
            .recording(file, .init(done: file.plan.actions, isComplete: true))
        let receipt = receiptIsComplete.map {
            Receipt(plan: file.id, target: target, serial: 1, isComplete: $0, images: [])
        }
        let record = ScriptedRecord(
            .init(
                ledger: ledger,
                receipt: receipt,
                interrupted: wasInterrupted ? file.id : nil,
                isCommitted: isCommitted
            ),
            steps
        )
        if isRecorded {
            #expect(try await run(file, record, executor([.done])) == .recorded)
            #expect(steps.all.contains("write") == !wasInterrupted)
            #expect(record.now.receipt?.isComplete == true)
        } else {
            await #expect(throws: ApplyRefusal.alreadyApplied(plan: file.id)) {
                try await run(file, record, executor([.done]))
            }
        }
        #expect(!steps.all.contains("open"))
        #expect(record.now.ledger == ledger)
    }

    @Test("of deletions clears the cache once all are done, before it is recorded", arguments: [true, false])
    func deletions(isDone: Bool) async throws {
        var plan = Plan.sample
        plan.fields.work = .deletions
        (plan.fields.actions, plan.fields.blobs, plan.fields.inSync) = ([], [], [])
        plan.fields.cached = [CachedEntry(name: "x", size: 1)]
        var executor = executor([])
        executor.outcome = ApplyOutcome(results: [], deletions: [isDone ? .done : .failed("x")])
        _ = try await run(PlanFile(plan), ScriptedRecord(.init(), steps), executor)
        let shown = steps.all.drop { !$0.hasPrefix("run") }.dropFirst().prefix { $0 != "watch no more" }
        #expect(Array(shown) == (isDone ? ["remove 1 from the cache"] : []) + ["show the outcome"])
    }
}
