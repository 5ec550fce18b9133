// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
import OCI
import Plans
import Runs
import Scheduling

/// What happened to a record, in its order.
final class RecordedSteps: Sendable {
    private let steps = Guarded<[String]>([])

    var all: [String] { steps.withLock { $0 } }

    func add(_ step: String) { steps.withLock { $0.append(step) } }
}

/// A record in memory that says what is asked of it.
final class ScriptedRecord: ApplyRecording {
    /// Tells when it is let go.
    final class Hold: Sendable {
        private let name: String
        private let steps: RecordedSteps

        init(_ name: String, _ steps: RecordedSteps) {
            (self.name, self.steps) = (name, steps)
            steps.add("hold \(name)")
        }

        deinit { steps.add("let go of \(name)") }
    }

    struct Failure: Error, CustomStringConvertible {
        let description = "the disk is full"
    }

    /// What is in the record.
    struct State: Sendable {
        var ledger: TargetLedger?
        var receipt: Receipt?
        /// The plan whose record was interrupted.
        var interrupted: Digest?
        /// Whether nothing can be written.
        var isFull = false
        /// Whether what is written is there already.
        var isCommitted = false
    }

    let steps: RecordedSteps
    private let state: Guarded<State>

    init(_ state: State, _ steps: RecordedSteps) {
        self.state = Guarded(state)
        self.steps = steps
    }

    var now: State { state.withLock { $0 } }

    /// Changes the record beside the apply.
    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

    func hold(target: String) async throws -> Hold { Hold(target, steps) }

    func requireCommittable() throws { steps.add("look whether it can be committed") }

    func finishRecord() throws -> Digest? {
        steps.add("finish")
        return now.interrupted
    }

    func receipt(of plan: Digest) throws -> Receipt? { now.receipt }

    func ledger(of target: String) throws -> TargetLedger? { now.ledger }

    func knowledge(of target: String) throws -> TargetKnowledge {
        steps.add("read")
        let ledger = now.ledger
        return TargetKnowledge(
            ledger: ledger ?? TargetLedger(target: target),
            isNew: ledger == nil,
            applies: [],
            unknown: []
        )
    }

    func requireOwnManifests(_ plan: Plan) throws { steps.add("look at the manifests") }

    func hold() throws -> Hold { Hold("the record", steps) }

    func record(_ file: PlanFile, _ ledger: TargetLedger, _ receipt: Receipt, under hold: Hold) throws
        -> WrittenFiles
    {
        if now.isFull { throw Failure() }
        steps.add("write")
        state.withLock { state in
            state.ledger = ledger
            state.receipt = receipt
        }
        return WrittenFiles(root: "/r", commit: now.isCommitted ? nil : "c0ffee")
    }

    func forget(_ plan: Digest) { steps.add("forget the plan") }
}
