// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

extension Plan {
    /// The manifests for clusters of the plan, given a ledger that includes the plan and perhaps others.
    ///
    /// Other plans may have been applied since this one was made, and clusters have one set of manifests for all. Also, the
    /// target may have got another folder since.
    package func resources(beside ledger: TargetLedger) -> [Resource] {
        let isElsewhere = resources.contains { !$0.path.hasPrefix("\(ledger.resourceFolder)/") }
        guard case .copiesToRegistry = work,
            isElsewhere || target.serial + 1 < ledger.serial && options.prune != true
        else { return resources }
        let others = ledger.others(besides: placed, of: configuration.path)
        return ResourcePlanner(options: options, folder: ledger.resourceFolder).resources(placed + others).0
    }
}
