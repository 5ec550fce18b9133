// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// Finds the audit trail that a plan belongs to, from its file alone.
///
/// It is the repository that recorded the plan: looked for where this machine remembers it, around the
/// configuration as the plan names it, around the plan's file, and around the working directory. A plan that
/// nobody recorded here takes the first of the latter three.
struct PlanTrail {
    let plan: PlanFile
    let path: String
    let state: StateFolder
    let commits: Bool

    func trail() throws -> AuditTrail {
        if let known = state.trail(of: plan.id), FileManager.default.fileExists(atPath: known) {
            let trail = try AuditTrail(around: known, commits: commits)
            if try trail.holds(plan.id) { return trail }
        }
        var places = [path, "."]
        let configuration = plan.plan.configuration.path
        if FileManager.default.fileExists(atPath: configuration) { places.insert(configuration, at: 0) }
        let trails = try places.map { try AuditTrail(around: $0, commits: commits) }
        return try trails.first { try $0.holds(plan.id) } ?? trails[0]
    }
}
