// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ImageAccess
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution

/// `mirror plan`: compares and writes a plan, changing nothing at the target.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Compare a configuration with the target and write a plan; no registry is changed."
    )

    @Option(name: [.customShort("c"), .customLong("config")], help: "The ImageSetConfiguration.")
    var configurationPath: String

    @Option(
        help:
            "The target: docker://host[:port][/namespace], or file://folder for an archive. Else MIRROR_TO, else the ledger's only target."
    )
    var to: String?

    @Option(
        name: [.long, .customShort("o"), .customLong("out", withSingleDash: true)],
        help: "Where the plan is written."
    )
    var out = "plan.json"

    @Flag(
        name: [.customLong("detailed-exitcode"), .customLong("detailed-exitcode", withSingleDash: true)],
        help: "Exit with 2 where the plan has changes."
    )
    var detailedExitCode = false

    @Flag(help: "Leave out images that their source does not have, and plan the rest.")
    var allowMissing = false

    @Flag(
        help: """
            Ask for signatures and referrers of images in sync too, instead of believing the ledger, and for those of \
            releases instead of using the cache.
            """
    )
    var refresh = false

    @Flag(help: "Leave signatures, attestations and other referrers behind.")
    var removeSignatures = false

    @Option(help: "The most path components of a repository at the target; deeper ones are joined with dashes.")
    var maxNestedPaths = 0

    @Flag(help: "Write the files of the audit trail, but commit nothing.")
    var noAudit = false

    @OptionGroup var archives: ArchiveOptions
    @OptionGroup var releases: ReleaseOptions
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 for no limit, or more.") }
        if let to { try TargetChoice.validate(to) }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await make() } }
    }

    private func make() async throws {
        let environment = ProcessInfo.processInfo.environment
        try PlanOutput(path: out).check(configuration: configurationPath)
        let configuration = try ImageSetConfiguration.load(path: configurationPath)
        let trail = try AuditTrail(around: configurationPath, commits: !noAudit)
        try trail.requireCommittable()
        let target = try TargetChoice(option: to, environment: environment, trail: trail).target()
        let ledger = try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
        let plan = try await plan(configuration, for: target, trail, ledger, environment)
        try refuse(plan.checks)
        let file = try PlanFile(plan)
        try PlanOutput(path: out).write(file.bytes)
        let manifests = try trail.manifestChanges(of: plan, ledger)
        let name = URL(filePath: configurationPath).lastPathComponent
        try trail.record(file, configuration: (name, configuration.bytes), ledger)
        // Beside its own trail a plan is found without help.
        if try AuditTrail(around: out, commits: false).root != trail.root {
            try StateFolder(environment: environment).remember(trail: trail.root, of: file.id)
        }
        show(file, manifests)
        if detailedExitCode, plan.hasChanges || !manifests.isEmpty { throw ExitStatus.changes }
    }

    private func plan(
        _ configuration: ImageSetConfiguration,
        for target: MirrorTarget,
        _ trail: AuditTrail,
        _ ledger: TargetLedger,
        _ environment: [String: String]
    ) async throws -> Plan {
        let mapping = DestinationMapping(target: target, maxNestedPaths: maxNestedPaths)
        let clients = try registries.clients(environment: environment)
        let library = ImageLibrary(client: clients.source)
        let name = trail.name(of: configurationPath)
        var contributions: [Contribution] = []
        if let section = configuration.mirror.platform {
            let planning = ReleasePlanning(
                options: releases,
                environment: environment,
                downloader: clients.downloader,
                library: library,
                cache: try cache.cache(environment: environment),
                refreshes: refresh,
                mirrors: clients.releaseMirrors
            )
            contributions.append(try await planning.contribution(of: section, mapping: mapping, configuration: name))
        }
        if !configuration.mirror.operators.isEmpty {
            let planning = OperatorPlanning(
                options: operators,
                library: library,
                cache: try cache.cache(environment: environment),
                allowsMissing: allowMissing,
                configuration: configuration
            )
            contributions.append(try await planning.contribution(mapping: mapping, path: name))
        }
        let desired = try Resolver(mapping: mapping, path: name).resolve(configuration, with: contributions)
        // What cannot be planned is told before anybody is asked about the rest.
        try refuse(desired.checks)
        let report = try archives.report()
        let observer = Observer(
            source: ImageSources(library: library),
            target: target.folder == nil
                ? RegistryTarget(client: clients.target)
                : ArchiveTarget(ledger: ledger, since: archives.since, missing: report?.0),
            ledger: ledger,
            copiesAttachments: !removeSignatures,
            refreshes: refresh,
            progress: { Console.standard.show(progress: "looking at images: \($0) of \($1)") }
        )
        return Planner(
            desired: desired,
            observed: try await observer.observe(desired.images),
            ledger: ledger,
            options: PlanOptions(
                allowMissing: allowMissing,
                allowOversize: archives.allowOversize ? true : nil,
                completePaths: releases.completePaths,
                exactChannels: releases.exactChannels,
                ignoreReleaseSignature: releases.ignoreReleaseSignature,
                includeDependencies: operators.includeDependencies,
                maxNestedPaths: maxNestedPaths,
                removeSignatures: removeSignatures,
                resend: report?.1,
                since: archives.since
            ),
            archive: try target.folder.map { folder in
                try ArchivePlanning(
                    configuration: configuration,
                    ledger: ledger,
                    cache: try cache.cache(environment: environment),
                    folder: folder
                ).request(for: desired)
            }
        ).plan()
    }

    /// An incomplete plan is worth nothing: it is neither written nor recorded.
    private func refuse(_ checks: [Check]) throws {
        guard checks.contains(where: { $0.level == .error }) else { return }
        let style = output.style(isTerminal: Console.standard.errorIsTerminal)
        let lines = CheckView(checks: checks.sortedForReview(), style: style).lines
        Console.standard.note(lines.joined(separator: "\n") + "\nNo plan was written.\n")
        throw ExitStatus.failure
    }

    private func show(_ file: PlanFile, _ manifests: [ManifestChange]) {
        let console = Console.standard
        if output.json {
            console.write(String(decoding: file.bytes, as: UTF8.self))
        } else {
            let style = output.style(isTerminal: console.outputIsTerminal)
            console.write(PlanView(plan: file.plan, style: style, manifests: manifests).text)
        }
        guard file.plan.hasChanges else { return }
        console.note("The plan is in \(out). Review it, then run: mirror apply \(out)\n")
    }
}
