// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// What time it is and how to wait, so that a test decides both.
package struct TimeSource: Sendable {
    /// The time of day, for expiries and for dates that a server names.
    package let now: @Sendable () -> Date
    /// A clock that only runs forwards, for budgets: nobody sets it, and it goes on while the machine sleeps.
    package let uptime: @Sendable () -> Duration
    /// Waits; throws when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// Takes a clock; budgets are measured by the time of day where it has no other.
    package init(
        now: @escaping @Sendable () -> Date,
        uptime: (@Sendable () -> Duration)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime ?? { .seconds(now().timeIntervalSince1970) }
        self.sleep = sleep
    }

    /// The machine's own clock.
    package static let system: TimeSource = {
        let start = ContinuousClock.now
        return TimeSource(
            now: { Date() },
            uptime: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0) }
        )
    }()
}
