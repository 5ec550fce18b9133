// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Plans

extension Plan {
    /// The manifests of the plan, given the ledger with the plan in it, which may know more than the plan does.
    ///
    /// Other plans may have been applied since this one was made, and clusters have one set of manifests for all.
    package func resources(beside ledger: TargetLedger) -> [Resource] {
        guard case .copiesToRegistry = work, target.serial + 1 < ledger.serial, options.prune != true else {
            return resources
        }
        let others = ledger.others(besides: placed, of: configuration.path)
        return ResourcePlanner(options: options, folder: ledger.resourceFolder).resources(placed + others).0
    }
}
