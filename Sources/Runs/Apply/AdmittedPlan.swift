// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

/// A plan that may be applied, and the ledger that its apply continues.
package struct AdmittedPlan: Sendable, Equatable {
    package let ledger: TargetLedger
    /// The number of plans that were applied since this one was made; none contradicts it.
    package let others: Int

    /// Compares a plan with the current record of its target; throws the reason if it must not be applied.
    package init(_ file: PlanFile, _ receipt: Receipt?, in record: TargetKnowledge) throws(ApplyRefusal) {
        // A new record elsewhere continues from the facts in the plan.
        let ledger = record.isNew ? record.ledger.continuing(file.plan) : record.ledger
        if let refusal = ledger.refusal(of: file, receipt: receipt, after: record.applies) { throw refusal }
        self.ledger = record.isNew ? ledger : ledger.admitting(record.unknown)
        others = ledger.isBehind(file) ? ledger.serial - file.plan.target.serial : 0
    }
}
