// SPDX-License-Identifier: Apache-2.0

/// The attempts at one operation: how long to wait after each failure, and when to give up.
///
/// Each failure is retried in one place only. The code that gives up marks its error, and no caller retries it.
package struct Attempts: Sendable {
    private let policy: RetryPolicy
    private let outages: Outages
    /// The time when the current attempt began.
    private var began: Duration
    private var firstFailure: Duration?
    /// The total of the waits so far, for clocks that stand still.
    private var waited = Duration.zero
    private var flaws = 0
    private var slowTries = 0
    /// The number of failures so far.
    package private(set) var failures = 0

    package init(_ policy: RetryPolicy, _ outages: Outages) {
        self.policy = policy
        self.outages = outages
        began = policy.time.uptime()
    }

    /// Forgets earlier failures, because the attempt that failed now had made progress.
    ///
    /// After a transfer that was too slow, only much progress counts.
    package mutating func madeProgress(_ bytes: Int64 = 0) {
        (firstFailure, waited, failures) = (nil, .zero, 0)
        if bytes >= Self.ampleProgress { slowTries = 0 }
    }

    /// The number of bytes that count as much progress: far more than arrives before a transfer is found too slow.
    private static let ampleProgress: Int64 = 1 << 20

    /// Waits after a failure if another attempt may help; returns whether to try again.
    package mutating func mayTryAgain(after trouble: Trouble) async throws -> Bool {
        try await mayTryAgain(after: [trouble])
    }

    /// Does the same if several places failed, of which any may recover.
    package mutating func mayTryAgain(after troubles: [Trouble]) async throws -> Bool {
        guard let delay = delay(after: troubles) else { return false }
        try await wait(delay)
        return true
    }

    /// Returns how long to wait, or `nil` if the limit for retries is reached.
    package mutating func delay(after troubles: [Trouble]) -> Duration? {
        let now = policy.time.uptime()
        failures += 1
        if troubles.contains(where: { $0.kind == .flawed }) { flaws += 1 }
        if troubles.contains(where: { $0.kind == .slow }) { slowTries += 1 }
        var shortest: Duration?
        for trouble in troubles {
            guard let delay = delay(after: trouble, now) else { continue }
            shortest = min(shortest ?? delay, delay)
        }
        return shortest
    }

    /// Waits, at most until the user wants to stop; then the next attempt begins.
    package mutating func wait(_ delay: Duration) async throws {
        waited += delay
        try await outages.waits.wait(delay, policy.time)
        began = policy.time.uptime()
    }

    private mutating func delay(after trouble: Trouble, _ now: Duration) -> Duration? {
        if trouble.kind == .flawed {
            return flaws <= policy.refetches ? policy.delay(afterAttempt: flaws) : nil
        }
        if trouble.kind == .slow { return slowTries <= min(1, policy.refetches) ? policy.delay(afterAttempt: 1) : nil }
        let found = outages.failed(trouble, began: began, now: now, policy)
        let first = firstFailure ?? (found.isKnown ? now : began)
        firstFailure = first
        let elapsed = max(now - min(first, found.since), waited)
        guard elapsed < found.budget else {
            outages.gaveUp(trouble, isKnown: found.isKnown, now: now, policy)
            return nil
        }
        outages.waits(for: trouble, now: now, upTo: found.budget)
        if let wish = trouble.serverDelay { return policy.delay(afterAttempt: failures, serverDelay: wish) }
        return min(policy.delay(afterAttempt: failures), found.budget - elapsed)
    }
}
