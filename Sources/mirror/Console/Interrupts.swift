// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import Foundation
import Scheduling
import Views

/// Handles Ctrl-C: the first one stops soon, the second one ends the process.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    /// Calls `stop` at the first signal; the second one ends the process, and names the command to continue with, if any.
    init(resume: String? = nil, on console: Console = .standard, _ stop: @escaping @Sendable () -> Void) {
        let isStopping = Guarded(false)
        sources = [SIGINT, SIGTERM].map { number in
            Self.ignore(number)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isSecond = isStopping.withLock { isStopping in
                    defer { isStopping = true }
                    return isStopping
                }
                guard !isSecond else {
                    console.update(.ended)
                    console.note("Stopped immediately.\(Interrupts.continuing(resume))\n")
                    // A regular exit would crash, because it cleans up during transfers.
                    _exit(ExitStatus.interrupted.rawValue)
                }
                stop()
            }
            source.activate()
            return source
        }
    }

    /// The message at the first signal.
    static func received(_ within: Duration) -> String {
        """
        Interrupt received: stopping within \(within.components.seconds) s, so that the next run can continue. \
        Press Ctrl-C again to stop immediately.

        """
    }

    /// The end of a message: the command to continue with, if any.
    static func continuing(_ resume: String?) -> String { resume.map { " Continue with: \($0)" } ?? "" }

    /// The default action would end the process before the dispatch source gets the signal.
    private static func ignore(_ number: Int32) { signal(number, SIG_IGN) }

    deinit { sources.forEach { $0.cancel() } }
}

/// Runs a body that Ctrl-C cancels, so that it can remove unfinished work; the second Ctrl-C ends the process.
///
/// Throws `CancellationError` if the body did not finish.
func interruptible(
    on console: Console = .standard,
    _ body: @escaping @Sendable () async throws -> Void
) async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    let interrupts = Interrupts(resume: RepeatedCommand.text, on: console) { continuation.yield() }
    defer { withExtendedLifetime(interrupts) {} }
    try await cancelling(at: signals, body)
}

/// Runs a body that the first value of a stream cancels; throws `CancellationError` if the body did not finish.
func cancelling(at signals: AsyncStream<Void>, _ body: @escaping @Sendable () async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
            try await body()
            return true
        }
        group.addTask {
            for await _ in signals { return false }
            return false
        }
        var wasInterrupted = false
        do {
            while let isDone = try await group.next(), !isDone {
                wasInterrupted = true
                group.cancelAll()
            }
        } catch {
            // Cancellation causes many kinds of errors; but an exit code means that the body has finished.
            throw wasInterrupted && !(error is ExitCode) ? CancellationError() : error
        }
        group.cancelAll()
    }
}
