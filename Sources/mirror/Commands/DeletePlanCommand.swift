// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Deletions
import Foundation
import Runs
import Views

/// `mirror delete plan`: proves which images may be deleted, and writes a plan.
struct DeletePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Work out what may be deleted and write a plan; nothing is deleted.",
        discussion: Examples.discussion(
            """
            A manifest is deleted only if no other tag, no remaining index and no remaining referrer needs \
            it. Its children, signatures and referrers are deleted with it unless other images use them.
            """,
            "mirror delete plan -c disc.yaml --to docker://mirror.example --keep isc.yaml"
        )
    )

    @OptionGroup(title: "Configuration and target") var options: DeletionChoiceOptions
    @OptionGroup(title: "Releases") var graphs: GraphOptions
    @OptionGroup(title: "Plan and audit") var file: PlanFileOptions
    @OptionGroup(title: "Commits") var commits: CommitOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

    func run() async throws {
        try await reporting {
            try await interruptible {
                let report = PlanReport(output, file, commits)
                try await report.show(applying: registries.repeated + cache.repeated + commits.repeated) {
                    try await plan()
                }
            }
        }
    }

    private func plan() async throws -> MadePlan {
        let environment = ProcessInfo.processInfo.environment
        Console.standard.noteFallback(environment)
        let request = try options.request()
        let filing = try file.filing(of: request.path, request.bytes, commits, environment)
        let recorded = try filing.target(option: options.to, readsArchive: true) { Console.standard.note($0) }
        let opening = try DeletePlanOpening(
            of: request,
            at: recorded,
            filing: filing,
            keeping: options.keep,
            maxNestedPaths: options.maxNestedPaths
        )
        let surroundings = PlanSurroundings(
            environment: environment,
            clients: try registries.clients(environment: environment),
            cache: { [cache] in try cache.place(environment) }
        )
        return try await opening.plan(choices: options.choices(graphs), surroundings: surroundings) {
            Console.standard.tell($0.remark)
        }
    }
}
