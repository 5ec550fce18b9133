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
        abstract: "Execute a plan, exactly as it was reviewed.",
        discussion: Examples.discussion(
            "",
            "mirror apply plan.json",
            "mirror apply plan.json --parallelism 16",
            "ssh build cat plan.json | mirror apply -"
        )
    )

    @OptionGroup var named: NamedPlanOptions
    @OptionGroup(title: "Apply") var options: ApplyOptions
    @OptionGroup(title: "Commits") var commits: CommitOptions
    @OptionGroup(title: "Approval") var approval: ApprovalOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var source: SourceOptions
    @OptionGroup(title: "Registries") var destination: DestinationOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    private var registries: RegistryOptions { RegistryOptions(source: source, destination: destination) }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            Console.standard.noteFallback(environment)
            let wanted = try options.wantedTarget(environment)
            guard let plan = try named.path(at: wanted?.name, environment) else { return }
            let file = try PlanReader(path: plan).readAudited()
            if let refusal = wanted?.refusal(of: file.plan) { throw refusal }
            let report = ApplyReport(of: file.plan, on: .standard, output)
            let state = try StateFolder(environment: environment)
            let resume = continuation(of: file)
            let signals = RunInterrupts(on: .standard, resume: resume)
            let interrupts = Interrupts(resume: resume) { signals.receive() }
            defer { withExtendedLifetime(interrupts) {} }
            let run = ApplyRun(
                of: file,
                record: try await record(of: file, at: plan, state, environment),
                executors: PlanExecutors(
                    parallelism: options.parallelism,
                    archive: options.from,
                    connect: { [registries] in try registries.clients(environment: environment, expectsServers: true) },
                    cache: { [cache] in try cache.place(environment) },
                    journal: { state.journal(of: $0) }
                ),
                surroundings: surroundings(environment, signals),
                events: { report.show($0) }
            )
            let end = try await resumable(by: resume) { try await run.run() }
            guard let status = report.end(end) else { return }
            if let resume { Console.standard.note("Continue with: \(resume)\n") }
            throw status
        }
    }

    /// Runs an apply; its errors carry the command that continues it.
    private func resumable(by resume: String?, _ body: () async throws -> ApplyEnd) async throws -> ApplyEnd {
        do {
            return try await body()
        } catch {
            guard let resume, !(error is CancellationError) else { throw error }
            throw ResumableFailure(reason: error, resume: resume)
        }
    }

    /// The record that the plan belongs to.
    private func record(
        of file: PlanFile,
        at path: String,
        _ state: StateFolder,
        _ variables: [String: String]
    ) async throws -> TrailRecord {
        let (trail, isKnown) = try PlanTrail(
            plan: file,
            path: path,
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
            approvals: approvals,
            permissions: TrailRecord.Permissions(adopts: options.adopt, makesRepository: options.initAudit)
        ) { Console.standard.note($0) }
    }

    /// The command that continues the apply of a plan; `nil` if the plan was read from standard input.
    private func continuation(of file: PlanFile) -> String? {
        let reaching = registries.repeated + cache.repeated + commits.repeated + approval.repeated
        return named.name(of: file).map { NextCommand(applying: $0, options.repeated + reaching).text }
    }

    /// The services for the apply: interrupts and the cache.
    private func surroundings(_ environment: [String: String], _ signals: RunInterrupts) -> ApplySurroundings {
        ApplySurroundings(
            interrupts: { signals.stopping($0, $1) },
            removeCached: { [cache] in
                let outcome = try await CacheRemoval(of: $0, from: try cache.place(environment)).run()
                if let text = outcome.text { Console.standard.note(text) }
            },
            stopWithin: .seconds(options.stopWithin)
        )
    }
}
