// SPDX-License-Identifier: Apache-2.0

/// The limits for retries: how long to retry, and how long to wait between two attempts.
///
/// The budgets are times, not numbers of attempts: a registry that restarts is back after a minute, however often it
/// is asked.
package struct RetryPolicy: Sendable {
    /// How long to retry.
    package struct Budgets: Sendable {
        /// At a server that has answered before in this run.
        package var known: Duration
        /// At a server that has not, so that a wrong port fails within seconds.
        package var firstContact: Duration
        /// Where the name of such a server does not resolve.
        package var unresolved: Duration

        package init(
            known: Duration = .seconds(120),
            firstContact: Duration = .seconds(10),
            unresolved: Duration = .seconds(3)
        ) {
            self.known = known
            self.firstContact = firstContact
            self.unresolved = unresolved
        }

        static let none = Budgets(known: .zero, firstContact: .zero, unresolved: .zero)
    }

    /// How long to wait between two attempts.
    package struct Delays: Sendable {
        /// The wait before the second attempt; it doubles from there.
        package var first: Duration
        /// The maximum wait that we choose ourselves.
        package var longest: Duration
        /// The maximum wait that a server may ask for.
        package var longestOfServer: Duration

        package init(
            first: Duration = .milliseconds(500),
            longest: Duration = .seconds(5),
            longestOfServer: Duration = .seconds(120)
        ) {
            self.first = first
            self.longest = longest
            self.longestOfServer = longestOfServer
        }
    }

    package var budgets: Budgets
    /// How often to request a wrong answer again; a server with wrong bytes never sends others.
    package var refetches: Int
    package var delays: Delays
    /// A number from 0 to 1 that shortens a wait by up to a quarter, so that many clients do not come back at the
    /// same time.
    package var jitter: @Sendable () -> Double
    package var time: TimeSource

    package init(
        budgets: Budgets = Budgets(),
        refetches: Int = 3,
        delays: Delays = Delays(),
        jitter: @escaping @Sendable () -> Double = { 0 },
        time: TimeSource = .system
    ) {
        self.budgets = budgets
        self.refetches = refetches
        self.delays = delays
        self.jitter = jitter
        self.time = time
    }

    /// The policy of every command.
    package static let standard = Self(jitter: { .random(in: 0...1) })

    /// The same clock without retries, for callers that have other places to ask and retry themselves.
    package var once: RetryPolicy {
        var policy = self
        policy.budgets = .none
        policy.refetches = 0
        return policy
    }

    /// Whether nothing is retried.
    var isOnce: Bool { budgets.known == .zero }

    /// Returns the wait after a number of failures: the server's time up to a limit, or else a delay that doubles.
    package func delay(afterAttempt attempt: Int, serverDelay: Duration? = nil) -> Duration {
        if let serverDelay { return min(max(serverDelay, .zero), delays.longestOfServer) }
        var delay = delays.first
        var doublings = attempt - 1
        while doublings > 0, delay < delays.longest {
            delay *= 2
            doublings -= 1
        }
        return min(delay, delays.longest) * (1 - 0.25 * min(max(jitter(), 0), 1))
    }

    /// How long to retry after a failure of this kind.
    func budget(for kind: Trouble.Kind, isKnown: Bool) -> Duration {
        switch kind {
        case .flawed, .slow: .zero
        case .settling: budgets.firstContact
        case .silent: isKnown ? budgets.known : .zero
        case .unresolved: isKnown ? budgets.known : budgets.unresolved
        case .unreachable, .busy: isKnown ? budgets.known : budgets.firstContact
        }
    }
}
