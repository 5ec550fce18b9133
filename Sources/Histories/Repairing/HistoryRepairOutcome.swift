// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Ledger

/// The result of repairing a history.
package struct HistoryRepairOutcome: Sendable {
    package let repair: HistoryRepair
    /// The problems that the volumes could not solve.
    package let remaining: [HistoryFinding]
    /// Whether the ledger is new.
    package let isNew: Bool
    /// The sets that are in git's history and not in the new ledger.
    package let notRemade: [CarriedSet]
    /// The files that were written; `nil` in a dry run, or if nothing was to be repaired.
    package let written: WrittenFiles?
}
