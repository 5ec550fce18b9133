// SPDX-License-Identifier: Apache-2.0

import Applying
import ArgumentParser
import Foundation
import Scheduling
import Views

/// What the first interrupt does in a run of several parts.
///
/// All parts share one source of signals: Dispatch tells no later source of a signal when the first one is gone.
final class RunInterrupts: Sendable {
    private let console: Console
    private let ending: @Sendable () -> Void
    private let action: Guarded<@Sendable () -> Void>

    /// `resume` is the command to continue with.
    init(on console: Console, resume: String?) {
        self.console = console
        // Between two parts there is nothing to finish.
        let ending: @Sendable () -> Void = {
            console.update(.ended)
            console.note("Interrupted.\(Interrupts.continuing(resume))\n")
            _exit(ExitStatus.interrupted.rawValue)
        }
        self.ending = ending
        action = Guarded(ending)
    }

    /// Does what the present part does at an interrupt.
    func receive() { action.withLock { $0 }() }

    /// Runs a body that an interrupt cancels.
    func cancelling(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        action.withLock { $0 = { continuation.yield() } }
        defer { action.withLock { [ending] in $0 = ending } }
        try await mirror.cancelling(at: signals, body)
    }

    /// Ends running work soon after an interrupt, and stops waiting for a server that is gone.
    ///
    /// That stays so for the rest of the run: what was done is recorded.
    func stopping(_ stop: StopSignal, _ outages: Outages) -> AnyObject {
        action.withLock {
            $0 = { [console] in
                stop.request()
                outages.stopWaiting()
                console.note(Interrupts.received(stop.within))
            }
        }
        return self
    }
}
