// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Diagnostics
import Foundation
import Plans
import Runs

/// `mirror apply`: executes exactly a plan; passing the file is the approval.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Execute a plan, exactly as it was reviewed."
    )

    @Argument(help: "The plan; - reads standard input.")
    var plan: String

    @OptionGroup var options: ApplyOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            UserFolder.noteFallback(environment)
            let file = try PlanReader(path: plan).readAudited()
            if let refusal = try options.wantedTarget(environment)?.refusal(of: file.plan) { throw refusal }
            let state = try StateFolder(environment: environment)
            let (trail, isKnown) = try PlanTrail(
                plan: file,
                path: plan,
                state: state,
                commits: !options.noAudit,
                environment: environment
            ).trail()
            if !isKnown {
                Console.standard.note("No repository here knows this plan; its record goes to \(trail.root)\n")
            }
            let report = ApplyReport(of: file.plan, on: .standard, output)
            let end = try await ApplyRun(
                of: file,
                record: TrailRecord(trail: trail, state: state, patience: .seconds(options.wait)),
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

    /// What the process lends to the apply: interrupts that name the command which carries on, and the cache.
    private func surroundings(_ environment: [String: String]) -> ApplySurroundings {
        let resume = plan == StandardStream.name ? nil : "mirror apply \(shellArgument(plan))"
        return ApplySurroundings(
            interrupts: { Interrupts($0, $1, console: .standard, resume: resume) },
            removeCached: { [cache] in try await CacheRemoval(place: cache.place(environment), entries: $0).run() }
        )
    }
}
