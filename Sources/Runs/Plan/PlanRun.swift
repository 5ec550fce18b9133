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
    private let request: PlanRequest
    private let choices: PlanChoices
    private let surroundings: PlanSurroundings
    private let mapping: DestinationMapping

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

    /// What plans the parts of an archive of oc-mirror v1, if one is written.
    private func writing(_ sequence: OpenedSequence?, _ sources: SourceAccess) -> SequencedWriting? {
        guard let sequence, request.target.folder != nil else { return nil }
        return SequencedWriting(
            configuration: request.configuration,
            previous: sequence.previous,
            drops: choices.archive.dropsUnwanted,
            library: sources.library,
            services: surroundings.services,
            limit: choices.archive.volumeLimit
        )
    }

    /// Asks the policy about all images, if there is one; a refused image makes a plan that is never applied.
    private func trusted(
        _ wanted: DesiredState,
        _ found: ObservedState,
        by verifier: TrustVerifier?
    ) async throws -> (DesiredState, TrustedPlan?) {
        guard let verifier else { return (wanted, nil) }
        let trusted = try await TrustedPlan(wanted.images, found, by: verifier)
        var desired = wanted
        desired.findings += trusted.findings
        return (desired, trusted)
    }

    private var named: NamedConfiguration {
        NamedConfiguration(name: request.name, configuration: request.configuration)
    }

    /// Resolves the configuration.
    private func desired(_ sections: [any ConfigurationSection], _ sources: SourceAccess) async throws -> DesiredState {
        do {
            let context = ResolutionContext(
                sources: sources,
                mapping: mapping,
                options: choices.recorded,
                refreshes: choices.refreshes,
                services: surroundings.services
            )
            let findings = try await requests(sections, in: context)
            let contributions: [Contribution]
            do {
                contributions = try findings.whole()
            } catch {
                throw PlanRefusal(error, findings.contributions.flatMap(\.findings))
            }
            let desired = Resolver(mapping: mapping, path: request.name)
                .resolve(request.configuration, with: contributions)
            if let refusal = PlanRefusal(desired.findings) { throw refusal }
            return desired
        } catch {
            if !(error is CancellationError), let report = surroundings.report, let archive = sources.archive {
                let lost = try await sources.library.lostImages()
                try report(ArchiveHoldings(of: archive).missingOfAll(lost, at: "\(request.target)"))
            }
            throw error
        }
    }

    /// What the sections of the configuration ask for, or what an archive of oc-mirror v1 brings in their place.
    private func requests(
        _ sections: [any ConfigurationSection],
        in context: ResolutionContext
    ) async throws -> SectionFindings {
        guard let chosen = choices.archive.sequence else {
            return try await sections.findings(on: named, in: context)
        }
        var findings = SectionFindings()
        try await findings.collect {
            try await SequencedContents(chosen: chosen, releases: choices.releases).contribution(in: context)
        }
        return findings
    }

    /// Checks that the target is a registry, even if nothing is wanted there.
    private func requireRegistry(for desired: DesiredState) async throws {
        let target = request.target
        guard target.folder == nil else { return }
        let place =
            try desired.images.first?.destination.repository
            ?? Repository(host: target.host, name: target.namespace ?? RepositoryName("mirror"))
        try await surroundings.clients.target.requireRegistry(at: place)
    }

    private func observer(_ sources: SourceAccess, _ writing: SequencedWriting?) -> Observer {
        Observer(
            source: ObservedLibrary(library: sources.library),
            target: target(writing),
            ledger: request.ledger,
            // The archives of oc-mirror v1 have no place for attachments.
            attachments: writing == nil ? choices.attachments : .notCopied,
            progress: { [surroundings] in surroundings.events(.observed(count: $0, of: $1)) }
        )
    }

    /// What is known of the target: a registry answers itself, and what archives carried is recorded.
    private func target(_ writing: SequencedWriting?) -> any TargetObserving {
        if request.target.folder == nil { return RegistryTarget(client: surroundings.clients.target) }
        if let writing { return SequencedTarget(after: writing.previous) }
        return ArchiveTarget(
            ledger: request.ledger,
            since: choices.recorded.since,
            missing: choices.archive.missing
        )
    }

    /// The request for a new archive, if one is written.
    private func volumes(
        for desired: DesiredState,
        _ sections: [any ConfigurationSection]
    ) async throws -> ArchiveRequest? {
        guard let path = request.target.folder else { return nil }
        let folder = TargetFolder(reading: path)
        for remark in ArchiveRemarks(on: folder, request.ledger).all { surroundings.events(.remark(remark)) }
        let filling = ArchiveFilling(
            configuration: request.configuration,
            firstVolume: try folder.firstVolume(after: request.ledger.archive),
            limit: choices.archive.volumeLimit
        )
        return try await filling.request(for: desired, sections, in: surroundings.services)
    }

    /// Checks that an archive is complete; leaves out incomplete images if that is allowed, and returns the findings about
    /// a plan of the rest.
    private func whole(
        _ observed: ObservedState,
        _ desired: DesiredState,
        _ sources: SourceAccess
    ) async throws -> (observed: ObservedState, findings: ((Plan) -> [Finding])?) {
        guard let archive = sources.archive else { return (observed, nil) }
        let completeness = ArchiveCompleteness(of: ArchiveHoldings(of: archive), for: "\(request.target)", observed)
        let missing = try await completeness.missing(desired) { try? await sources.library.digest(of: $0, keptAs: nil) }
        try surroundings.report?(missing)
        let isReported = surroundings.report != nil
        return (
            choices.recorded.allowMissing ? completeness.withoutIncomplete : observed,
            { completeness.findings(missing, in: $0, isReported: isReported) }
        )
    }

    /// Reads all content that a plan copies from an archive, and compares it with its digests.
    private func verify(_ plan: Plan, _ sources: SourceAccess) async throws {
        // A run with a report has read everything already.
        guard let archive = sources.archive, surroundings.report == nil,
            !plan.checks.contains(where: { $0.severity == .error })
        else { return }
        let copied = ArchiveHoldings(of: archive).copied(by: plan)
        try await archive.verify(copied, progress: surroundings.readingProgress(of: archive.size(of: copied)))
    }

    /// The plan with what its updates replace, as the images tell of themselves.
    private func described(_ plan: Plan, _ sources: SourceAccess) async throws -> Plan {
        guard request.target.folder == nil, !plan.checks.contains(where: { $0.severity == .error }) else {
            return plan
        }
        return try await ContentDescriber(library: sources.library, target: surroundings.clients.target)
            .describing(plan)
    }

    /// Whether images of the target may be deleted; an archive tells the far side what it no longer has.
    private var prunesRegistry: Bool { choices.pruning != nil && request.target.folder == nil }

    /// What metadata adds to pruning a plan; `nil` if there is none, or nothing is pruned.
    private func pruning(_ plan: Plan, _ sequence: OpenedSequence?) -> SequencePruning? {
        guard prunesRegistry, let previous = sequence?.previous else { return nil }
        return SequencePruning(
            recorded: previous.ledger(of: request.ledger.target, for: request.name),
            plan: plan,
            client: surroundings.clients.target
        )
    }

    /// Adds the deletion of images that no configuration requests any more.
    private func pruned(
        _ plan: Plan,
        copying copies: [CopiedImage],
        _ desired: DesiredState,
        with sequence: SequencePruning?
    ) async throws -> Plan {
        guard let limit = choices.pruning, prunesRegistry else { return plan }
        let pruning = Pruning(
            of: plan,
            copying: copies,
            desired: desired,
            ledger: try await sequence?.ledger(request.ledger) ?? request.ledger,
            neighbours: request.neighbours,
            limit: limit,
            since: request.last
        )
        let survey = RepositorySurvey(client: surroundings.clients.target)
        return try await pruning.plan(surveying: survey) { [surroundings] done, all in
            surroundings.events(.surveyed(count: done, of: all))
        }
    }
}
