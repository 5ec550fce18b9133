// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// Finds the audit trail that a plan belongs to, from its file alone.
///
/// It is the repository that recorded the plan: looked for around the configuration as the plan names it,
/// around the plan's file, and around the working directory. A plan that nobody recorded takes the first.
struct PlanTrail {
    let plan: PlanFile
    let path: String
    let commits: Bool

    func trail() throws -> AuditTrail {
        var places = [path, "."]
        let configuration = plan.plan.configuration.path
        if FileManager.default.fileExists(atPath: configuration) { places.insert(configuration, at: 0) }
        let trails = try places.map { try AuditTrail(around: $0, commits: commits) }
        return try trails.first { try $0.holds(plan.id) } ?? trails[0]
    }
}
