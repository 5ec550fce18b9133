// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Resolution
import Runs
import Views

/// `mirror drift`: compares the ledger with its target, and plans the repair.
struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract:
            "Compare the target with its ledger: what was deleted, overwritten or tagged anew since the last apply.",
        discussion: Examples.discussion(
            """
            The target is not changed. Exits with 2 if something differs, with 0 if nothing does. Sources are only asked for \
            a repair, which is a plan for each configuration that lacks something; mirror apply carries it out.
            """,
            "mirror drift",
            "mirror drift --to docker://mirror.example:5000/ocp --deep",
            "mirror drift --repair --dry-run"
        )
    )

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only target.")
    var to: String?

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "Look only at what this configuration wants; may be repeated."
    )
    var configurations: [String] = []

    @Flag(help: "Look for every manifest and blob, each once; manifests are read, blobs are not.")
    var deep = false

    @OptionGroup(title: "Repair") var repair: RepairOptions
    @OptionGroup(title: "Repair") var file: PlanFileOptions
    @OptionGroup(title: "Commits") var commits: CommitOptions
    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

    func validate() throws {
        if let to { try TargetOption.validate(to) }
        try repair.check(file, commits)
    }

    func run() async throws {
        try await reporting { try await interruptible { try await look() } }
    }

    private func look() async throws {
        let environment = ProcessInfo.processInfo.environment
        let trail = try state.trail()
        let choice = TargetChoice(option: to, environment: environment, trail: trail)
        let (target, clients) = (try choice.target(), try registries.clients(environment: environment))
        let names = configurations.map { trail.name(of: $0) }
        let opening = try DriftOpening(of: target, in: trail, clients: clients)
        let drift = try await opening.drift(of: names, deep: deep) { done, all in
            Console.standard.tell(.progress(Activity("looking at images", count: done, of: all)))
        }
        guard repair.repair, !drift.findings.isEmpty else {
            try output.show(DriftView(drift))
            if !drift.findings.isEmpty { throw ExitStatus.changes }
            return
        }
        try await plan(the: drift, names, clients, environment)
        throw ExitStatus.changes
    }

    /// Plans the repair of what was found, and shows both.
    private func plan(
        the drift: FoundDrift,
        _ names: [String],
        _ clients: RegistryClients,
        _ environment: [String: String]
    ) async throws {
        if !output.json { try output.show(DriftView(drift, repairs: [])) }
        var repairs: [DriftView.Repair] = []
        // Whatever becomes of the plans, programs learn what differs.
        defer { if output.json { try? output.show(DriftView(drift, repairs: repairs)) } }
        let surroundings = PlanSurroundings(
            environment: environment,
            clients: clients,
            cache: { [cache] in try cache.place(environment) },
            events: { Console.standard.tell($0.remark) }
        )
        let recorded = try file.filing(of: state.place, [], commits, environment)
            .target(option: "\(drift.target.place.argument)", readsArchive: false) { Console.standard.note($0) }
        let run = try RepairRun(of: drift, at: recorded, surroundings: surroundings)
        let applied = try run.applied(among: names)
        let report = PlanReport(output, file, commits)
        if applied.count > 1, report.planned.path != nil {
            throw RepairRefusal.severalFiles(configurations: applied.map(\.name))
        }
        for applied in applied {
            let filing = try file.filing(of: applied.file.name, applied.file.bytes, commits, environment)
            let published = try await report.published { try await run.plan(applied, filing: filing) }
            report.showRepair(published, applying: registries.repeated + cache.repeated + commits.repeated)
            repairs.append(DriftView.Repair(of: applied.name, by: published.file.id))
        }
    }
}
