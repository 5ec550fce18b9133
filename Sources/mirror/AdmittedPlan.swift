// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
import Plans

/// A plan that may be applied, and the ledger that its apply goes on from.
struct AdmittedPlan {
    let ledger: TargetLedger
    /// How many other plans were applied since the plan was made, of which none contradicts it.
    let others: Int

    /// Compares a plan with what its trail knows by now; throws why it must not be applied.
    init(_ file: PlanFile, _ receipt: Receipt?, in trail: AuditTrail) throws {
        let target = file.plan.target.registry
        let found = try trail.ledger(of: target)
        let ledger = try found ?? trail.newLedger(of: target).continuing(file.plan)
        let applies = try trail.applies(to: target)
        if let refusal = ledger.refusal(of: file, receipt: receipt, after: applies) { throw refusal }
        // A record that only begins elsewhere goes on with what the plan knows.
        self.ledger = found == nil ? ledger : ledger.admitting(try LedgerDoubts.unknown(to: ledger, applies, in: trail))
        others = ledger.isBehind(file) ? ledger.serial - file.plan.target.serial : 0
    }

    /// Says what a reviewer of the plan could not know.
    var note: String? {
        guard others > 0 else { return nil }
        let plans = others == 1 ? "1 other plan was" : "\(others) other plans were"
        return "note: \(plans) applied to \(ledger.target) after this one was made; they do not contradict each other, "
            + "and the manifests will be those of all\n"
    }
}
