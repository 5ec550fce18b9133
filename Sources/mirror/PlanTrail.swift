// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// Finds the audit trail that a plan belongs to, from its file alone.
///
/// It is the repository that recorded the plan: looked for around the plan's file, around the working directory,
/// around the configuration as the plan names it, and at last where this machine remembers it. A plan that nobody
/// recorded takes the first that is there.
struct PlanTrail {
    let plan: PlanFile
    let path: String
    let state: StateFolder
    let commits: Bool

    /// Returns the trail, and whether it holds the plan.
    func trail() throws -> (AuditTrail, isKnown: Bool) {
        let named = [plan.plan.configuration.path, state.trail(of: plan.id)].compactMap(\.self)
        let places = [path, "."] + named.filter { FileManager.default.fileExists(atPath: $0) }
        var trails: [AuditTrail] = []
        for place in places {
            let trail = try AuditTrail(around: place, commits: commits)
            if try trail.holds(plan.id) { return (trail, true) }
            trails.append(trail)
        }
        return (trails[0], false)
    }
}
