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
        abstract: "Execute a plan, exactly as it was reviewed.",
        discussion: Examples.discussion(
            "",
            "mirror apply plan.json",
            "mirror apply plan.json --parallelism 16",
            "ssh build cat plan.json | mirror apply -"
        )
    )

    @Argument(help: "The plan; - reads standard input.", completion: .file())
    var plan: String

    @OptionGroup(title: "Apply") var options: ApplyOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

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
                record: try record(of: file, state, environment),
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
    private func record(of file: PlanFile, _ state: StateFolder, _ variables: [String: String]) throws -> TrailRecord {
        let (trail, isKnown) = try PlanTrail(
            plan: file,
            path: plan,
            state: state,
            commits: !options.noAudit,
            environment: variables
        ).trail()
        if !isKnown { Console.standard.note(ApplyRemark.unknownTrail(trail.root)) }
        return TrailRecord(trail: trail, state: state, patience: .seconds(options.wait)) { Console.standard.note($0) }
    }

    /// The services for the apply: interrupts that name the command to continue with, and the cache.
    private func surroundings(_ environment: [String: String]) -> ApplySurroundings {
        let reaching = registries.repeated + cache.repeated
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
