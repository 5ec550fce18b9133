// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import Plans
import Runs
import Views

/// `mirror plan`: compares and writes a plan; changes nothing at the target.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Compare a configuration with the target and write a plan; no registry is changed.",
        discussion: Examples.discussion(
            "",
            "mirror plan -c isc.yaml --to docker://mirror.example:5000/ocp",
            "mirror plan -c isc.yaml --to file:///media/usb --archive-size 4GiB",
            "mirror plan -c isc.yaml --from file:///media/usb --to docker://mirror.example"
        )
    )

    @OptionGroup(title: "Configuration and target") var options: PlanChoiceOptions
    @OptionGroup(title: "Pruning") var pruning: PruneOptions
    @OptionGroup(title: "Plan and audit") var file: PlanFileOptions
    @OptionGroup(title: "Commits") var commits: CommitOptions
    @OptionGroup(title: "Archives") var archives: ArchiveOptions
    @OptionGroup(title: "Releases") var graphs: GraphOptions
    @OptionGroup(title: "Releases") var releases: ReleaseOptions
    @OptionGroup(title: "Operators") var operators: OperatorOptions
    @OptionGroup(title: "Charts") var charts: ChartPlanOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Trust") var trust: TrustOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

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
        let (configuration, recorded, sequence) = try await subject(environment)
        try check(recorded, configuration)
        let opening = try PlanOpening(
            of: configuration,
            at: recorded,
            filing: try file.filing(of: configuration.path, configuration.bytes, commits, environment),
            formerly: pruning.formerly,
            prunes: pruning.prune
        )
        return try await opening.plan(
            choices: try choices(reading: sequence, for: recorded.target),
            surroundings: try surroundings(environment)
        )
    }

    /// The services for the run.
    private func surroundings(_ environment: [String: String]) throws -> PlanSurroundings {
        PlanSurroundings(
            environment: environment,
            clients: try registries.clients(environment: environment),
            cache: { [cache] in try cache.place(environment) },
            report: reporter,
            events: { Console.standard.tell($0.remark) }
        )
    }

    /// Writes the report of missing content, if requested.
    private var reporter: (@Sendable (MissingReport) throws -> Void)? {
        guard let path = archives.reportMissing else { return nil }
        return { missing in
            try ReportOutput(path: path).write(missing)
            Console.standard.tell(missing.remark(in: path))
        }
    }
}
