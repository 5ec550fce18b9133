// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension TargetLedger {
    /// Returns the applies that have receipts but are missing in the ledger, the oldest first; `elsewhere` are those
    /// whose receipts are on other branches, or in commits that were undone.
    ///
    /// The ledger is older than they are: it was restored, or two copies of the repository diverged. So it is not
    /// known which configurations want the images that they placed.
    package func unknown(among applies: [RecordedApply], elsewhere: [RecordedApply] = []) -> [RecordedApply] {
        func isOwn(_ apply: RecordedApply) -> Bool { lineage == nil || (apply.lineage ?? apply.plan) == lineage }
        // This is a receipt with the same number as the ledger's last apply, but for another plan.
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
        // If its receipt was removed, an apply is no longer in doubt.
        let earlier = unknownApplies.filter { apply in (applies + elsewhere).contains { $0.plan == apply.plan } }
        return (newer + others).reduce(into: earlier) { all, apply in
            if !all.contains(where: { $0.plan == apply.plan }) { all.append(apply) }
        }.sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }

    /// Returns the ledger with unknown applies added: they are remembered, and no serial is used twice.
    package func admitting(_ unknown: [RecordedApply]) -> TargetLedger {
        var ledger = self
        ledger.unknownApplies = unknown.filter { !$0.isDeletion }
        ledger.serial = max(serial, unknown.map(\.serial).max() ?? 0)
        return ledger
    }

    /// Ends the doubt about a configuration, because a complete plan names all its wishes.
    mutating func settle(_ configuration: String) {
        unknownApplies.removeAll { $0.configuration == configuration }
    }
}
