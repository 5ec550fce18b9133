// SPDX-License-Identifier: Apache-2.0

package import Plans

extension TargetLedger {
    /// The ledger without what deletions take away.
    package func without(_ deletions: [Deletion]) -> TargetLedger {
        var ledger = self
        for deletion in deletions {
            for name in deletion.destinations { ledger.entries[name] = nil }
            // A referrer has no tag, and may have been given one.
            if deletion.kind == .manifest { ledger.entries[deletion.content] = nil }
        }
        return ledger
    }

    /// The ledger after a plan of deletions was applied, wholly or in part.
    package func recording(_ plan: PlanFile, deleted: [Deletion], isComplete: Bool) -> TargetLedger {
        var ledger = without(deleted)
        ledger.count(plan.id, isComplete: isComplete)
        return ledger
    }
}
