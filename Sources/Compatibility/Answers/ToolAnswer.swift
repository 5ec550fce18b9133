// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Does all work but mirroring: what lists, describes and explains, and deletions.
struct ToolAnswer: Sendable {
    private let invocation: ToolInvocation
    private let context: ToolContext
    private let files: ToolFiles

    /// `files` are those that the invocation reads and writes.
    init(to invocation: ToolInvocation, in context: ToolContext, files: ToolFiles) {
        self.invocation = invocation
        self.context = context
        self.files = files
    }

    /// Does the work; throws what `ToolFailure` tells.
    func outcome() async throws -> ToolOutcome {
        switch invocation.work {
        case .generateDeletions(let generation):
            return try await DeletionGenerationRun(
                of: generation,
                by: invocation.tool,
                in: context,
                files: files
            ).run()
        case .deleteListed(let deletion): return try await ListedDeletionRun(of: deletion, in: context).run()
        default: break
        }
        // `InvocationRun` mirrors itself, and the cases above delete.
        guard let answer = try await answer() else { preconditionFailure("mirroring is no question") }
        for note in answer.notes { context.console.note("note: \(printable(note))\n") }
        context.console.output(answer.text)
        return .done
    }

    /// The answer; `nil` for mirroring and deleting, which change something and answer nothing.
    private func answer() async throws -> Answer? {
        switch invocation.work {
        case .mirror, .generateDeletions, .deleteListed: nil
        case .initialize(let template): Answer(try template.text())
        case .version(let format):
            Answer(try VersionAnswer(version: context.services.version, format: format).text())
        case .help(let command): Answer(HelpText(of: command, in: invocation.version, tool: invocation.tool).text)
        case .completion(let shell): Answer(CompletionScript(for: shell, tool: invocation.tool).text)
        case .describe(let path): try await DescribeAnswer.of(path)
        case .listReleases(let listing): try await ReleaseQuestion(context: context).answer(to: listing)
        case .listOperators(let listing): try await OperatorQuestion(context: context).answer(to: listing)
        case .listUpdates(let path): try await UpdateQuestion(context: context).answer(of: path)
        }
    }
}
