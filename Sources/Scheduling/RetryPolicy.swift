// SPDX-License-Identifier: Apache-2.0

/// The limits for retries: how long to retry, and how long to wait between two attempts.
///
/// The budgets are times, not numbers of attempts: a registry that restarts is back after a minute, however often it
/// is asked.
package struct RetryPolicy: Sendable {
    /// How long to retry at a server that has answered before in this run.
    package var budget: Duration
    /// How long to retry at a server that has not, so that a wrong port fails within seconds.
    package var firstContactBudget: Duration
    /// How long to retry if the name of such a server does not resolve.
    package var unresolvedBudget: Duration
    /// How often to request a wrong answer again; a server with wrong bytes never sends others.
    package var refetches: Int
    /// The wait before the second attempt; it doubles from there.
    package var firstDelay: Duration
    /// The maximum wait that we choose ourselves.
    package var longestDelay: Duration
    /// The maximum wait that a server may ask for.
    package var longestServerDelay: Duration
    /// A number from 0 to 1 that shortens a wait by up to a quarter, so that many clients do not come back at the
    /// same time.
    package var jitter: @Sendable () -> Double
    package var time: TimeSource

    package init(
        budget: Duration = .seconds(120),
        firstContactBudget: Duration = .seconds(10),
        unresolvedBudget: Duration = .seconds(3),
        refetches: Int = 3,
        firstDelay: Duration = .milliseconds(500),
        longestDelay: Duration = .seconds(5),
        longestServerDelay: Duration = .seconds(120),
        jitter: @escaping @Sendable () -> Double = { 0 },
        time: TimeSource = .system
    ) {
        self.budget = budget
        self.firstContactBudget = firstContactBudget
        self.unresolvedBudget = unresolvedBudget
        self.refetches = refetches
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.longestServerDelay = longestServerDelay
        self.jitter = jitter
        self.time = time
    }

    /// The policy of every command.
    package static let standard = Self(jitter: { .random(in: 0...1) })

    /// The same clock without retries, for callers that have other places to ask and retry themselves.
    package var once: RetryPolicy {
        var policy = self
        (policy.budget, policy.firstContactBudget, policy.unresolvedBudget) = (.zero, .zero, .zero)
        policy.refetches = 0
        return policy
    }

    /// Whether nothing is retried.
    var isOnce: Bool { budget == .zero }

    /// Returns the wait after a number of failures: the server's time up to a limit, or else a delay that doubles.
    package func delay(afterAttempt attempt: Int, serverDelay: Duration? = nil) -> Duration {
        if let serverDelay { return min(max(serverDelay, .zero), longestServerDelay) }
        var delay = firstDelay
        var doublings = attempt - 1
        while doublings > 0, delay < longestDelay {
            delay *= 2
            doublings -= 1
        }
        return min(delay, longestDelay) * (1 - 0.25 * min(max(jitter(), 0), 1))
    }

    /// How long to retry after a failure of this kind.
    func budget(for kind: Trouble.Kind, isKnown: Bool) -> Duration {
        switch kind {
        case .flawed, .slow: .zero
        case .settling: firstContactBudget
        case .silent: isKnown ? budget : .zero
        case .unresolved: isKnown ? budget : unresolvedBudget
        case .unreachable, .busy: isKnown ? budget : firstContactBudget
        }
    }
}
