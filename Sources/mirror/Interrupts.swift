// SPDX-License-Identifier: Apache-2.0

import Applying
import ArgumentParser
import Dispatch
import Foundation

/// Turns Ctrl-C into a wish to stop: the first lets what runs end, the second ends the process.
final class Interrupts {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: StopSignal, console: Console) {
        sources = [SIGINT, SIGTERM].map { number in
            Self.ignore(number)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard !stop.isRequested else { exit(ExitStatus.interrupted.rawValue) }
                stop.request()
                console.note("\nInterrupt received: finishing what is in flight. Press Ctrl-C again to end at once.\n")
            }
            source.activate()
            return source
        }
    }

    /// The default action would end the process before the dispatch source sees the signal.
    private static func ignore(_ number: Int32) { signal(number, SIG_IGN) }

    deinit { sources.forEach { $0.cancel() } }
}
