// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Deletions
import Diagnostics
import Foundation
import ImageAccess
import Ledger
import MirrorConfiguration
import Plans
import Releases
import Resolution
import Runs
import Sections

/// `mirror delete plan`: proves what may go, and writes a plan of deletions.
struct DeletePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Work out what may be deleted and write a plan; nothing is deleted.",
        discussion: """
            A manifest goes only where no other tag names it, no index that stays has it, and nothing that stays refers to \
            it. Its children, signatures and referrers go along where nothing else uses them.
            """
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The DeleteImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String?

    @Option(help: "The delete-images.yaml that oc-mirror v2 wrote, instead of a configuration.")
    var fromList: String?

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only registry.")
    var to: String?

    @Option(help: "An ImageSetConfiguration whose images stay, whatever else is asked for; may be repeated.")
    var keep: [String] = []

    @Flag(
        name: .customLong("v1-tags"),
        help: "Find the images also under the tags that oc-mirror v1 gave to what is named by digest."
    )
    var findsVersionOneTags = false

    @Flag(name: .customLong("cache"), help: "Remove what the cache has of the deleted images too, when they are gone.")
    var trimsCache = false

    @Option(help: "Maximum number of path components of a repository at the target, 0: no limit; as it was mirrored.")
    var maxNestedPaths = 0

    @OptionGroup var graphs: GraphOptions
    @OptionGroup var file: PlanFileOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (configurationPath == nil) != (fromList == nil) else {
            throw ValidationError(
                "Nothing to delete was named. Name a configuration with -c, or a list with --from-list."
            )
        }
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 for no limit, or more.") }
        if let to, try TargetChoice.validate(to).folder != nil {
            throw ValidationError(
                "--to \(to): an archive is never deleted from; remove its folder when it has arrived."
            )
        }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await make() } }
    }

    private func make() async throws {
        let environment = ProcessInfo.processInfo.environment
        UserFolder.noteFallback(environment)
        let request = try self.request()
        try PlanOutput(path: file.out).check(configuration: request.path)
        let trail = try AuditTrail(around: request.path, commits: !file.noAudit, environment: environment)
        try trail.requireCommittable()
        try trail.finishRecord { Console.standard.note($0) }
        let choice = TargetChoice(option: to, environment: environment, trail: trail, readsArchive: true)
        let target = try choice.target()
        guard target.folder == nil else {
            throw CommandError("\(choice.name) is the archive \(target)\nName a registry: --to docker://host")
        }
        let ledger = try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
        try PlanPublication.refuse(LedgerDoubts(of: ledger, in: trail).checks(deleting: true), output)
        let plan = try await plan(
            request,
            named: try trail.configurationName(of: request.path),
            at: KnownTarget(
                mapping: DestinationMapping(target: target, maxNestedPaths: maxNestedPaths),
                ledger: ledger,
                neighbours: try trail.neighbours(of: ledger.target)
            ),
            keeping: try keep.map {
                NamedConfiguration(name: trail.name(of: $0), configuration: try ImageSetConfiguration.load(path: $0))
            },
            environment
        )
        let publication = PlanPublication(
            configuration: (request.path, request.bytes),
            ledger: ledger,
            trail: trail,
            options: file,
            output: output,
            environment: environment
        )
        try publication.publish(plan)
    }

    /// Makes the plan, or tells why there is none.
    private func plan(
        _ request: DeletionRequest,
        named name: String,
        at target: KnownTarget,
        keeping keep: [NamedConfiguration],
        _ environment: [String: String]
    ) async throws -> Plan {
        let cache = try await cache.cache(environment: environment)
        let clients = try registries.clients(environment: environment)
        let progress: @Sendable (DeletionProgress) -> Void = { Console.standard.show(progress: $0.text) }
        let held = try await HeldTarget(
            HoldingContext(
                target: target,
                registry: clients.target,
                sources: SourceAccess(clients: clients),
                exactChannels: graphs.exactChannels,
                services: RunServices(environment: environment, openCache: { cache }) { progress(.section($0)) }
            ),
            sections: ConfigurationSections.all(ReleaseChoices(pinnedGraphs: graphs.reading))
        )
        let run = DeletePlanRun(
            held: held,
            target: target,
            keep: keep,
            options: DeletionOptions(
                findsVersionOneTags: findsVersionOneTags,
                exactChannels: graphs.exactChannels
            ),
            cacheToTrim: trimsCache ? CachedRemains(cache: cache) : nil,
            progress: progress
        )
        do {
            return try await run.plan(request, named: name)
        } catch let refusal as DeletionRefusal {
            throw PlanPublication.refusal(refusal.checks, output)
        }
    }

    private func request() throws -> DeletionRequest {
        if let fromList { return .list(try DeleteImageList.load(path: fromList)) }
        return .configuration(try ImageSetConfiguration.load(path: configurationPath ?? "", kind: .deletion))
    }
}
