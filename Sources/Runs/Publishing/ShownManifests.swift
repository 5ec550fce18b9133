// SPDX-License-Identifier: Apache-2.0

import Audit
import GitStore
package import ClusterResources
package import Plans

/// The changes that applying a plan would make to the existing files for clusters.
package enum ShownManifests {
    /// Compares a plan with its record; `nil` if that is impossible, for example without a record.
    package static func changes(of file: PlanFile, path: String, environment: [String: String]) -> [ManifestChange]? {
        guard let state = try? StateFolder(environment: environment),
            let (trail, _) = try? PlanTrail(
                plan: file,
                path: path,
                state: state,
                commits: false,
                environment: environment
            ).trail(),
            let ledger = try? trail.ledger(of: file.plan.target.name) ?? trail.newLedger(of: file.plan.target.name)
        else { return nil }
        return try? trail.manifestChanges(of: file.plan, ledger)
    }
}
