// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension TargetLedger {
    /// The applies that receipts tell of and the ledger knows nothing of, the oldest first; `elsewhere` are those of which
    /// other branches have the receipts, or commits that were undone.
    ///
    /// The ledger is older than they are: it was restored, or two copies of the repository went on apart. So who wants
    /// what they placed is not known.
    package func unknown(among applies: [RecordedApply], elsewhere: [RecordedApply] = []) -> [RecordedApply] {
        func isOwn(_ apply: RecordedApply) -> Bool { lineage == nil || (apply.lineage ?? apply.plan) == lineage }
        // A receipt of the same number as the ledger's last apply, and of another plan.
        let isLastRecorded = applies.contains { $0.plan == lastPlan && $0.serial == serial }
        let newer = applies.filter { apply in
            isOwn(apply)
                && (apply.serial > serial || apply.serial == serial && apply.plan != lastPlan && isLastRecorded)
        }
        let others = elsewhere.filter { apply in
            isOwn(apply) && !apply.isDeletion
                && !applies.contains {
                    $0.plan == apply.plan || $0.configuration == apply.configuration && $0.serial > apply.serial
                }
        }
        // Whoever takes a receipt away no longer wonders about it.
        let earlier = unknownApplies.filter { apply in (applies + elsewhere).contains { $0.plan == apply.plan } }
        return (newer + others).reduce(into: earlier) { all, apply in
            if !all.contains(where: { $0.plan == apply.plan }) { all.append(apply) }
        }.sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }

    /// The ledger that goes on although applies are unknown to it: they are not forgotten, and no number is given twice.
    package func admitting(_ unknown: [RecordedApply]) -> TargetLedger {
        var ledger = self
        ledger.unknownApplies = unknown.filter { !$0.isDeletion }
        ledger.serial = max(serial, unknown.map(\.serial).max() ?? 0)
        return ledger
    }

    /// Ends the doubt about a configuration, all of whose wishes a complete plan names.
    mutating func settle(_ configuration: String) {
        unknownApplies.removeAll { $0.configuration == configuration }
    }
}
