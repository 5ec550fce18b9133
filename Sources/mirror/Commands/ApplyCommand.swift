// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Runs
import Views

/// `mirror apply`: executes a plan exactly; naming the plan is the approval.
struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Execute a plan, exactly as it was reviewed."
    )

    @OptionGroup var named: NamedPlanOptions
    @OptionGroup var options: ApplyOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var source: SourceOptions
    @OptionGroup var destination: DestinationOptions
    @OptionGroup var output: OutputOptions

    private var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            Console.standard.noteFallback(environment)
            let wanted = try options.wantedTarget(environment)
            let plan = try named.path(at: wanted?.name, environment)
            let file = try PlanReader(path: plan).readAudited()
            if let refusal = wanted?.refusal(of: file.plan) { throw refusal }
            let report = ApplyReport(of: file.plan, on: .standard, output)
            let state = try StateFolder(environment: environment)
            let end = try await ApplyRun(
                of: file,
                record: try record(of: file, at: plan, state, environment),
                executors: PlanExecutors(
                    parallelism: options.parallelism,
                    archive: options.from,
                    connect: { [registries] in try registries.clients(environment: environment, expectsServers: true) },
                    cache: { [cache] in try cache.place(environment) },
                    journal: { state.journal(of: $0) }
                ),
                surroundings: surroundings(of: file, environment),
                events: { report.show($0) }
            ).run()
            if let status = report.end(end) { throw status }
        }
    }

    /// The record that the plan belongs to.
    private func record(
        of file: PlanFile,
        at path: String,
        _ state: StateFolder,
        _ variables: [String: String]
    ) throws -> TrailRecord {
        let (trail, isKnown) = try PlanTrail(
            plan: file,
            path: path,
            state: state,
            commits: !options.noAudit,
            environment: variables
        ).trail()
        if !isKnown { Console.standard.note(ApplyRemark.unknownTrail(trail.root)) }
        return TrailRecord(
            trail: trail,
            state: state,
            patience: .seconds(options.wait),
            adopts: options.adopt,
            makesRepository: options.initAudit
        ) { Console.standard.note($0) }
    }

    /// The services for the apply: interrupts that name the command to continue with, and the cache.
    private func surroundings(of file: PlanFile, _ environment: [String: String]) -> ApplySurroundings {
        let reaching = registries.repeated + cache.repeated
        let resume = named.name(of: file).map { NextCommand(applying: $0, options.repeated + reaching).text }
        return ApplySurroundings(
            interrupts: { Interrupts($0, $1, console: .standard, resume: resume) },
            removeCached: { [cache] in
                let outcome = try await CacheRemoval(of: $0, from: try cache.place(environment)).run()
                if let text = outcome.text { Console.standard.note(text) }
            }
        )
    }
}
