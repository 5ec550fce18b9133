// SPDX-License-Identifier: Apache-2.0

/// A limit on what runs at the same time that finds its own level: it grows while that makes more work end in the same
/// time, and falls when a server asks for less.
///
/// Pure: what ended and when comes in. Work ends in windows, each long enough for everything that runs to end once. While a
/// window does more than the one before, the limit doubles; when it does not, the limit goes back, rests, and tries a small
/// step later. The first window of a level is not counted, because in it connections are made. A fall halves the limit; from there it rises by one for every round of successes, as in TCP, up to the level
/// of the fall.
package struct AdaptiveLimit: Sendable {
    /// The limit that is never exceeded.
    package let ceiling: Int
    private var level: Double

    /// The level that a fall left, to which the limit rises again.
    private var recovery: Double?
    /// The level before the last step upwards, and what was done there in a second.
    private var before: (level: Double, rate: Double)?
    /// The number of windows until the next step is tried, and how many there were before the last one.
    private var rest = 0
    private var lastRest = 0
    /// Whether a window says anything: there is a step to judge, or room for another one.
    private var isSearching: Bool { before != nil || level < Double(ceiling) }

    /// Whether the present window is the first one of a level.
    private var isSettling = true
    private var start: Duration?
    private var ended = 0
    private var work = 0.0

    /// The shortest window: shorter ones measure the scheduler instead of the network.
    private static let shortestWindow = Duration.milliseconds(40)
    /// What a step must gain for the next one to be tried.
    private static let gain = 1.1
    /// The bytes that cost as much as a request.
    private static let bytesOfRequest = 64.0 * 1024
    private static let firstRest = 2
    private static let longestRest = 64

    /// Begins at `start`; the limit stays between 1 and `ceiling`.
    package init(start: Int, ceiling: Int) {
        self.ceiling = max(1, ceiling)
        level = Double(min(max(1, start), self.ceiling))
    }

    /// How many may run now.
    package var current: Int { Int(level) }

    /// Records that something ended well, and how many bytes it moved.
    ///
    /// `isWanted` tells whether more would have run without the limit: otherwise a window says nothing about the limit.
    package mutating func ended(bytes: Int64 = 0, isWanted: Bool, at now: Duration) {
        if let recovery {
            level = min(recovery, level + 1 / level)
            if level >= recovery { self.recovery = nil }
            return
        }
        guard isSearching else { return }
        guard isWanted else { return forgetWindow() }
        guard let start else {
            // The window begins when something ends, so that it holds no time in which nothing was asked.
            start = now
            return
        }
        ended += 1
        work += 1 + Double(bytes) / Self.bytesOfRequest
        guard ended >= current, now - start >= Self.shortestWindow else { return }
        let rate = work / ((now - start) / .seconds(1))
        forgetWindow()
        self.start = now
        if isSettling { isSettling = false } else { judge(rate) }
    }

    /// Halves the limit, because a server is overloaded or does not answer in time.
    package mutating func fall() {
        recovery = max(recovery ?? 0, level)
        level = max(1, level / 2)
        (before, isSettling) = (nil, true)
        (rest, lastRest) = (Self.firstRest, Self.firstRest)
        forgetWindow()
    }

    private mutating func forgetWindow() { (start, ended, work) = (nil, 0, 0) }

    private mutating func judge(_ found: Double) {
        if let before {
            self.before = nil
            guard found >= before.rate * Self.gain else {
                level = before.level
                isSettling = true
                rest = lastRest == 0 ? Self.firstRest : min(lastRest * 2, Self.longestRest)
                lastRest = rest
                return
            }
            lastRest = 0
            guard level < Double(ceiling) else { return }
        } else if rest > 0 {
            rest -= 1
            return
        }
        before = (level, found)
        isSettling = true
        // Doubling finds the level of small transfers within a few round trips, and what it gains stands out of the noise;
        // after several steps that gained nothing, small ones do.
        let isSure = lastRest > Self.firstRest * 4
        level = min(Double(ceiling), isSure ? max(level + 1, (level * 1.25).rounded()) : level * 2)
    }
}
