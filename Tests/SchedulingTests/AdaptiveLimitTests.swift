// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("A limit that finds its own level")
struct AdaptiveLimitTests {
    /// A server on a simulated clock: each request takes a round trip, and only so many end in a second.
    private struct Server {
        let roundTrip: Double
        let perSecond: Double
        /// What a request on a new connection takes longer.
        var handshake = 0.0
        private var free = 0.0

        init(roundTrip: Double, perSecond: Double, handshake: Double = 0) {
            (self.roundTrip, self.perSecond, self.handshake) = (roundTrip, perSecond, handshake)
        }

        mutating func end(of begin: Double, isNew: Bool) -> Double {
            free = max(free, begin) + 1 / perSecond
            return max(begin + roundTrip + (isNew ? handshake : 0), free)
        }
    }

    /// Sends so many requests, always as many at a time as the limit allows; returns the highest limit and the last one.
    private func run(
        _ limit: inout AdaptiveLimit,
        _ server: Server,
        count: Int,
        bytes: Int64 = 0
    ) -> (most: Int, last: Int, seconds: Double) {
        var (server, running, begun, now, most, connections) = (server, [Double](), 0, 0.0, 0, 0)
        while begun < count || !running.isEmpty {
            while running.count < limit.current, begun < count {
                let isNew = running.count >= connections
                if isNew { connections += 1 }
                running.append(server.end(of: now, isNew: isNew))
                begun += 1
            }
            most = max(most, limit.current)
            guard let next = running.indices.min(by: { running[$0] < running[$1] }) else { break }
            now = running.remove(at: next)
            limit.ended(bytes: bytes, isWanted: begun < count, at: .seconds(now))
        }
        return (most, limit.current, now)
    }

    @Test(
        "grows to what the distance needs, and no further than throughput does",
        arguments: [
            // Far away and able: every step pays.
            (0.04, 5000.0, 0.0, 64...64), (0.15, 5000, 0, 64...64), (0.04, 5000, 0.04, 64...64),
            // What eight at a time already fill needs no more of them.
            (0.04, 150, 0, 8...11), (0.001, 1000, 0, 8...11),
            // In between it stops where the server does.
            (0.04, 600, 0, 24...40),
        ]
    )
    func growth(roundTrip: Double, perSecond: Double, handshake: Double, level: ClosedRange<Int>) {
        var limit = AdaptiveLimit(start: 8, ceiling: 64)
        let server = Server(roundTrip: roundTrip, perSecond: perSecond, handshake: handshake)
        let found = run(&limit, server, count: 3000)
        #expect(level.contains(found.last), "\(found)")
    }

    @Test("reaches 64 within a few hundred small transfers", arguments: [0.02, 0.04, 0.15])
    func speed(roundTrip: Double) {
        var limit = AdaptiveLimit(start: 8, ceiling: 64)
        let found = run(&limit, Server(roundTrip: roundTrip, perSecond: 10_000, handshake: roundTrip), count: 400)
        #expect(found.most == 64)
    }

    @Test("counts the bytes of large transfers, of which more at a time move no more")
    func bandwidth() {
        var limit = AdaptiveLimit(start: 8, ceiling: 64)
        let found = run(&limit, Server(roundTrip: 0.04, perSecond: 20), count: 600, bytes: 4 << 20)
        #expect(found.last <= 10)
    }

    @Test("never exceeds its ceiling, and is never below one", arguments: [(8, 64), (8, 3), (1, 1), (0, 0), (99, 64)])
    func bounds(start: Int, ceiling: Int) {
        var limit = AdaptiveLimit(start: start, ceiling: ceiling)
        let found = run(&limit, Server(roundTrip: 0.04, perSecond: 100_000), count: 2000)
        #expect(found.most <= max(1, ceiling) && found.last >= 1)
        for _ in 0..<20 { limit.fall() }
        #expect(limit.current == 1)
    }

    @Test("falls by half, rises by one a round up to where it fell, and then looks for more again")
    func recovery() {
        var limit = AdaptiveLimit(start: 16, ceiling: 64)
        limit.fall()
        #expect(limit.current == 8)
        for _ in 0..<8 { limit.ended(isWanted: true, at: .zero) }
        #expect(limit.current == 8)
        limit.ended(isWanted: true, at: .zero)
        #expect(limit.current == 9)
        for _ in 0..<200 { limit.ended(isWanted: true, at: .zero) }
        #expect(limit.current == 16)
        let found = run(&limit, Server(roundTrip: 0.04, perSecond: 10_000), count: 2000)
        #expect(found.last == 64)
    }

    @Test("learns nothing from moments in which less is wanted than it allows")
    func idle() {
        var limit = AdaptiveLimit(start: 8, ceiling: 64)
        for number in 0..<500 { limit.ended(isWanted: false, at: .milliseconds(number * 10)) }
        #expect(limit.current == 8)
    }

    @Test("is no slower than a fixed one where that is right already")
    func cost() {
        var (adaptive, fixed) = (AdaptiveLimit(start: 8, ceiling: 64), AdaptiveLimit(start: 8, ceiling: 8))
        let server = Server(roundTrip: 0.04, perSecond: 150)
        let (one, other) = (run(&adaptive, server, count: 2000), run(&fixed, server, count: 2000))
        #expect(one.seconds <= other.seconds * 1.01)
    }
}
