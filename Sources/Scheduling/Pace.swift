// SPDX-License-Identifier: Apache-2.0

/// An even pace: how long something has to wait so that no more than an amount in a second happens.
///
/// Pure: the time comes in. What was not used in the last moment may be used at once, and no more than that.
package struct Pace: Sendable {
    private let perSecond: Double
    /// The time from which the next piece is in pace.
    private var free: Duration?

    /// The time whose unused amount may still be used.
    private static let leeway = Duration.milliseconds(100)

    package init(perSecond: Double) { self.perSecond = max(perSecond, .leastNormalMagnitude) }

    /// Takes an amount; returns how long to wait for it.
    package mutating func take(_ amount: Double = 1, at now: Duration) -> Duration {
        let begin = max(free ?? now, now - Self.leeway)
        free = begin + .seconds(min(amount / perSecond, 86_400))
        return max(.zero, begin - now)
    }
}
