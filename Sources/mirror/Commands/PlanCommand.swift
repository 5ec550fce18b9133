// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
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
        try PlanOutput(path: out).check(configuration: configurationPath)
        let configuration = try ImageSetConfiguration.load(path: configurationPath)
        let trail = try AuditTrail(around: configurationPath, commits: !noAudit)
        try trail.requireCommittable()
        let choice = TargetChoice(
            option: to,
            environment: environment,
            trail: trail,
            readsArchive: archives.from != nil
        )
        let target = try choice.target()
        try archives.check(for: target, named: choice.name)
        try archives.reportMissing.map(ReportOutput.init)?.check(besides: [
            ("--config", configurationPath), ("--out", out),
        ])
        let ledger = try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
        let plan = try await plan(
            Work(
                configuration: configuration,
                name: trail.name(of: configurationPath),
                target: target,
                ledger: ledger,
                environment: environment
            )
        )
        try refuse(plan.checks)
        let file = try PlanFile(plan)
        guard file.bytes.count <= PlanFile.sizeLimit else {
            throw CommandError(
                """
                the plan has \(file.bytes.count) bytes, more than the \(PlanFile.sizeLimit) that are read of one
                Divide the configuration into several for the same target.
                """
            )
        }
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

    func planOptions(resending report: Digest?) -> PlanOptions {
        PlanOptions(
            allowMissing: allowMissing,
            allowOversize: archives.allowOversize ? true : nil,
            completePaths: releases.completePaths,
            exactChannels: releases.exactChannels,
            ignoreReleaseSignature: releases.ignoreReleaseSignature,
            includeDependencies: operators.includeDependencies,
            maxNestedPaths: maxNestedPaths,
            removeSignatures: removeSignatures,
            resend: report,
            since: archives.since
        )
    }

    /// An incomplete plan is worth nothing: it is neither written nor recorded.
    func refuse(_ checks: [Check]) throws {
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
        console.note("The plan is in \(out). Review it, then run: mirror apply \(shellArgument(out))\n")
    }
}
