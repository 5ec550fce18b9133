// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension Receipt {
    /// The receipt of an apply with this outcome; `ledger` is the target's ledger afterwards.
    ///
    /// Lost images that should have stayed come last.
    package init(of file: PlanFile, _ outcome: ApplyOutcome, in ledger: TargetLedger) {
        let copied = zip(file.plan.actions, outcome.results).map { Image($0.destination, $0.digest, $1) }
        let deleted = zip(file.plan.deletions, outcome.deletions).flatMap { deletion, result in
            deletion.destinations.map { Image($0, deletion.digest, result) }
        }
        let lost = outcome.lost.map { Image($0.destination, $0.digest, .failed($0.reason)) }
        self.init(
            plan: file.id,
            target: ledger.target,
            serial: ledger.serial,
            isComplete: outcome.isComplete,
            images: copied + deleted + lost
        )
    }
}

extension Receipt.Image {
    fileprivate init(_ destination: String, _ digest: Digest, _ result: ActionResult) {
        let (name, reason): (String, String?) =
            switch result {
            case .done: ("done", nil)
            case .alreadyDone: ("already-done", nil)
            case .failed(let reason): ("failed", reason)
            case .refused(let reason): ("refused", reason)
            case .notStarted: ("not-started", nil)
            }
        self.init(destination: destination, digest: digest, result: name, reason: reason)
    }
}
