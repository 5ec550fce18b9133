// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Views

@testable import Compatibility

/// What a run told, and the services with which it did.
final class ToldTexts: Sendable {
    private let texts = Guarded((output: "", notes: "", progress: [String]()))

    var output: String { texts.withLock { $0.output } }

    var notes: String { texts.withLock { $0.notes } }

    var progress: [String] { texts.withLock { $0.progress } }

    var console: ToolConsole {
        ToolConsole(
            output: { [texts] text in texts.withLock { $0.output += text } },
            note: { [texts] text in texts.withLock { $0.notes += text } },
            progress: { [texts] update in
                guard case .activity(let activity) = update else { return }
                texts.withLock { $0.progress.append(activity.text) }
            }
        )
    }

    /// Services without signals, at the beginning of 2026 in UTC.
    func services(environment: [String: String] = [:]) -> ToolServices {
        ToolServices(
            version: "1.2.3",
            environment: environment,
            console: console,
            interrupts: ToolInterrupts(cancelling: { try await $0() }, stopping: { _, _ in NSObject() }),
            now: { Date(timeIntervalSince1970: 1_767_225_600) },
            zone: .gmt
        )
    }

    /// Runs a command line that is understood.
    func run(_ words: [String], environment: [String: String] = [:]) async throws -> ToolExit {
        let invocation = try ToolCommandLine(words).invocationByConfiguration()
        return await InvocationRun(of: invocation, services: services(environment: environment)).run()
    }
}
