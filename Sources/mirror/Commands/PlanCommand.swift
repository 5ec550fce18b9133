// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
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

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The ImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String

    @Option(
        help:
            "The target: docker://host[:port][/namespace], or file://folder for an archive. Else MIRROR_TO, else the ledger's only target."
    )
    var to: String?

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

    @Option(
        help:
            "Maximum number of path components of a repository at the target, 0: no limit; deeper ones are joined with dashes."
    )
    var maxNestedPaths = 0

    @OptionGroup var pruning: PruneOptions
    @OptionGroup var file: PlanFileOptions
    @OptionGroup var archives: ArchiveOptions
    @OptionGroup var releases: ReleaseOptions
    @OptionGroup var operators: OperatorOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 for no limit, or more.") }
        if let to {
            let target = try TargetChoice.validate(to)
            do {
                try archives.check(for: target, named: "--to")
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await make() } }
    }

    private func make() async throws {
        let environment = ProcessInfo.processInfo.environment
        UserFolder.noteFallback(environment)
        let configuration = try ImageSetConfiguration.load(path: configurationPath)
        try PlanOutput(path: file.out).check(configuration: configuration.path)
        let trail = try AuditTrail(around: configuration.path, commits: !file.noAudit, environment: environment)
        try trail.requireCommittable()
        try trail.finishRecord { Console.standard.note($0) }
        let choice = TargetChoice(
            option: to,
            environment: environment,
            trail: trail,
            readsArchive: archives.from != nil
        )
        let target = try choice.target()
        try archives.check(for: target, named: choice.name)
        try pruning.check(for: target)
        try archives.reportMissing.map(ReportOutput.init)?.check(besides: [
            ("--config", configuration.path), ("--out", file.out),
        ])
        let ledger = try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
        let doubts = try LedgerDoubts(of: ledger, in: trail).checks(deleting: pruning.prune)
        try PlanPublication.refuse(doubts, output)
        let name = try trail.configurationName(of: configuration.path)
        let formerly = try FormerNames(pruning.formerly, ledger: ledger, trail: trail)
        var plan = try await plan(
            Work(
                configuration: configuration,
                name: name,
                target: target,
                ledger: ledger.renaming(formerly.names, to: name),
                neighbours: pruning.prune ? try trail.neighbours(of: target.description) : [],
                environment: environment,
                checks: pruning.prune ? formerly.unknown(besides: name) : []
            )
        )
        if !doubts.isEmpty { plan.checks = (plan.checks + doubts).sortedForReview() }
        let publication = PlanPublication(
            configuration: (configuration.path, configuration.bytes),
            ledger: ledger,
            trail: trail,
            options: file,
            output: output,
            environment: environment
        )
        try publication.publish(plan)
    }

    func planOptions(resending report: Digest?) -> PlanOptions {
        PlanOptions(
            allowMissing: allowMissing,
            allowOversize: archives.allowOversize ? true : nil,
            completePaths: releases.completePaths,
            exactChannels: releases.graphs.exactChannels,
            ignoreReleaseSignature: releases.ignoreReleaseSignature,
            includeDependencies: operators.includeDependencies,
            formerly: pruning.formerly.isEmpty ? nil : Set(pruning.formerly).sorted(),
            maxDeletes: pruning.prune ? "\(pruning.limit)" : nil,
            maxNestedPaths: maxNestedPaths,
            prune: pruning.prune ? true : nil,
            removeSignatures: removeSignatures,
            resend: report,
            since: archives.since
        )
    }
}
