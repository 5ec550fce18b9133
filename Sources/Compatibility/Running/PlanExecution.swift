// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import OCI
import Plans
import Reviews
import Runs
import Views

/// Writes a plan, records it, and applies it at once.
struct PlanExecution: Sendable {
    /// What came of a plan.
    struct Result: Sendable {
        let file: PlanFile
        /// The results of the plan's actions; `nil` if there was nothing to apply.
        let outcome: ApplyOutcome?

        /// The outcome for exit codes.
        var end: ToolOutcome { outcome.map { ToolOutcome(of: $0, for: file.plan) } ?? .done }
    }

    /// The time to wait for other applies to the target.
    private static let patience = Duration.seconds(60)

    let record: RunRecord
    let context: ToolContext

    /// Publishes and applies a plan; `clients` are those that it was made with.
    ///
    /// Throws `PlanRefusal` if the plan must not be applied.
    func run(_ made: MadePlan, _ clients: RegistryClients) async throws -> Result {
        let published = try publish(made)
        guard published.needsApply else { return Result(file: published.file, outcome: nil) }
        let report = ExecutionReport(of: published.file.plan, on: context.console)
        let state = try StateFolder(environment: context.environment)
        let end = try await ApplyRun(
            of: published.file,
            record: TrailRecord(
                trail: record.target.trail,
                state: state,
                patience: Self.patience,
                note: context.console.note
            ),
            executors: PlanExecutors(
                parallelism: context.options.parallelism,
                archive: nil,
                connect: { clients },
                cache: { [context] in try context.cache() },
                journal: { state.journal(of: $0) }
            ),
            surroundings: surroundings,
            events: { report.show($0) }
        ).run()
        guard case .executed(let outcome) = end else { return Result(file: published.file, outcome: nil) }
        return Result(file: published.file, outcome: outcome)
    }

    /// Writes and records a plan, shows it, and says where it is recorded.
    ///
    /// Throws `PlanRefusal` if the plan must not be applied.
    func publish(_ made: MadePlan) throws -> PublishedPlan {
        let published = try made.publish { event in
            if let remark = event.remark { context.tell(remark) }
        }
        tell(published)
        return published
    }

    /// Shows the plan, and says where it is recorded.
    private func tell(_ published: PublishedPlan) {
        let review = PlanReview(of: published.file.plan, changes: published.manifests)
        let remark = "`mirror show \(shellArgument(record.path))` shows all"
        context.console.output(PlanText(review, style: context.console.style, remark: remark).text)
        let commit = published.record.commit.map { ", commit \($0.prefix(12))" } ?? ""
        let root = printable(record.target.trail.root)
        let place = published.recording == .recorded ? ", recorded in \(root)\(commit)" : "; it changes nothing"
        if published.record.madeRepository {
            context.console.note("Made a git repository in \(root) for the record of plans.\n")
        }
        context.console.note("Plan \(published.file.id.short) is in \(printable(record.path))\(place)\n")
    }

    private var surroundings: ApplySurroundings {
        ApplySurroundings(
            interrupts: context.services.interrupts.stopping,
            removeCached: { [context] in
                let outcome = try await CacheRemoval(of: $0, from: try context.cache()).run()
                if let text = outcome.text { context.console.note(text) }
            },
            now: context.services.now
        )
    }
}

extension PublishedPlan {
    /// Whether an apply would change the target, the files for clusters, or what the ledger says of them.
    fileprivate var needsApply: Bool {
        hasChanges || file.plan.checks.contains { [.notRecorded, .noLongerWanted].contains($0.code) }
    }
}
