// SPDX-License-Identifier: Apache-2.0

/// How long what failed is tried again, and how long to wait between two tries.
///
/// The budgets are time and not tries: a registry that restarts is back after a minute, however often it is asked.
package struct RetryPolicy: Sendable {
    /// How long something is tried again at a server that has answered before in this run.
    package var budget: Duration
    /// The same at a server that has not, so that a wrong port fails within seconds.
    package var firstContactBudget: Duration
    /// The same where the name of such a server does not resolve.
    package var unresolvedBudget: Duration
    /// How often an answer is asked for again that is not the right one: who holds wrong bytes sends them for ever.
    package var refetches: Int
    /// The wait before the second try; it doubles from there.
    package var firstDelay: Duration
    /// The longest wait of our own choosing.
    package var longestDelay: Duration
    /// The longest wait that a server may ask for.
    package var longestServerDelay: Duration
    /// A number from 0 to 1, by which a wait becomes up to a quarter shorter: many clients do not come back at once.
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

    /// The same clock without any patience: whoever has other places to ask tries again himself.
    package var once: RetryPolicy {
        var policy = self
        (policy.budget, policy.firstContactBudget, policy.unresolvedBudget) = (.zero, .zero, .zero)
        policy.refetches = 0
        return policy
    }

    /// Whether nothing is tried a second time.
    var isOnce: Bool { budget == .zero }

    /// Returns the wait after a number of failed tries: what the server asked for up to a cap, else a delay that doubles.
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

    /// How long something is tried again that failed in this way.
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
