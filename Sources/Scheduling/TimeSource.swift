// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A clock and a way to wait, so that a test can replace both.
package struct TimeSource: Sendable {
    /// The time of day, for expiries and for dates from servers.
    package let now: @Sendable () -> Date
    /// A monotonic clock for budgets: nobody sets it, and it continues while the machine sleeps.
    package let uptime: @Sendable () -> Duration
    /// Waits; throws when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    /// Takes a clock; without `uptime`, budgets are measured by the time of day.
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
