// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// Executes a plan that copies into a registry and may prune it: what goes is deleted once all that it copies is there.
package struct PruningExecutor: PlanExecuting {
    private let plan: Plan
    private let copies: RegistryExecutor
    private let deletions: DeletionExecutor

    package init(plan: Plan, copies: RegistryExecutor, deletions: DeletionExecutor) {
        self.plan = plan
        self.copies = copies
        self.deletions = deletions
    }

    /// Looks at what is copied, and at what the proofs of the deletions rest on.
    package func check() async throws -> DoneWork {
        let done = try await copies.check()
        // What is deleted is looked at again when its turn comes.
        _ = try await deletions.check()
        return done
    }

    package func run(done: DoneWork) async throws -> ApplyOutcome {
        let copied = try await copies.run(done: done)
            .with(deletions: plan.deletions.map { _ in .notStarted })
        guard !plan.deletions.isEmpty, copied.results.allSatisfy(\.isDone) else { return copied }
        return await prune(after: copied)
    }

    /// Deletes what goes.
    ///
    /// Hours may have passed, so everything is looked at again; what has changed meanwhile is a failure of the deletions
    /// alone, because the copies count.
    private func prune(after copied: ApplyOutcome) async -> ApplyOutcome {
        var outcome = copied
        do {
            let pruned = try await deletions.run(done: try await deletions.check())
            outcome = copied.with(
                deletions: pruned.deletions,
                lost: pruned.lost,
                wasInterrupted: pruned.wasInterrupted
            )
            return pruned.wasInterrupted ? outcome : try await copies.lookingAgain(outcome)
        } catch is CancellationError {
            return outcome.with(deletions: outcome.deletions, lost: outcome.lost, wasInterrupted: true)
        } catch {
            let failed = outcome.deletions.map { _ in ActionResult.failed(error.inWords) }
            return outcome.with(deletions: failed, lost: outcome.lost, wasInterrupted: false)
        }
    }
}

extension ApplyOutcome {
    /// The outcome of copies with that of the deletions behind them.
    fileprivate func with(
        deletions: [ActionResult],
        lost: [LostImage] = [],
        wasInterrupted: Bool? = nil
    ) -> ApplyOutcome {
        ApplyOutcome(
            results: results,
            deletions: deletions,
            lost: lost,
            wasInterrupted: wasInterrupted ?? self.wasInterrupted,
            bytesTransferred: bytesTransferred
        )
    }
}
