// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension TargetLedger {
    /// The applies that receipts tell of and the ledger knows nothing of, the oldest first.
    ///
    /// The ledger is older than they are: it was restored, or two copies of the repository went on apart. So who wants
    /// what they placed is not known.
    package func unknown(among applies: [RecordedApply]) -> [RecordedApply] {
        let own = applies.filter { lineage == nil || ($0.lineage ?? $0.plan) == lineage }
        // A receipt of the same number as the ledger's last apply, and of another plan.
        let isLastRecorded = own.contains { $0.plan == lastPlan && $0.serial == serial }
        let missing = own.filter { apply in
            apply.serial > serial || apply.serial == serial && apply.plan != lastPlan && isLastRecorded
        }
        // Whoever takes a receipt away no longer wonders about it.
        let earlier = unknownApplies.filter { apply in applies.contains { $0.plan == apply.plan } }
        return (earlier + missing.filter { apply in !earlier.contains { $0.plan == apply.plan } })
            .sorted { ($0.serial, $0.plan) < ($1.serial, $1.plan) }
    }

    /// The ledger that goes on although applies are unknown to it: they are not forgotten, and no number is given twice.
    package func admitting(_ unknown: [RecordedApply]) -> TargetLedger {
        var ledger = self
        ledger.unknownApplies = unknown
        ledger.serial = max(serial, unknown.map(\.serial).max() ?? 0)
        return ledger
    }

    /// Ends the doubt about a configuration, all of whose wishes a complete plan names.
    mutating func settle(_ configuration: String) {
        unknownApplies.removeAll { $0.configuration == configuration && !$0.mayDelete }
    }
}
