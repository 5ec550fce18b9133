// SPDX-License-Identifier: Apache-2.0

/// How long what failed is tried again, and how long to wait between two tries.
///
/// The budgets are time and not tries: a registry that restarts is back after a minute, however often it is asked.
package struct RetryPolicy: Sendable {
    /// How long something is tried again.
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

    /// How long to wait between two tries.
    package struct Delays: Sendable {
        /// The wait before the second try; it doubles from there.
        package var first: Duration
        /// The longest wait of our own choosing.
        package var longest: Duration
        /// The longest wait that a server may ask for.
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
    /// How often an answer is asked for again that is not the right one: who holds wrong bytes sends them for ever.
    package var refetches: Int
    package var delays: Delays
    /// A number from 0 to 1, by which a wait becomes up to a quarter shorter: many clients do not come back at once.
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

    /// The same clock without any patience: whoever has other places to ask tries again himself.
    package var once: RetryPolicy {
        var policy = self
        policy.budgets = .none
        policy.refetches = 0
        return policy
    }

    /// Whether nothing is tried a second time.
    var isOnce: Bool { budgets.known == .zero }

    /// Returns the wait after a number of failed tries: what the server asked for up to a cap, else a delay that doubles.
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

    /// How long something is tried again that failed in this way.
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
