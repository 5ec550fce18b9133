// SPDX-License-Identifier: Apache-2.0

import OCI

/// The plans in an audit trail, found by their ids.
package struct RecordedPlans {
    let trail: AuditTrail

    package init(in trail: AuditTrail) { self.trail = trail }

    /// The plan whose id begins so.
    ///
    /// Throws `UnknownPlan` if there is none, or more than one.
    package func plan(named prefix: PlanPrefix) throws -> RecordedPlan {
        let found = try plans(beginningWith: prefix)
        guard let only = found.first, found.count == 1 else { throw try refusal(of: prefix, found) }
        return only
    }

    /// The plans whose ids begin so, by id.
    package func plans(beginningWith prefix: PlanPrefix) throws -> [RecordedPlan] {
        let states = PlanStates(of: trail)
        return try folders().filter { prefix.matches(folder: $0) }
            .compactMap { try plan(inFolder: $0, states) }.filter { prefix.matches($0.id) }
    }

    /// The reason why a prefix does not name one plan.
    package func refusal(of prefix: PlanPrefix, _ found: [RecordedPlan]) throws -> UnknownPlan {
        guard found.isEmpty else { return .ambiguous(prefix: prefix, candidates: found.map(\.title)) }
        let names = try folders()
        return .unknown(prefix: prefix, root: trail.root, names: names)
    }

    /// All plans, the newest first; plans of unknown age come last.
    package func all() throws -> [RecordedPlan] {
        let states = PlanStates(of: trail)
        return try inOrder().compactMap { try plan(inFolder: $0.folder, states) }
    }

    /// The newest plan; `nil` if none is recorded.
    package func newest() throws -> RecordedPlan? {
        let states = PlanStates(of: trail)
        return try inOrder().lazy.compactMap { try? plan(inFolder: $0.folder, states) }.first
    }

    /// The states of the plans that entries of the log recorded, by the ids in the entries.
    package func states(of entries: [AuditEntry]) -> [String: PlanState] {
        let states = PlanStates(of: trail)
        return entries.reduce(into: [:]) { found, entry in
            guard entry.kind == .plan, found[entry.planID] == nil, let id = try? Digest(entry.planID) else { return }
            found[entry.planID] = (try? plan(inFolder: id.short, states))?.state ?? .unknown
        }
    }

    /// The newest plan that may be applied to a target, or to the only target with such plans.
    ///
    /// Throws `NoPendingPlan` if no plan can be applied, or if git does not tell which plan is the newest.
    package func pending(at target: String?) throws -> PendingPlan {
        let states = PlanStates(of: trail)
        var open: [(plan: RecordedPlan, hasAge: Bool)] = []
        var stale: [RecordedPlan] = []
        var applied: Set<[String]> = []
        for (folder, hasAge) in try inOrder() {
            guard let plan = try plan(inFolder: folder, states), target == nil || plan.target == target else {
                continue
            }
            if plan.state.isOpen { open.append((plan, hasAge)) }
            if plan.state == .applied { applied.insert([plan.target, plan.configuration]) }
            // Stale plans matter to people only if one of them is the newest.
            let isOutdated = applied.contains([plan.target, plan.configuration])
            if plan.state == .stale, open.isEmpty, !isOutdated { stale.append(plan) }
        }
        let targets = Set(open.map(\.plan.target)).sorted()
        guard targets.count <= 1 else { throw NoPendingPlan.severalTargets(targets) }
        // Somebody went back to an earlier configuration, whose plan was recorded then.
        guard let newest = open.first(where: { $0.plan.isCurrent }) ?? open.first else {
            throw NoPendingPlan.none(root: trail.root, target: target, stale: stale.map(\.title))
        }
        guard newest.hasAge || open.count == 1 else {
            throw NoPendingPlan.unknownOrder(candidates: open.map(\.plan.title))
        }
        return PendingPlan(plan: newest.plan, passedOver: stale)
    }

    /// The folders of plans, sorted by name.
    private func folders() throws -> [String] { try trail.folder.list("plans").filter { PlanPrefix($0) != nil } }

    /// Reads the plan in a folder; `nil` if the folder does not have the plan of its name.
    private func plan(inFolder name: String, _ states: PlanStates) throws -> RecordedPlan? {
        guard let bytes = try trail.folder.read(AuditTrail.file(ofPlanIn: name)), let header = PlanHeader(bytes),
            header.id.short == name, let target = header.target.registry
        else { return nil }
        var plan = RecordedPlan(
            id: header.id,
            path: "\(trail.root)/\(AuditTrail.file(ofPlanIn: name))",
            target: target,
            configuration: header.configuration.path,
            isCurrent: isCurrent(header.configuration),
            isDeletion: header.isDeletion,
            state: states.state(of: header, bytes)
        )
        plan.bytesToTransfer = header.summary?.bytesToTransfer ?? 0
        return plan
    }

    private func isCurrent(_ configuration: PlanHeader.Configuration) -> Bool {
        guard let digest = configuration.digest, let bytes = try? trail.folder.read(configuration.path) else {
            return true
        }
        return Digest(of: bytes) == digest
    }

    /// The folders of plans, the newest first, and whether their age is known; if not, they come last.
    private func inOrder() throws -> [(folder: String, hasAge: Bool)] {
        let ages = PlanAges(of: trail)
        return try folders().map { ($0, try ages.age(ofPlanIn: $0)) }
            .sorted { ($0.1 ?? .unknown, $0.0) < ($1.1 ?? .unknown, $1.0) }.map { ($0.0, $0.1 != nil) }
    }
}

/// The newest plan that may be applied.
package struct PendingPlan: Sendable, Equatable {
    package let plan: RecordedPlan
    /// Newer plans that are stale.
    package let passedOver: [RecordedPlan]
}
