// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Plans
import Reviews
import Runs

/// Runs what a command line of oc-mirror asks for.
package struct InvocationRun: Sendable {
    private let invocation: ToolInvocation
    private let services: ToolServices

    package init(of invocation: ToolInvocation, services: ToolServices) {
        self.invocation = invocation
        self.services = services
    }

    /// Does the work, tells what happens, and returns the exit code.
    package func run() async -> ToolExit {
        let files = ToolFiles(of: invocation, at: services.now(), in: services.zone)
        let services = invocation.work.isLogged ? logged(files) : services
        let context = ToolContext(services, reaching: invocation.reaching)
        for note in invocation.notes { services.console.note("note: \(printable(note.text))\n") }
        let outcome: ToolOutcome
        do {
            outcome = try await work(context, files)
        } catch {
            outcome = ToolFailure(error).tell(on: services.console)
        }
        return ToolExit(of: outcome, in: invocation.version, invocation.work)
    }

    private func logged(_ files: ToolFiles) -> ToolServices {
        files.written(.log).map { services.logged(by: ToolLog(path: $0)) } ?? services
    }

    private func work(_ context: ToolContext, _ files: ToolFiles) async throws -> ToolOutcome {
        let (tool, version) = (invocation.tool, invocation.version)
        let answer: Answer
        switch invocation.work {
        case .mirror(let mirroring):
            return try await MirroringRun(of: mirroring, by: version, in: context, files: files).run()
        case .generateDeletions(let generation):
            return try await DeletionGenerationRun(of: generation, by: tool, in: context, files: files).run()
        case .deleteListed(let deletion): return try await ListedDeletionRun(of: deletion, in: context).run()
        case .initialize(let template): answer = Answer(try template.text())
        case .version(let format):
            answer = Answer(try VersionAnswer(version: context.services.version, format: format).text())
        case .help(let command): answer = Answer(HelpText(of: command, in: version, tool: tool).text)
        case .completion(let shell): answer = Answer(CompletionScript(for: shell, tool: tool).text)
        case .describe(let path): answer = try await DescribeAnswer.of(path)
        case .listReleases(let listing): answer = try await ReleaseQuestion(context: context).answer(to: listing)
        case .listOperators(let listing): answer = try await OperatorQuestion(context: context).answer(to: listing)
        case .listUpdates(let path): answer = try await UpdateQuestion(context: context).answer(of: path)
        }
        for note in answer.notes { context.console.note("note: \(printable(note))\n") }
        context.console.output(answer.text)
        return .done
    }
}

extension ToolWork {
    /// Whether what a run told is kept in a file.
    fileprivate var isLogged: Bool {
        switch self {
        case .help, .version, .completion: false
        default: true
        }
    }
}
