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

    @OptionGroup var file: PlanFileOptions
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
        let mapping = DestinationMapping(target: target, maxNestedPaths: maxNestedPaths)
        let desired = try Resolver(mapping: mapping, path: trail.name(of: configurationPath)).resolve(configuration)
        try PlanPublication.refuse(desired.checks, output)
        let keepers = try keep.map { path in
            let kept = try ImageSetConfiguration.load(path: path)
            try refuseUnknown(kept)
            let name = trail.name(of: path)
            return DeletionPlanner.Keeper(
                path: name,
                images: try Resolver(mapping: mapping, path: name).resolve(kept).images
            )
        }
        let plan = try await plan(desired, keepers, ledger, try registries.clients(environment: environment).target)
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

    /// What a part of a configuration wants that is not known cannot be kept.
    private func refuseUnknown(_ kept: ImageSetConfiguration) throws {
        let sections: [MirrorConfiguration.Mirror.Section] = [.platform, .operators, .helm].filter {
            kept.mirror.sections[$0] != nil
        }
        guard let section = sections.first, let location = kept.mirror.sections[section] else { return }
        throw DiagnosticsError([
            Diagnostic(
                .error,
                code: "unsupported-section",
                summary: "`mirror.\(section.rawValue)` is not supported yet in a configuration to keep",
                remedy:
                    "What the ledger has of releases and operators is kept anyway; keep the other sections in a file "
                    + "of their own.",
                location: location
            )
        ])
    }

    private func plan(
        _ desired: DesiredState,
        _ keepers: [DeletionPlanner.Keeper],
        _ ledger: TargetLedger,
        _ client: RegistryClient
    ) async throws -> Plan {
        let survey = RepositorySurvey(client: client)
        let requested = Dictionary(grouping: desired.images, by: \.destination.repository)
            .mapValues { Set($0.map(\.destination.tag)) }
        let seen = ByteCounter()
        let pairs = try await concurrentMap(requested.sorted { $0.key.description < $1.key.description }, limit: 4) {
            let content = try await survey.content(of: $0.key, requested: $0.value)
            Console.standard.show(progress: "looking through repositories: \(seen.add(1)) of \(requested.count)")
            return ($0.key, content)
        }
        Console.standard.show(progress: "looking at what else the registry has of mirror's")
        return DeletionPlanner(
            desired: desired,
            keepers: keepers,
            contents: Dictionary(uniqueKeysWithValues: pairs),
            elsewhere: try await survey.contents(of: ledger, besides: Set(requested.keys)),
            ledger: ledger,
            options: PlanOptions(maxNestedPaths: maxNestedPaths)
        ).plan()
    }
}
