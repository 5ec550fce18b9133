// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Calls a body at regular times until it is released, whatever the tasks of the run do meanwhile.
final class Ticker {
    private let timer: any DispatchSourceTimer

    init(everyMilliseconds interval: Int, _ body: @escaping @Sendable () -> Void) {
        timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + .milliseconds(interval), repeating: .milliseconds(interval))
        timer.setEventHandler(handler: body)
        timer.activate()
    }

    deinit { timer.cancel() }
}
