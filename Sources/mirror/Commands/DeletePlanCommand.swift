// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Foundation
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Registry
import Releases
import Resolution
import Scheduling

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

    @Option(name: [.customShort("c"), .customLong("config")], help: "The DeleteImageSetConfiguration.")
    var configurationPath: String

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only registry.")
    var to: String?

    @Option(help: "An ImageSetConfiguration whose images stay, whatever else is asked for; may be given several times.")
    var keep: [String] = []

    @Option(help: "The most path components of a repository at the target, as it was mirrored.")
    var maxNestedPaths = 0

    @Flag(help: "Leave out the releases on the way between several channels, as when they were mirrored.")
    var exactChannels = false

    @Option(
        name: .customLong("graphs-of"),
        help: "Read the update graphs that this plan was made from out of the cache; no update service is asked."
    )
    var graphsOf: String?

    @OptionGroup var file: PlanFileOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
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
        try PlanOutput(path: file.out).check(configuration: configurationPath)
        let configuration = try ImageSetConfiguration.load(path: configurationPath, kind: .deletion)
        let trail = try AuditTrail(around: configurationPath, commits: !file.noAudit)
        try trail.requireCommittable()
        let choice = TargetChoice(option: to, environment: environment, trail: trail, readsArchive: true)
        let target = try choice.target()
        guard target.folder == nil else {
            throw CommandError("\(choice.name) is the archive \(target)\nName a registry: --to docker://host")
        }
        let ledger = try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
        let plan = try await plan(configuration, trail, try await held(target, ledger, environment), ledger)
        let publication = PlanPublication(
            configuration: configuration,
            ledger: ledger,
            trail: trail,
            options: file,
            output: output,
            environment: environment
        )
        try publication.publish(plan)
    }

    private func held(
        _ target: MirrorTarget,
        _ ledger: TargetLedger,
        _ environment: [String: String]
    ) async throws -> HeldImages {
        HeldImages(
            mapping: DestinationMapping(target: target, maxNestedPaths: maxNestedPaths),
            ledger: ledger,
            clients: try registries.clients(environment: environment),
            cache: try await cache.cache(environment: environment),
            endpoints: try UpdateEndpoints(environment: environment),
            pinnedGraphs: try graphsOf.map { try PlanReader(path: $0).read().plan.graphs },
            exactChannels: exactChannels
        )
    }

    private func plan(
        _ configuration: ImageSetConfiguration,
        _ trail: AuditTrail,
        _ held: HeldImages,
        _ ledger: TargetLedger
    ) async throws -> Plan {
        var desired = try await held.images(of: configuration, name: trail.name(of: configurationPath), for: .deleting)
        try PlanPublication.refuse(desired.checks, output)
        // What a registry could not delete before may go along now.
        desired.images += ledger.leftovers(in: Set(desired.images.map(\.destination.repository)))
        var checks: [Check] = []
        var needed = NeededImages()
        for path in keep {
            let name = trail.name(of: path)
            let kept = try await held.images(of: try ImageSetConfiguration.load(path: path), name: name, for: .keeping)
            try PlanPublication.refuse(kept.checks, output)
            checks += kept.checks.filter { $0.code == "graph-unknown" || $0.code == "catalog-not-there" }
            for image in kept.images { needed.need(image.destination, by: "\(name) wants it") }
        }
        needed.formUnion(try await held.needs(besides: desired.images, keeping: needed))
        needed.need(desired.images, wantedByItselfIn: ledger)
        return try await plan(desired, needed, checks, trail, held)
    }

    private func plan(
        _ desired: DesiredState,
        _ needed: NeededImages,
        _ checks: [Check],
        _ trail: AuditTrail,
        _ held: HeldImages
    ) async throws -> Plan {
        var desired = desired
        desired.checks += checks
        let requested = Dictionary(grouping: desired.images, by: \.destination.repository)
            .mapValues { Set($0.map(\.destination.tag)) }
        let survey = try await RepositorySurvey(client: held.clients.target).target(requested, held.ledger) { count in
            Console.standard.show(progress: "looking through repositories: \(count) of \(requested.count)")
        }
        return DeletionPlanner(
            desired: desired,
            needed: needed,
            keepers: keep.map(trail.name),
            survey: survey,
            ledger: held.ledger,
            options: PlanOptions(maxNestedPaths: maxNestedPaths)
        ).plan()
    }
}
