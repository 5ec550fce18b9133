// SPDX-License-Identifier: Apache-2.0

import Audit
package import ClusterResources
package import Plans

/// What applying a plan would do to the files for clusters that are there now.
package enum ShownManifests {
    /// Looks at the record of a plan; `nil` where that cannot be told, such as for a plan without a record.
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
