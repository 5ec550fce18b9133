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
        let status = await InvocationRun(of: invocation, services: services(console, environment)).run()
        console.clearProgress()
        try console.checkOutput()
        return status
    }

    private static func services(_ console: Console, _ environment: [String: String]) -> ToolServices {
        let isTerminal = console.outputIsTerminal && console.errorIsTerminal
        let progress: @Sendable (String) -> Void = { console.show(progress: $0) }
        return ToolServices(
            version: MirrorCommand.version,
            environment: environment,
            console: ToolConsole(
                output: { console.write($0) },
                note: { console.note($0) },
                progress: console.errorIsTerminal ? progress : nil,
                style: TextStyle(isTerminal: isTerminal, noColor: false, environment: environment)
            ),
            interrupts: ToolInterrupts(
                cancelling: { try await interruptible($0) },
                stopping: { Interrupts($0, $1, console: console, resume: "the same command") }
            )
        )
    }
}
