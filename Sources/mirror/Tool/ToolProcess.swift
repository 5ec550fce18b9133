// SPDX-License-Identifier: Apache-2.0

import Applying
import Compatibility
import Foundation
import Reviews
import Runs
import Scheduling
import Views

/// The process, called as `oc-mirror` or as `mirror oc-mirror`.
enum ToolProcess {
    /// Runs a command line to its end, and ends the process with the exit code of oc-mirror.
    static func run(_ line: ToolCommandLine, on console: Console = .standard) async -> Never {
        let status: ToolExit
        do {
            status = try await self.status(of: line, on: console)
        } catch {
            console.note(FailureText(error).text + "\n")
            status = .failure
        }
        exit(status.rawValue)
    }

    private static func status(of line: ToolCommandLine, on console: Console) async throws -> ToolExit {
        try WorkingFolder.check()
        let invocation = try line.invocationByConfiguration()
        let environment = ProcessInfo.processInfo.environment
        console.noteFallback(environment)
        let resume = "the same command"
        let signals = RunInterrupts(on: console, resume: resume)
        let interrupts = Interrupts(resume: resume, on: console) { signals.receive() }
        defer { withExtendedLifetime(interrupts) {} }
        let run = InvocationRun(of: invocation, services: services(console, environment, signals))
        let status = await console.showingProgress { await run.run() }
        try console.checkOutput()
        return status
    }

    private static func services(
        _ console: Console,
        _ environment: [String: String],
        _ signals: RunInterrupts
    ) -> ToolServices {
        let isTerminal = console.outputIsTerminal && console.errorIsTerminal
        return ToolServices(
            version: MirrorCommand.version,
            environment: environment,
            console: ToolConsole(
                output: { console.write($0) },
                note: { console.note($0) },
                progress: { console.update($0) },
                style: TextStyle(isTerminal: isTerminal, noColor: false, environment: environment)
            ),
            interrupts: ToolInterrupts(
                cancelling: { try await signals.cancelling($0) },
                stopping: { signals.stopping($0, $1) }
            )
        )
    }
}
