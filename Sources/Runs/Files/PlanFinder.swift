// SPDX-License-Identifier: Apache-2.0

package import Audit
import OCI
package import Plans

/// Finds the plan that a command line names: a file, standard input, or a plan in the record around the working folder.
package struct PlanFinder: Sendable {
    private let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    /// The path of a plan for `PlanReader`.
    ///
    /// Throws `UnknownPlan` if the name is the beginning of no recorded plan's id, or of several.
    package func path(of name: String) throws -> String {
        switch PlanName(name) {
        case .standardInput: StandardStream.name
        case .file(let path): path
        case .recorded(let prefix): try plan(prefix).path
        }
    }

    /// The newest plan that may be applied to a target, or to the only target with such plans.
    package func pending(at target: String?) throws -> PendingPlan {
        try RecordedPlans(in: trail()).pending(at: target)
    }

    /// The path of a plan to show; without a name it is the newest recorded plan or, without a record, `plan.json`.
    package func path(ofShown name: String?) throws -> String {
        if let name { return try path(of: name) }
        return try RecordedPlans(in: trail()).newest()?.path ?? PlanOutput.usualName
    }

    /// What became of a plan by the record around its file, or around the working folder.
    package func state(of file: PlanFile, at path: String) -> PlanState {
        guard let prefix = PlanPrefix(file.id.hex) else { return .unknown }
        let places = path == StandardStream.name ? ["."] : [path, "."]
        return places.lazy.compactMap { place in
            let trail = try? AuditTrail(around: place, commits: false, environment: environment)
            return try? trail.map { try RecordedPlans(in: $0).plan(named: prefix).state }
        }.first ?? .unknown
    }

    /// The record around the working folder; nothing is written there.
    private func trail() throws -> AuditTrail {
        try AuditTrail(around: ".", commits: false, environment: environment)
    }

    private func plan(_ prefix: PlanPrefix) throws -> RecordedPlan {
        let here = RecordedPlans(in: try trail())
        let found = try here.plans(beginningWith: prefix)
        guard found.count != 1 else { return found[0] }
        // Plans that were recorded in another repository by this user.
        guard found.isEmpty, let state = try? StateFolder(environment: environment) else {
            throw try here.refusal(of: prefix, found)
        }
        let elsewhere = state.plans(beginningWith: prefix).compactMap { id -> RecordedPlan? in
            guard let root = state.trail(of: id),
                let trail = try? AuditTrail(around: root, commits: false, environment: environment),
                let prefix = PlanPrefix(id.hex)
            else { return nil }
            return try? RecordedPlans(in: trail).plan(named: prefix)
        }
        guard elsewhere.count == 1 else { throw try here.refusal(of: prefix, elsewhere) }
        return elsewhere[0]
    }
}
