// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Deletions
import Diagnostics
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Registry
import Resolution
import Runs

/// The way from a configuration to a plan: resolve, observe, compare.
extension PlanCommand {
    /// What a run works with.
    struct Work {
        let configuration: ImageSetConfiguration
        /// The configuration's name in plans.
        let name: String
        let target: MirrorTarget
        let ledger: TargetLedger
        /// The ledgers of other targets that may share repositories with this one.
        let neighbours: [TargetLedger]
        let environment: [String: String]
        /// What was found before.
        var checks: [Check] = []
    }

    /// Makes the plan; nothing is written but to the cache.
    func plan(_ work: Work) async throws -> Plan {
        let mapping = DestinationMapping(target: work.target, maxNestedPaths: maxNestedPaths)
        let clients = try registries.clients(environment: work.environment)
        let sources = try await sources(work, mapping, clients)
        let desired = try await desired(work, mapping, sources)
        if work.target.folder == nil, let place = desired.images.first?.destination.repository {
            try await clients.target.requireRegistry(at: place)
        }
        let report = try archives.report()
        let observer = Observer(
            source: ImageSources(library: sources.library),
            target: work.target.folder == nil
                ? RegistryTarget(client: clients.target)
                : ArchiveTarget(ledger: work.ledger, since: archives.since, missing: report?.0),
            ledger: work.ledger,
            copiesAttachments: !removeSignatures,
            // What the ledger knows of signatures says nothing about which of them arrived.
            refreshes: refresh || archives.resend != nil || archives.since != nil,
            progress: { Console.standard.show(progress: "looking at images: \($0) of \($1)") }
        )
        let observed = try await observer.observe(desired.images)
        let request = try await archiveRequest(work, desired)
        let planner = { (observed: ObservedState) in
            Planner(
                desired: desired,
                observed: observed,
                ledger: work.ledger,
                options: planOptions(resending: report?.1),
                archive: request,
                source: archives.folder.flatMap { sources.record(named: $0) }
            )
        }
        let (plan, whole) = try await complete(desired, observed, sources) { planner($0).plan() }
        guard pruning.prune else { return plan }
        return try await prune(plan, copying: planner(whole).planned().copies, desired, work, clients.target)
    }

    /// Adds the deletion of what nobody wants any more to a plan.
    private func prune(
        _ plan: Plan,
        copying copies: [CopiedImage],
        _ desired: DesiredState,
        _ work: Work,
        _ target: RegistryClient
    ) async throws -> Plan {
        let pruning = Pruning(
            of: plan,
            copying: copies,
            desired: desired,
            ledger: work.ledger,
            neighbours: work.neighbours,
            limit: pruning.limit
        )
        var pruned = try await pruning.plan(surveying: RepositorySurvey(client: target)) { done, all in
            Console.standard.show(progress: "looking for what nobody wants: \(done) of \(all) repositories")
        }
        pruned.checks = (pruned.checks + work.checks).sortedForReview()
        return pruned
    }

    /// Resolves the configuration; what cannot be planned is told before anybody is asked about images.
    private func desired(
        _ work: Work,
        _ mapping: DestinationMapping,
        _ sources: PlanSources
    ) async throws -> DesiredState {
        do {
            var findings = Findings()
            let contributions = try await contributions(work, mapping, sources, &findings)
            let desired = try await findings.collect {
                try Resolver(mapping: mapping, path: work.name).resolve(work.configuration, with: contributions)
            }
            guard let desired, findings.diagnostics.isEmpty else {
                PlanPublication.tell(contributions.flatMap(\.checks).filter { $0.level == .error }, output)
                throw DiagnosticsError(findings.diagnostics, omitted: findings.omitted)
            }
            try PlanPublication.refuse(desired.checks, output)
            return desired
        } catch {
            if !(error is CancellationError), let path = archives.reportMissing, let archive = sources.archive {
                let completeness = ArchiveCompleteness(
                    archive: archive,
                    library: sources.library,
                    target: "\(work.target)"
                )
                try await write(completeness.missingOfAll(), to: path)
            }
            throw error
        }
    }

    private func sources(
        _ work: Work,
        _ mapping: DestinationMapping,
        _ clients: RegistryClients
    ) async throws -> PlanSources {
        guard let folder = archives.folder else { return PlanSources(clients: clients) }
        return try PlanSources(
            archive: try await archive(in: folder),
            target: mapping,
            clients: clients,
            names: try work.configuration.archivedNames
        )
    }

    /// Opens an archive; where a report of what is missing is asked for, without what is damaged in it.
    private func archive(in folder: String) async throws -> ArchiveContent {
        guard archives.reportMissing != nil else { return try await ArchiveContent.open(folder) }
        let archive = try await ArchiveContent.open(folder, allowingLoss: true)
        let total = archive.digests.reduce(0) { $0 + (archive.size(of: $1) ?? 0) }
        let (content, damages) = try await archive.leavingOutDamaged(progress: readingProgress(of: total))
        for damage in damages.prefix(5) { Console.standard.note("\(damage.path): \(damage.message)\n") }
        if damages.count > 5 { Console.standard.note("\(damages.count - 5) more blobs are damaged.\n") }
        return content
    }

    /// Shows how much of an archive was read.
    private func readingProgress(of total: Int64) -> @Sendable (Int64) -> Void {
        let read = ByteCounter()
        return { bytes in
            let (done, all) = ByteCount.pair(read.add(bytes), total)
            Console.standard.show(progress: "reading the archive: \(done) of \(all)")
        }
    }

    private func contributions(
        _ work: Work,
        _ mapping: DestinationMapping,
        _ sources: PlanSources,
        _ findings: inout Findings
    ) async throws -> [Contribution] {
        var contributions: [Contribution] = []
        if let section = work.configuration.mirror.platform {
            let planning = ReleasePlanning(
                options: releases,
                environment: work.environment,
                downloader: sources.downloader,
                library: sources.library,
                cache: try await cache.cache(environment: work.environment),
                refreshes: refresh,
                archive: sources.archive,
                mirrors: sources.releaseMirrors
            )
            contributions +=
                try await findings.collect {
                    [try await planning.contribution(of: section, mapping: mapping, configuration: work.name)]
                } ?? []
        }
        if !work.configuration.mirror.operators.isEmpty {
            let planning = OperatorPlanning(
                options: operators,
                library: sources.library,
                cache: try await cache.cache(environment: work.environment),
                allowsMissing: allowMissing,
                configuration: work.configuration
            )
            contributions +=
                try await findings.collect {
                    [try await planning.contribution(mapping: mapping, path: work.name)]
                } ?? []
        }
        return contributions
    }

    private func archiveRequest(_ work: Work, _ desired: DesiredState) async throws -> ArchiveRequest? {
        guard let folder = work.target.folder else { return nil }
        let planning = ArchivePlanning(
            configuration: work.configuration,
            ledger: work.ledger,
            cache: try await cache.cache(environment: work.environment),
            folder: folder,
            limit: try archives.limit()
        )
        for line in planning.remarks.flatMap({ $0.split(separator: "\n") }) {
            Console.standard.note("\(printable(String(line)))\n")
        }
        return try planning.request(for: desired)
    }

    private func write(_ report: MissingReport, to path: String) throws {
        try ReportOutput(path: path).write(report)
        Console.standard.note(
            report.isEmpty
                ? "Nothing is missing; \(path) says so.\n"
                : "What is missing is in \(path). On the connected side: "
                    + "mirror plan -c FILE --to file://FOLDER --resend \(shellArgument(path))\n"
        )
    }

    /// Makes sure that the archive has everything that is copied from it, or leaves out what it has not whole.
    private func complete(
        _ desired: DesiredState,
        _ observed: ObservedState,
        _ sources: PlanSources,
        _ planning: (ObservedState) -> Plan
    ) async throws -> (plan: Plan, observed: ObservedState) {
        var plan = planning(observed)
        var observed = observed
        guard let archive = sources.archive else { return (plan, observed) }
        let completeness = ArchiveCompleteness(
            archive: archive,
            library: sources.library,
            target: plan.target.name
        )
        let report = try await completeness.missing(plan, desired, observed)
        if let path = archives.reportMissing { try write(report, to: path) }
        if allowMissing, let whole = completeness.leavingOutIncomplete(plan, observed) {
            observed = whole
            plan = planning(whole)
        }
        plan.checks += completeness.checks(report, plan, isReported: archives.reportMissing != nil)
        plan.checks = plan.checks.sortedForReview()
        // Whoever reports what is missing has read everything.
        guard archives.reportMissing == nil, !plan.checks.contains(where: { $0.level == .error }) else {
            return (plan, observed)
        }
        try await completeness.verify(plan, progress: readingProgress(of: plan.summary.bytesToTransfer))
        return (plan, observed)
    }
}
