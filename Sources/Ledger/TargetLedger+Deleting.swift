// SPDX-License-Identifier: Apache-2.0

package import Plans

extension TargetLedger {
    /// Returns the ledger without the images that deletions remove.
    package func without(_ deletions: [Deletion]) -> TargetLedger {
        var ledger = self
        for deletion in deletions {
            for name in deletion.destinations { ledger.entries[name] = nil }
            // A referrer has no tag, but may have been given one.
            if deletion.kind == .manifest { ledger.entries[deletion.content] = nil }
        }
        return ledger
    }

    /// The effect of deletions on the target.
    package struct DeletionOutcome: Sendable, Equatable {
        package var done: [Deletion]
        /// The tags that the registry cannot remove.
        package var refused: [Deletion]

        package init(done: [Deletion], refused: [Deletion]) {
            self.done = done
            self.refused = refused
        }
    }

    /// Returns the ledger after a plan of deletions was applied, completely or in part.
    package func recording(_ plan: PlanFile, _ outcome: DeletionOutcome, isComplete: Bool) -> TargetLedger {
        var ledger = deleting(outcome)
        ledger.count(plan.id, isComplete: isComplete)
        return ledger
    }

    /// Returns the ledger after deletions; a tag that the registry cannot remove belongs to no configuration.
    package func deleting(_ outcome: DeletionOutcome) -> TargetLedger {
        var ledger = without(outcome.done)
        for name in outcome.refused.flatMap(\.destinations) {
            ledger.entries[name]?.wantedBy = []
            ledger.entries[name]?.isLeftover = true
        }
        return ledger
    }
}
