// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import MirrorConfiguration
import Plans
import Runs

/// `mirror plan`: compares and writes a plan; changes nothing at the target.
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

    @Flag(help: "Leave out images that are missing at their source, and plan the rest.")
    var allowMissing = false

    @Flag(
        help: """
            Look for signatures and referrers of images in sync, too, instead of trusting the ledger, and for those of \
            releases instead of using the cache.
            """
    )
    var refresh = false

    @Flag(help: "Do not copy signatures, attestations and other referrers.")
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
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 (no limit) or more.") }
        if let to {
            let target = try TargetOption.validate(to)
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
        let report = PlanReport(output, file)
        let made = try await report.making { try await plan() }
        let published = try await report.making { try made.publication.publish(made.plan) { report.tell($0) } }
        try report.show(published, applying: registries.repeated + cache.repeated)
    }

    /// Makes the plan, and the value that writes and records it.
    private func plan() async throws -> (publication: PlanPublication, plan: Plan) {
        let environment = ProcessInfo.processInfo.environment
        UserFolder.noteFallback(environment)
        let configuration = try ImageSetConfiguration.load(path: configurationPath)
        let out = PlanOutput(path: file.out)
        try out.check(configuration: configuration.path)
        let recorded = try RecordedTarget(
            around: configuration.path,
            commits: !file.noAudit,
            option: to,
            readsArchive: archives.from != nil,
            environment: environment
        ) { Console.standard.note($0) }
        try check(recorded, configuration)
        let ledger = try recorded.ledger()
        let request = try recorded.request(
            configuration,
            ledger: ledger,
            formerly: pruning.formerly,
            prunes: pruning.prune
        )
        let publication = PlanPublication(
            of: .init(path: configuration.path, bytes: configuration.bytes),
            to: out,
            overwritesManifests: file.overwriteManifests,
            trail: recorded.trail,
            ledger: ledger,
            environment: environment
        )
        let run = PlanRun(of: request, choices: try choices(), surroundings: try surroundings(environment))
        return (publication, try await run.plan())
    }

    /// Refuses options that do not fit the target, and files that must not be overwritten.
    private func check(_ recorded: RecordedTarget, _ configuration: ImageSetConfiguration) throws {
        try archives.check(for: recorded.target, named: recorded.name)
        try pruning.check(for: recorded.target)
        try archives.reportMissing.map(ReportOutput.init)?.check(besides: [
            ("--config", configuration.path), ("--out", file.out),
        ])
    }
}
