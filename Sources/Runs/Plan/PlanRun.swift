// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Deletions
import Diagnostics
import ImageAccess
import ImageTrust
import Ledger
import MirrorConfiguration
import OCI
import Planning
package import Plans
import Registry
import Resolution
import Sections
import SequenceMetadata

/// Makes a plan from a configuration: resolves, observes, compares.
///
/// It writes only to the cache.
package struct PlanRun: Sendable {
    let request: PlanRequest
    let choices: PlanChoices
    let surroundings: PlanSurroundings
    let mapping: DestinationMapping

    package init(of request: PlanRequest, choices: PlanChoices, surroundings: PlanSurroundings) {
        self.request = request
        let rules = request.configuration.rules
        self.choices = choices.settled(by: rules, at: request.target)
        self.surroundings = surroundings
        mapping = DestinationMapping(
            target: request.target,
            maxNestedPaths: choices.recorded.maxNestedPaths,
            rules: rules,
            crossesArchive: request.target.folder != nil || choices.archive.source != nil
        )
    }

    /// Makes the plan; it must not be applied if one of its checks is an error.
    ///
    /// Throws `PlanRefusal` before images are observed if the configuration cannot be resolved.
    package func plan() async throws -> Plan {
        guard let sequence = try await sequence() else { return try await plan(continuing: nil) }
        return try await PlanRun(of: request.continuing(sequence), choices: choices, surroundings: surroundings)
            .plan(continuing: sequence)
    }

    /// Opens the sequence of oc-mirror v1 that the configuration or the archive continues.
    private func sequence() async throws -> OpenedSequence? {
        if let chosen = choices.archive.sequence { return chosen.opened }
        return try await SequenceOpening(
            configuration: request.configuration,
            record: ConfigurationRecord(path: request.name, digest: request.configuration.digest),
            target: request.target,
            prunes: choices.pruning != nil,
            clients: surroundings.clients
        ).open()
    }

    private func plan(continuing sequence: OpenedSequence?) async throws -> Plan {
        let opening = SourceOpening(choices: choices, surroundings: surroundings)
        let earlier = EarlierChoices(sequence?.previous)
        let sections = ConfigurationSections.all(
            choices.releases,
            mirrors: surroundings.clients.releaseMirrors,
            charts: surroundings.clients.charts,
            earlierHeads: earlier.heads,
            earlierReleases: earlier.releases
        )
        let sources = try await opening.sources(for: request.configuration, sections, mapping)
        let writing = writing(sequence, sources)
        let asked = try await desired(sections, sources)
        let prepared = try writing?.prepared(asked)
        let wanted = prepared?.desired ?? asked
        let verifier = try choices.trust.verifier(of: sources, surroundings.environment)
        try await requireRegistry(for: wanted)
        let found = try await observer(sources, writing).observe(wanted.images)
        let (desired, trusted) = try await trusted(wanted, found, by: verifier)
        let volumes =
            if let writing, let prepared { writing.request(try await writing.documents(prepared, found)) } else {
                try await volumes(for: desired, sections)
            }
        let (observed, findings) = try await whole(writing?.observed(found) ?? found, desired, sources)
        func planned(_ observed: ObservedState) -> (plan: Plan, copies: [CopiedImage]) {
            let (plan, copies) = Planner(
                desired: desired,
                observed: observed,
                ledger: request.ledger,
                options: choices.recorded,
                archive: volumes,
                source: choices.archive.source.flatMap { sources.record(named: $0) },
                since: request.last
            ).planned()
            return (trusted.map { plan.with(trust: $0.record(of: plan)) } ?? plan, copies)
        }
        var (plan, copies) = planned(observed)
        if let findings { plan = plan.with(checks: (plan.checks + findings(plan)).sortedForReview()) }
        try await verify(plan, sources)
        plan = try await described(plan, sources)
        let pruning = pruning(plan, sequence)
        plan = try await pruned(plan, copying: copies, desired, with: pruning)
        plan = plan.with(checks: (plan.checks + request.findings).sortedForReview())
        guard let sequence else { return plan }
        if let chosen = choices.archive.sequence { return plan.taking(chosen.step(at: request.target)) }
        let planning = SequencePlanning(
            sequence: sequence,
            configuration: request.configuration,
            chosen: desired.chosen,
            prunes: prunesRegistry || choices.archive.dropsUnwanted,
            gone: try await pruning?.gone(in: plan) ?? []
        )
        plan = plan.taking(planning.step(of: plan))
        guard let writing else { return plan }
        if writing.isNothingNew(in: plan) {
            plan = planned(writing.withCatalogsInSync(observed)).plan
            plan = plan.with(checks: (plan.checks + request.findings).sortedForReview())
        }
        return try await writing.filling(plan, copies)
    }
}
