// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Scheduling

/// A clock that moves only when somebody waits, and does something when a time has come.
package final class SteppingClock: Sendable {
    private struct State {
        var elapsed = Duration.zero
        var waits = 0
        var alarms: [(time: Duration, body: @Sendable () -> Void)] = []
    }

    private let state = Guarded(State())

    package init() {}

    /// The time that passed.
    package var elapsed: Duration { state.withLock { $0.elapsed } }
    /// How often somebody waited.
    package var waits: Int { state.withLock { $0.waits } }

    /// Does something once so much time has passed.
    package func after(_ time: Duration, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.alarms.append((time, body)) }
    }

    /// Moves the clock, though nobody waits.
    package func pass(_ time: Duration) { state.withLock { $0.elapsed += time } }

    /// The clock as a policy takes it.
    package var time: TimeSource {
        TimeSource(
            now: { Date(timeIntervalSince1970: 0) },
            uptime: { self.elapsed },
            sleep: { duration in
                try Task.checkCancellation()
                let due = self.state.withLock { state in
                    state.elapsed += duration
                    state.waits += 1
                    let due = state.alarms.filter { $0.time <= state.elapsed }
                    state.alarms.removeAll { $0.time <= state.elapsed }
                    return due.map(\.body)
                }
                for body in due { body() }
                await Task.yield()
            }
        )
    }
}
