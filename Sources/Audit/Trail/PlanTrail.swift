// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Plans

/// Finds the audit trail that a plan belongs to, from its file alone.
///
/// It is the repository that recorded the plan: looked for around the plan's file, around the working directory,
/// around the configuration as the plan names it, and at last where this machine remembers it. A plan without a
/// record takes the first that is there.
package struct PlanTrail {
    private let plan: PlanFile
    private let path: String
    private let state: StateFolder
    private let commits: Bool
    private let environment: [String: String]

    package init(plan: PlanFile, path: String, state: StateFolder, commits: Bool, environment: [String: String]) {
        self.plan = plan
        self.path = path
        self.state = state
        self.commits = commits
        self.environment = environment
    }

    /// Returns the trail, and whether it holds the plan.
    package func trail() throws -> (AuditTrail, isKnown: Bool) {
        let named = [plan.plan.configuration.path, state.trail(of: plan.id)].compactMap(\.self)
        let places = [path, "."] + named.filter { FileManager.default.fileExists(atPath: $0) }
        var trails: [AuditTrail] = []
        for place in places {
            let trail = try AuditTrail(around: place, commits: commits, environment: environment)
            if try trail.holds(plan.id) { return (trail, true) }
            trails.append(trail)
        }
        return (trails[0], false)
    }
}
