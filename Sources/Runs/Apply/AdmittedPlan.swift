// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

/// A plan that may be applied, and the ledger that its apply goes on from.
package struct AdmittedPlan: Sendable, Equatable {
    package let ledger: TargetLedger
    /// How many other plans were applied since the plan was made, of which none contradicts it.
    package let others: Int

    /// Compares a plan with what the record of its target knows by now; throws why it must not be applied.
    package init(_ file: PlanFile, _ receipt: Receipt?, in record: TargetKnowledge) throws(ApplyRefusal) {
        // A record that only begins elsewhere goes on with what the plan knows.
        let ledger = record.isNew ? record.ledger.continuing(file.plan) : record.ledger
        if let refusal = ledger.refusal(of: file, receipt: receipt, after: record.applies) { throw refusal }
        self.ledger = record.isNew ? ledger : ledger.admitting(record.unknown)
        others = ledger.isBehind(file) ? ledger.serial - file.plan.target.serial : 0
    }
}
