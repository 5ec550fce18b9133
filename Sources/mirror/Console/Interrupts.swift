// SPDX-License-Identifier: Apache-2.0

import Applying
import ArgumentParser
import Dispatch
import Foundation
import Scheduling

/// Turns Ctrl-C into a wish to stop: the first lets what runs end, the second ends the process.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    /// Calls `stop` at the first signal; the second ends the process and names the command that continues, if there is one.
    init(resume: String? = nil, _ stop: @escaping @Sendable () -> Void) {
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
                    Console.standard.note("\nStopped immediately.\(resume.map { " Continue with: \($0)" } ?? "")\n")
                    // Whoever cleans up while transfers are under way crashes.
                    _exit(ExitStatus.interrupted.rawValue)
                }
                stop()
            }
            source.activate()
            return source
        }
    }

    /// Lets what runs end at the first signal; who waits for a server that is gone stops that.
    convenience init(_ stop: StopSignal, _ outages: Outages, console: Console, resume: String?) {
        self.init(resume: resume) {
            stop.request()
            outages.stopWaiting()
            console.note("\nInterrupt received: finishing what is in flight. Press Ctrl-C again to end at once.\n")
        }
    }

    /// The default action would end the process before the dispatch source sees the signal.
    private static func ignore(_ number: Int32) { signal(number, SIG_IGN) }

    deinit { sources.forEach { $0.cancel() } }
}

/// Runs a body that Ctrl-C cancels, so that it removes what it has under way; the second Ctrl-C ends the process.
///
/// Throws `CancellationError` where the body did not come to its end.
func interruptible(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    let interrupts = Interrupts { continuation.yield() }
    defer { withExtendedLifetime(interrupts) {} }
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
            // What fails because it was cancelled has many names; an exit code tells that it came to its end.
            throw wasInterrupted && !(error is ExitCode) ? CancellationError() : error
        }
        group.cancelAll()
    }
}
