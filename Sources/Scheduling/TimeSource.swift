// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// What time it is and how to wait, so that a test decides both.
package struct TimeSource: Sendable {
    /// The time of day, for expiries and for dates that a server names.
    package let now: @Sendable () -> Date
    /// Waits; throws when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's own clock.
    package static let system = Self(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
