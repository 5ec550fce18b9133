// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import Plans
import Resolution
import Runs
import Views

/// Mirrors: makes a plan, records it, applies it, and writes the files that scripts read.
struct MirroringRun: Sendable {
    private let mirroring: Mirroring
    private let version: ToolVersion
    private let context: ToolContext
    private let files: ToolFiles

    /// `files` are those that the invocation reads and writes.
    init(of mirroring: Mirroring, by version: ToolVersion, in context: ToolContext, files: ToolFiles) {
        self.mirroring = mirroring
        self.version = version
        self.context = context
        self.files = files
    }

    /// Mirrors, and tells the reason of a failure.
    func run() async throws -> ToolOutcome {
        let clients = try context.clients()
        let input = try await context.cancellable { try await MirroringInput.read(for: mirroring, clients) }
        do {
            return try await mirror(input, clients)
        } catch {
            return ToolFailure(error, of: input.configuration).tell(on: context.console)
        }
    }

    private func mirror(_ input: MirroringInput, _ clients: RegistryClients) async throws -> ToolOutcome {
        let record = try record(of: input.configuration)
        let made = try await context.cancellable { try await plan(input, record, clients) }
        let output = MirroringOutput(of: mirroring, to: files, context.console)
        guard mirroring.options.dryRun == nil, !mirroring.options.writesManifestsOnly else {
            if let refusal = PlanRefusal(made.plan.checks) { throw refusal }
            return try await output.describe(made.plan, clients.source, at: context.services.now())
        }
        let result = try await PlanExecution(record: record, context: context).run(made, clients)
        try output.write(result, beside: try record.target.ledger(), at: context.services.now())
        return result.end(leftOut: input.configuration.leftOut(of: result.file.plan), version)
    }

    /// Finds the record; the plan is written into the workspace.
    private func record(of configuration: ImageSetConfiguration) throws -> RunRecord {
        try RunRecord(
            of: .init(path: configuration.path, bytes: configuration.bytes),
            at: mirroring.target,
            in: mirroring.workspace.folder,
            readsArchive: mirroring.isFromArchive,
            context
        )
    }

    private func plan(
        _ input: MirroringInput,
        _ record: RunRecord,
        _ clients: RegistryClients
    ) async throws -> MadePlan {
        let choices = mirroring.planChoices(of: version, input.sequence, hasMetadata: input.hasMetadata)
        let opening = try PlanOpening(
            of: input.configuration,
            at: record.target,
            filing: record.filing,
            formerly: [],
            prunes: choices.pruning != nil
        )
        return try await opening.plan(
            choices: choices,
            surroundings: PlanSurroundings(
                environment: context.environment,
                clients: clients,
                cache: { [context] in try context.cache() },
                events: { [context] in context.tell($0.remark) }
            )
        )
    }
}

extension Mirroring {
    fileprivate var isFromArchive: Bool {
        if case .fromArchive = way { true } else { false }
    }
}

extension PlanExecution.Result {
    /// The outcome of a run that may have left out images of sections, which v2 does not call a success.
    fileprivate func end(leftOut sections: Set<MirroredSection>, _ version: ToolVersion) -> ToolOutcome {
        guard version == .two, !sections.isEmpty else { return end }
        switch end {
        case .done: return .notCopied(sections)
        case .notCopied(let others): return .notCopied(others.union(sections))
        case .notResolved, .failed, .interrupted: return end
        }
    }
}
