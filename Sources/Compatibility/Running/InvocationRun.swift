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
        guard case .mirror(let mirroring) = invocation.work else {
            return try await ToolAnswer(to: invocation, in: context, files: files).outcome()
        }
        return try await MirroringRun(of: mirroring, by: invocation.version, in: context, files: files).run()
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
