// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Runs
import Views

/// `mirror apply`: executes a plan exactly; passing the file is the approval.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Execute a plan, exactly as it was reviewed."
    )

    @Argument(help: "The plan; - reads standard input.")
    var plan: String

    @OptionGroup var options: ApplyOptions
    @OptionGroup var commits: CommitOptions
    @OptionGroup var approval: ApprovalOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var source: SourceOptions
    @OptionGroup var destination: DestinationOptions
    @OptionGroup var output: OutputOptions

    private var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            Console.standard.noteFallback(environment)
            let file = try PlanReader(path: plan).readAudited()
            if let refusal = try options.wantedTarget(environment)?.refusal(of: file.plan) { throw refusal }
            let report = ApplyReport(of: file.plan, on: .standard, output)
            let state = try StateFolder(environment: environment)
            let end = try await ApplyRun(
                of: file,
                record: try await record(of: file, state, environment),
                executors: PlanExecutors(
                    parallelism: options.parallelism,
                    archive: options.from,
                    connect: { [registries] in try registries.clients(environment: environment, expectsServers: true) },
                    cache: { [cache] in try cache.place(environment) },
                    journal: { state.journal(of: $0) }
                ),
                surroundings: surroundings(environment),
                events: { report.show($0) }
            ).run()
            if let status = report.end(end) { throw status }
        }
    }

    /// The record that the plan belongs to.
    private func record(of file: PlanFile, _ state: StateFolder, _ variables: [String: String]) async throws
        -> TrailRecord
    {
        let (trail, isKnown) = try PlanTrail(
            plan: file,
            path: plan,
            state: state,
            commits: try commits.choices(),
            environment: variables
        ).trail()
        if !isKnown { Console.standard.note(ApplyRemark.unknownTrail(trail.root)) }
        let approvals = try await ApprovalCheck(of: file, approval.demand, in: trail, environment: variables).run()
        return TrailRecord(
            trail: trail,
            state: state,
            patience: .seconds(options.wait),
            approvals: approvals
        ) { Console.standard.note($0) }
    }

    /// The services for the apply: interrupts that name the command to continue with, and the cache.
    private func surroundings(_ environment: [String: String]) -> ApplySurroundings {
        let reaching = registries.repeated + cache.repeated + commits.repeated + approval.repeated
        let resume = plan == StandardStream.name ? nil : NextCommand(applying: plan, options.repeated + reaching).text
        return ApplySurroundings(
            interrupts: { Interrupts($0, $1, console: .standard, resume: resume) },
            removeCached: { [cache] in
                let outcome = try await CacheRemoval(of: $0, from: try cache.place(environment)).run()
                if let text = outcome.text { Console.standard.note(text) }
            }
        )
    }
}
