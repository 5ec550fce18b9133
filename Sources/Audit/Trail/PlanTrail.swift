// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore
package import Plans

/// Finds the audit trail of a plan from the plan's file alone.
///
/// It is the repository that recorded the plan. It is looked for around the plan's file, around the working directory,
/// around the configuration named in the plan, and last at the place in this machine's notes. A plan without a record takes
/// the first repository that exists.
package struct PlanTrail {
    private let plan: PlanFile
    private let path: String
    private let state: StateFolder
    private let commits: CommitChoices
    private let environment: [String: String]

    package init(
        plan: PlanFile,
        path: String,
        state: StateFolder,
        commits: CommitChoices,
        environment: [String: String]
    ) {
        self.plan = plan
        self.path = path
        self.state = state
        self.commits = commits
        self.environment = environment
    }

    /// Returns the trail, and whether it has recorded the plan.
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
