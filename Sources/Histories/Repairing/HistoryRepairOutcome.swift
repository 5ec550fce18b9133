// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// What came of repairing a history.
package struct HistoryRepairOutcome: Sendable {
    package let repair: HistoryRepair
    /// What the volumes could not tell.
    package let remaining: [HistoryFinding]
    /// Whether the ledger was made anew.
    package let isNew: Bool
    /// The sets that git knows and the ledger that was made anew does not.
    package let notRemade: [CarriedSet]
}
