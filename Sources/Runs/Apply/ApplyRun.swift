// SPDX-License-Identifier: Apache-2.0

import Audit
import Applying
import ArchiveSets
import Diagnostics
import Ledger
import OCI
import Planning
package import Plans

/// Applies a plan: admits it, checks the target, executes, records.
///
/// The target is locked from beginning to end. The ledger is read twice: first to decide whether the plan may be applied,
/// then, under the record's lock, to write it.
package struct ApplyRun<Record: ApplyRecording>: Sendable {
    private let file: PlanFile
    private let record: Record
    private let executors: any ExecutorMaking
    private let surroundings: ApplySurroundings
    private let events: @Sendable (ApplyRunEvent) -> Void

    package init(
        of file: PlanFile,
        record: Record,
        executors: any ExecutorMaking,
        surroundings: ApplySurroundings,
        events: @escaping @Sendable (ApplyRunEvent) -> Void
    ) {
        self.file = file
        self.record = record
        self.executors = executors
        self.surroundings = surroundings
        self.events = events
    }

    /// Applies the plan; throws the reason if it must not be applied, and `UnrecordedApply` if only its record failed.
    package func run() async throws -> ApplyEnd {
        let hold = try await record.hold(target: file.plan.target.name)
        defer { withExtendedLifetime(hold) {} }
        try record.requireCommittable()
        let interrupted = try record.finishRecord()
        let receipt = try record.receipt(of: file.id)
        do {
            try admit(receipt)
        } catch ApplyRefusal.alreadyApplied(let plan) {
            guard try interrupted == plan || completeRecord(receipt) else {
                throw ApplyRefusal.alreadyApplied(plan: plan)
            }
            return .recorded
        }
        try record.requireOwnManifests(file.plan)
        events(.admitted(file))
        let outcome = try await execute()
        try keep(outcome, receipt)
        if outcome.isComplete { record.forget(file.id) }
        return .executed(outcome)
    }

    /// Refuses a plan that contradicts the record.
    private func admit(_ receipt: Receipt?) throws {
        let admitted = try admitted(receipt)
        try PlanAudit(of: file.plan).check(against: admitted.ledger, id: file.id, isBehind: admitted.others > 0)
        if admitted.others > 0 { events(.behind(others: admitted.others)) }
    }

    private func admitted(_ receipt: Receipt?) throws -> AdmittedPlan {
        try AdmittedPlan(file, receipt, in: record.knowledge(of: file.plan.target.name))
    }

    /// Writes and commits the missing record of an earlier apply that the ledger has; returns whether anything was missing.
    private func completeRecord(_ receipt: Receipt?) throws -> Bool {
        let hold = try record.hold()
        guard let ledger = try record.ledger(of: file.plan.target.name), ledger.lastPlan == file.id,
            ledger.lastPlanIsComplete
        else { return false }
        guard receipt?.isComplete != false else { return false }
        let written = try record.record(file, ledger, receipt ?? Receipt(of: file, completeIn: ledger), under: hold)
        guard receipt == nil || written.commit != nil else { return false }
        events(.recorded(written))
        return true
    }

    /// Executes the plan; interrupts are requests to stop only during this.
    private func execute() async throws -> ApplyOutcome {
        let stop = StopSignal(within: surroundings.stopWithin)
        let ready = try await executors.executor(of: file, stop: stop) { [events] in events(.step($0)) }
        let interrupts = surroundings.interrupts(stop, ready.outages)
        defer { withExtendedLifetime(interrupts) {} }
        try await ready.sequence?.check()
        // The check changes nothing, so it need not end.
        let done = try await stop.cancelling { try await ready.executor.check() }
        let outcome = try await ready.executor.run(done: done)
        if file.plan.work == .deletions, outcome.isComplete { try await surroundings.removeCached(file.plan.cached) }
        events(.executed(outcome))
        if outcome.volumes != nil { await tellUnlisted() }
        // The images are in place, so an interrupt would only leave the metadata behind.
        if let written = try await ready.sequence?.write(after: outcome) { events(.sequenced(written)) }
        return outcome
    }

    /// Reports volumes that the index no longer lists, so that users do not take the index for complete.
    private func tellUnlisted() async {
        guard case .copiesToArchive(let folder) = file.plan.work,
            let unlisted = await (try? ArchiveFolder(folder))?.unlistedVolumes(), !unlisted.isEmpty
        else { return }
        events(.unlisted(unlisted, folder: folder))
    }

    /// Records the outcome of the plan.
    private func keep(_ outcome: ApplyOutcome, _ receipt: Receipt?) throws {
        do {
            let hold = try record.hold()
            // Other tools, such as `git pull`, do not respect the lock, so the ledger may have changed.
            let ledger = try admitted(receipt).ledger.recording(file, outcome, at: surroundings.now())
            events(.recorded(try record.record(file, ledger, Receipt(of: file, outcome, in: ledger), under: hold)))
        } catch {
            throw UnrecordedApply(isDeletion: file.plan.work == .deletions, reason: Explanation(error))
        }
    }
}
