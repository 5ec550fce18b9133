// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Diagnostics
import Foundation
import Ledger
import MirrorConfiguration
import Planning
import Plans
import Resolution
import Runs

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
        let request = PlanRequest(
            configuration: configuration,
            name: name,
            target: target,
            ledger: ledger.renaming(formerly.names, to: name),
            neighbours: pruning.prune ? try trail.neighbours(of: target.description) : [],
            checks: doubts + (pruning.prune ? formerly.unknown(besides: name) : [])
        )
        let publication = PlanPublication(
            configuration: (configuration.path, configuration.bytes),
            ledger: ledger,
            trail: trail,
            options: file,
            output: output,
            environment: environment
        )
        try publication.publish(try await plan(request, environment))
    }

    /// Makes the plan, or tells why there is none.
    private func plan(_ request: PlanRequest, _ environment: [String: String]) async throws -> Plan {
        let run = PlanRun(
            of: request,
            choices: try choices(),
            surroundings: PlanSurroundings(
                environment: environment,
                clients: try registries.clients(environment: environment),
                cache: { [cache] in try cache.place(environment) },
                report: reporter,
                events: { Console.standard.tell($0) }
            )
        )
        do {
            return try await run.plan()
        } catch let refusal as PlanRefusal {
            guard let findings = refusal.findings else {
                throw PlanPublication.refusal(refusal.checks, output)
            }
            PlanPublication.tell(refusal.checks, output)
            throw findings
        }
    }

    /// Writes down what the archive lacks, where that is asked for.
    private var reporter: (@Sendable (MissingReport) throws -> Void)? {
        guard let path = archives.reportMissing else { return nil }
        return { try ReportOutput(path: path).writeAndTell($0) }
    }
}
