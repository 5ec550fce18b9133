// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Plans
import Resolution
package import Reviews

/// Compares plans: two that are named, or the newest ones that two revisions of a repository have.
package struct PlanDifference: Sendable {
    private let environment: [String: String]

    package init(environment: [String: String]) { self.environment = environment }

    /// Compares two plans by their paths.
    package func comparison(of before: String, _ after: String) throws -> PlanComparison {
        guard before != StandardStream.name || after != StandardStream.name else { throw SameInputTwice() }
        let earlier = try PlanReader(path: before).read()
        let later = try PlanReader(path: after).read()
        guard (earlier.plan.work == .deletions) == (later.plan.work == .deletions) else {
            let names = earlier.plan.work == .deletions ? (before, after) : (after, before)
            throw IncomparablePlans(deleting: names.0, copying: names.1)
        }
        return PlanComparison(from: earlier, to: later)
    }

    /// Compares the newest plans of two revisions, for each configuration and target with a plan that only one of them has.
    ///
    /// `configuration` and `target` choose, as paths and arguments of `--to`.
    package func comparisons(
        of range: RevisionRange,
        configuration: String?,
        target: String?
    ) throws -> [PlanComparison] {
        let trail = try AuditTrail(around: ".", commits: true, environment: environment)
        let before = try RevisionPlans(at: range.before, of: trail)
        let after = try RevisionPlans(at: range.after, of: trail)
        let path = configuration.map { trail.name(of: $0) }
        let name = try target.map { "\(try MirrorTarget($0))" }
        let subjects = try before.subjects(besides: after).union(after.subjects(besides: before)).filter { subject in
            (path == nil || subject.configuration == path) && (name == nil || subject.target == name)
        }
        return try subjects.sorted().map { subject in
            PlanComparison(
                from: try Self.read(before.newest(subject)),
                to: try Self.read(after.newest(subject))
            )
        }
    }

    private static func read(_ bytes: [UInt8]?) throws -> PlanFile? {
        try bytes.map { try PlanFile(reading: Data($0)) }
    }
}
