// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// Executes a plan that copies into a registry and may prune it: deletions begin after all copies are done.
package struct PruningExecutor: PlanExecuting {
    private let plan: Plan
    private let copies: RegistryExecutor
    private let deletions: DeletionExecutor

    package init(plan: Plan, copies: RegistryExecutor, deletions: DeletionExecutor) {
        self.plan = plan
        self.copies = copies
        self.deletions = deletions
    }

    /// Checks the copies, and the proofs of the deletions.
    package func check() async throws -> DoneWork {
        let done = try await copies.check()
        // Deletions are checked again right before they begin.
        _ = try await deletions.check()
        return done
    }

    package func run(done: DoneWork) async throws -> ApplyOutcome {
        let copied = try await copies.run(done: done)
            .with(deletions: plan.deletions.map { _ in .notStarted })
        guard !plan.deletions.isEmpty, copied.results.allSatisfy(\.isDone) else { return copied }
        return await prune(after: copied)
    }

    /// Carries out the deletions.
    ///
    /// Hours may have passed, so everything is checked again. If something has changed, only the deletions fail, because
    /// the copies are done.
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
    /// The outcome of the copies, followed by that of the deletions.
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
