// SPDX-License-Identifier: Apache-2.0

/// What a run knows of the servers that it speaks with: which have answered, and which are gone, since when.
///
/// All clients of a run share it. So a server that is gone is waited for once, and not by each request for itself, and
/// one that never answered is not asked for every image.
package final class Outages: Sendable {
    /// What a user is told.
    package enum Notice: Sendable, Equatable {
        /// A server does not answer; everybody waits for it.
        case waiting(server: String, reason: String, upTo: Duration)
        /// It answers again.
        case over(server: String)
    }

    /// What fails as a whole: a server, or one thing that it does.
    private struct Place: Hashable {
        let server: String
        var request: String?
    }

    /// A time in which nothing succeeded.
    private struct Stretch {
        let since: Duration
        var last: Duration
        var isTold = false
    }

    private struct State {
        var answering: Set<String> = []
        var stretches: [Place: Stretch] = [:]
        /// What used up a whole budget before; it does not get another one.
        var spent: Set<Place> = []
        /// Until when servers are not asked any more.
        var closed: [String: Duration] = [:]
    }

    /// After this time without a failure the next one begins a new stretch.
    private static let lapse = Duration.seconds(30)
    /// How long a server may be gone before anybody is told: most failures pass at once.
    private static let untold = Duration.seconds(1)
    /// How long a server is not asked that has used up all patience in silence.
    private static let closing = Duration.seconds(60)

    private let state = Guarded(State())
    /// Whether servers are known to exist: whatever refuses a connection is expected back.
    private let expectsServers: Bool
    private let tell: @Sendable (Notice) -> Void
    let waits = Waits()

    package init(expectsServers: Bool = false, tell: @escaping @Sendable (Notice) -> Void = { _ in }) {
        self.expectsServers = expectsServers
        self.tell = tell
    }

    /// Whether a server has answered in this run as it should.
    package func hasAnswered(_ server: String) -> Bool { state.withLock { $0.answering.contains(server) } }

    /// Whether a server is not worth another try just now.
    package func isClosed(_ server: String, _ time: TimeSource) -> Bool {
        let until = state.withLock { $0.closed[server] }
        return until.map { $0 > time.uptime() } ?? false
    }

    /// Takes note of an answer, which `isWell` unless the server says that it cannot do the request just now.
    package func answered(_ server: String, _ request: String, isWell: Bool) {
        let isOver = state.withLock { state in
            state.closed[server] = nil
            guard isWell else { return false }
            state.answering.insert(server)
            let silence = state.stretches.removeValue(forKey: Place(server: server))
            let failing = state.stretches.removeValue(forKey: Place(server: server, request: request))
            return silence?.isTold == true || failing?.isTold == true
        }
        if isOver { tell(.over(server: server)) }
    }

    /// Takes note of a failure, and returns since when nothing succeeded there and how long it is tried again.
    func failed(
        _ trouble: Trouble,
        began: Duration,
        now: Duration,
        _ policy: RetryPolicy
    ) -> (since: Duration, isKnown: Bool, budget: Duration) {
        state.withLock { state in
            let isExpected = expectsServers && trouble.kind == .unreachable
            let isKnown = isExpected || state.answering.contains(trouble.server)
            let place = Place(server: trouble.server, request: trouble.request)
            let isSpent = trouble.kind == .busy && state.spent.contains(place)
            let budget = policy.budget(for: trouble.kind, isKnown: isKnown && !isSpent)
            guard trouble.kind != .settling, trouble.kind != .flawed, trouble.kind != .slow else {
                return (now, isKnown, budget)
            }
            var stretch = state.stretches[place] ?? Stretch(since: isKnown ? now : began, last: now)
            // Waits that a server asks for are no longer than that.
            if began > stretch.last + max(Self.lapse, policy.delays.longestOfServer) {
                stretch = Stretch(since: isKnown ? now : began, last: now)
            }
            stretch.last = max(stretch.last, now)
            state.stretches[place] = stretch
            return (stretch.since, isKnown, budget)
        }
    }

    /// Tells, once for all that wait, that a server is waited for.
    func waits(for trouble: Trouble, now: Duration, upTo budget: Duration) {
        let place = Place(server: trouble.server, request: trouble.request)
        let isNew = state.withLock { state in
            guard let stretch = state.stretches[place], !stretch.isTold, now - stretch.since >= Self.untold else {
                return false
            }
            let isTold = state.stretches.contains { $0.key.server == trouble.server && $0.value.isTold }
            state.stretches[place]?.isTold = true
            return !isTold
        }
        if isNew { tell(.waiting(server: trouble.server, reason: trouble.reason, upTo: budget)) }
    }

    /// Takes note that patience with a failure has ended.
    func gaveUp(_ trouble: Trouble, isKnown: Bool, now: Duration, _ policy: RetryPolicy) {
        state.withLock { state in
            switch trouble.kind {
            case .busy where isKnown && !policy.isOnce:
                state.spent.insert(Place(server: trouble.server, request: trouble.request))
            case .silent where !isKnown: state.closed[trouble.server] = .seconds(Int64.max / 4)
            case .unresolved where !isKnown && !policy.isOnce:
                state.closed[trouble.server] = .seconds(Int64.max / 4)
            case .silent where !policy.isOnce: state.closed[trouble.server] = now + Self.closing
            default: break
            }
        }
    }

    /// Ends all waits at once, and those to come: the user wants to stop.
    package func stopWaiting() { waits.end() }
}
