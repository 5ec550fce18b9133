// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import MirrorConfiguration
import Plans
import Resolution
import Runs

/// Writes the list of what would be deleted: plans it, records the plan, and deletes nothing.
struct DeletionGenerationRun: Sendable {
    private let generation: DeletionGeneration
    private let tool: String
    private let context: ToolContext
    private let files: ToolFiles

    /// `files` are those that the invocation reads and writes.
    init(of generation: DeletionGeneration, by tool: String, in context: ToolContext, files: ToolFiles) {
        self.generation = generation
        self.tool = tool
        self.context = context
        self.files = files
    }

    /// Writes the list and a copy of the configuration.
    ///
    /// Throws if something about the plan is in doubt: then neither is written.
    func run() async throws -> ToolOutcome {
        let configuration = try ImageSetConfiguration.load(path: generation.configuration, kind: .deletion)
        let record = try RunRecord(
            of: .init(path: configuration.path, bytes: configuration.bytes),
            at: generation.registry,
            in: generation.workspace.delete,
            named: generation.workspace.deletionPlanName(generation.id),
            readsArchive: true,
            context
        )
        let planning = DeletionPlanning(request: .configuration(configuration), record: record, context: context)
        let made = try await planning.plan(
            try context.clients(),
            findsVersionOneTags: generation.findsVersionOneTags
        )
        let plan = try PlanExecution(record: record, context: context).publish(made).file.plan
        try write(DeletionListText(plan), configuration)
        if !plan.kept.isEmpty {
            context.console.note("If a configuration wants what is kept, remove it there first, then run this again.\n")
        }
        return .done
    }

    private func write(_ list: DeletionListText, _ configuration: ImageSetConfiguration) throws {
        guard let path = files.written(.list), let copy = files.written(.configurationCopy) else { return }
        try OutputFolder.write(list.text, to: path)
        try OutputFolder.write(String(decoding: configuration.bytes, as: UTF8.self), to: copy)
        guard !list.items.isEmpty else {
            context.console.note("Nothing would be deleted, so the list in \(printable(path)) is empty.\n")
            return
        }
        let target = shellArgument(generation.registry.place.argument)
        context.console.note(
            """
            Nothing was deleted. \(counted(list.items.count, "image")) would be: the list is in \(printable(path))
            Review it, then run: \(tool) delete --v2 --delete-yaml-file \(shellArgument(path)) \(target)

            """
        )
    }
}
