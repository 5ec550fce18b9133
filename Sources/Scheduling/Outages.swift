// SPDX-License-Identifier: Apache-2.0

/// The state of a run's servers: which have answered, and which are gone since when.
///
/// All clients of a run share it. So a server that is gone is waited for once, instead of once per request. A server
/// that never answered is not asked for every image.
package final class Outages: Sendable {
    /// A message for the user.
    package enum Notice: Sendable, Equatable {
        /// A server does not answer; all requests to it wait.
        case waiting(server: String, reason: String, upTo: Duration)
        /// The server answers again.
        case over(server: String)
    }

    /// A unit that fails as a whole: a server, or one kind of its requests.
    private struct Place: Hashable {
        let server: String
        var request: String?
    }

    /// A period without a success.
    private struct Stretch {
        let since: Duration
        var last: Duration
        var isTold = false
    }

    private struct State {
        var answering: Set<String> = []
        var stretches: [Place: Stretch] = [:]
        /// Places that used up a whole budget before; they get no other one.
        var spent: Set<Place> = []
        /// The times until which servers are not asked.
        var closed: [String: Duration] = [:]
    }

    /// The time without a failure after which the next failure begins a new stretch.
    private static let lapse = Duration.seconds(30)
    /// The time that a server may be gone before the user is told; most failures are over at once.
    private static let untold = Duration.seconds(1)
    /// The time for which a server is not asked after it used up a budget without any answer.
    private static let closing = Duration.seconds(60)

    private let state = Guarded(State())
    /// Whether servers are known to exist, so that one that refuses a connection is expected to come back.
    private let expectsServers: Bool
    private let tell: @Sendable (Notice) -> Void
    let waits = Waits()

    package init(expectsServers: Bool = false, tell: @escaping @Sendable (Notice) -> Void = { _ in }) {
        self.expectsServers = expectsServers
        self.tell = tell
    }

    /// Whether a server has given a normal answer in this run.
    package func hasAnswered(_ server: String) -> Bool { state.withLock { $0.answering.contains(server) } }

    /// Whether a server should not be asked at present.
    package func isClosed(_ server: String, _ time: TimeSource) -> Bool {
        let until = state.withLock { $0.closed[server] }
        return until.map { $0 > time.uptime() } ?? false
    }

    /// Records an answer; `isWell` is false if the server says that it cannot do the request at present.
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

    /// Records a failure; returns the time of the last success there, and the budget for retries.
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

    /// Tells the user, once for all that wait, that a server is waited for.
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

    /// Records that the retries for a failure have ended.
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

    /// Ends all present and future waits, because the user wants to stop.
    package func stopWaiting() { waits.end() }
}
