// SPDX-License-Identifier: Apache-2.0

/// How often a failed request is sent again and how long to wait before.
package struct RetryPolicy: Sendable {
    /// How often a request is sent at most.
    package var attempts: Int
    /// How often it is sent when no connection came about, so that a wrong host fails within seconds.
    package var connectionAttempts: Int
    /// The wait before the second attempt; it doubles from there.
    package var firstDelay: Duration
    /// The longest wait of our own choosing.
    package var longestDelay: Duration
    /// The longest wait that a server may ask for.
    package var longestServerDelay: Duration
    package var time: TimeSource

    package init(
        attempts: Int = 6,
        connectionAttempts: Int = 3,
        firstDelay: Duration = .milliseconds(500),
        longestDelay: Duration = .seconds(15),
        longestServerDelay: Duration = .seconds(120),
        time: TimeSource = .system
    ) {
        self.attempts = attempts
        self.connectionAttempts = connectionAttempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.longestServerDelay = longestServerDelay
        self.time = time
    }

    /// The policy of every command.
    package static let standard = Self()

    /// Returns the wait after a number of failed attempts: what the server asked for up to a cap,
    /// else a delay that doubles.
    package func delay(afterAttempt attempt: Int, serverDelay: Duration? = nil) -> Duration {
        if let serverDelay { return min(max(serverDelay, .zero), longestServerDelay) }
        var delay = firstDelay
        var doublings = attempt - 1
        while doublings > 0, delay < longestDelay {
            delay *= 2
            doublings -= 1
        }
        return min(delay, longestDelay)
    }
}
