// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
import Foundation
package import Ledger
package import Plans

/// What applying a plan would change: the target, the files for clusters, and the ledger.
package struct PlanEffects: Sendable, Equatable {
    /// Whether images are copied or deleted.
    package let changesTarget: Bool
    package let changesManifests: Bool
    /// Whether the ledger would say something else, apart from the number of applies and the last plan.
    package let changesLedger: Bool

    /// Compares a plan with the ledger that it was made by; `manifests` are its changes of files for clusters.
    package init(of file: PlanFile, _ ledger: TargetLedger, manifests: [ManifestChange]) {
        changesTarget = file.plan.hasChanges
        changesManifests = !manifests.isEmpty
        changesLedger =
            file.plan.sequence != nil || Self.facts(of: Self.applied(file, to: ledger)) != Self.facts(of: ledger)
    }

    /// Whether nothing would change, so that the plan need not be recorded.
    package var isNothing: Bool { !changesTarget && !changesManifests && !changesLedger }

    /// The ledger after a complete apply.
    private static func applied(_ file: PlanFile, to ledger: TargetLedger) -> TargetLedger {
        let outcome = ApplyOutcome(results: file.plan.actions.map { _ in .alreadyDone })
        return ledger.recording(file, outcome, at: Date(timeIntervalSince1970: 0))
    }

    /// A ledger without what every apply changes.
    private static func facts(of ledger: TargetLedger) -> TargetLedger {
        var ledger = ledger
        (ledger.lineage, ledger.serial, ledger.lastPlan) = (nil, 0, nil)
        return ledger
    }
}
