// SPDX-License-Identifier: Apache-2.0

import Scheduling
import TestSupport
import Testing

@Suite("What a run knows of its servers")
struct OutageRuleTests {
    private let clock = SteppingClock()
    private let told = Guarded([Outages.Notice]())
    private var policy: RetryPolicy { RetryPolicy(time: clock.time) }

    private func outages(expectsServers: Bool = false) -> Outages {
        Outages(expectsServers: expectsServers) { [told] notice in told.withLock { $0.append(notice) } }
    }

    private func trouble(
        _ kind: Trouble.Kind,
        _ server: String = "a.example",
        request: String? = nil,
        delay: Duration? = nil
    ) -> Trouble {
        Trouble(kind, server: server, request: request, serverDelay: delay, reason: "it fails")
    }

    /// Tries until patience ends; returns how long that was.
    private func persist(_ trouble: Trouble, _ outages: Outages, _ policy: RetryPolicy? = nil) async throws -> Duration
    {
        let start = clock.elapsed
        var attempts = Attempts(policy ?? self.policy, outages)
        while try await attempts.mayTryAgain(after: trouble) {}
        return clock.elapsed - start
    }

    @Test("takes a server for known once it answered as it should")
    func known() {
        let outages = outages()
        #expect(!outages.hasAnswered("a.example"))
        outages.answered("a.example", "GET", isWell: false)
        #expect(!outages.hasAnswered("a.example"))
        outages.answered("a.example", "GET", isWell: true)
        #expect(outages.hasAnswered("a.example"))
        #expect(!outages.hasAnswered("b.example"))
    }

    @Test(
        "gives each kind of failure its patience, at a server that answered and at one that did not",
        arguments: [
            (Trouble.Kind.unresolved, 3, 120), (.unreachable, 10, 120), (.silent, 0, 120), (.busy, 10, 120),
            (.settling, 10, 10),
        ]
    )
    func budgets(kind: Trouble.Kind, first: Int, known: Int) async throws {
        #expect(try await persist(trouble(kind), outages()) == .seconds(first))
        let answering = outages()
        answering.answered("a.example", "GET", isWell: true)
        #expect(try await persist(trouble(kind), answering) == .seconds(known))
        // Another server is another matter.
        #expect(try await persist(trouble(kind, "b.example"), answering) == .seconds(first))
    }

    @Test(
        "has no patience left where somebody else tries again",
        arguments: [Trouble.Kind.unresolved, .unreachable, .silent, .busy, .settling, .flawed, .slow]
    )
    func once(kind: Trouble.Kind) async throws {
        let outages = outages()
        outages.answered("a.example", "GET", isWell: true)
        #expect(try await persist(trouble(kind), outages, policy.once) == .zero)
        #expect(clock.waits == 0)
        // It closes no server for those who have patience.
        #expect(!outages.isClosed("a.example", clock.time))
    }

    @Test("asks a server no more that never answered and whose name does not resolve")
    func closedForGood() async throws {
        let outages = outages()
        _ = try await persist(trouble(.unresolved), outages)
        #expect(outages.isClosed("a.example", clock.time))
        try await clock.time.sleep(.seconds(1_000_000))
        #expect(outages.isClosed("a.example", clock.time))
        #expect(!outages.isClosed("b.example", clock.time))
        outages.answered("a.example", "GET", isWell: false)
        #expect(!outages.isClosed("a.example", clock.time))
    }

    @Test("asks a server that answered and fell silent again after a minute")
    func closedForAMinute() async throws {
        let outages = outages()
        outages.answered("a.example", "GET", isWell: true)
        _ = try await persist(trouble(.silent), outages)
        #expect(outages.isClosed("a.example", clock.time))
        try await clock.time.sleep(.seconds(59))
        #expect(outages.isClosed("a.example", clock.time))
        try await clock.time.sleep(.seconds(1))
        #expect(!outages.isClosed("a.example", clock.time))
    }

    @Test("closes no server that only refuses or is busy", arguments: [Trouble.Kind.unreachable, .busy, .settling])
    func notClosed(kind: Trouble.Kind) async throws {
        let outages = outages()
        _ = try await persist(trouble(kind), outages)
        #expect(!outages.isClosed("a.example", clock.time))
    }

    @Test("tells nobody of a failure that passes within a second")
    func quiet() async throws {
        let outages = outages()
        outages.answered("a.example", "GET", isWell: true)
        var attempts = Attempts(policy, outages)
        #expect(try await attempts.mayTryAgain(after: trouble(.unreachable)))
        outages.answered("a.example", "GET", isWell: true)
        #expect(told.withLock { $0 }.isEmpty)
    }

    @Test("tells once of each server that it waits for, and once that it is back")
    func notices() async throws {
        let outages = outages()
        for server in ["a.example", "b.example"] {
            outages.answered(server, "GET", isWell: true)
            for _ in 0..<2 { _ = try await persist(trouble(.unreachable, server), outages) }
            outages.answered(server, "GET", isWell: false)
            outages.answered(server, "GET", isWell: true)
            outages.answered(server, "GET", isWell: true)
        }
        let expected: [Outages.Notice] = ["a.example", "b.example"].flatMap { server in
            [Outages.Notice.waiting(server: server, reason: "it fails", upTo: .seconds(120)), .over(server: server)]
        }
        #expect(told.withLock { $0 } == expected)
    }

    @Test("knows which requests a server always refuses, and has patience with the others")
    func spent() async throws {
        let outages = outages()
        outages.answered("a.example", "GET", isWell: true)
        #expect(try await persist(trouble(.busy, request: "POST"), outages) == .seconds(120))
        outages.answered("a.example", "POST", isWell: true)
        #expect(try await persist(trouble(.busy, request: "POST"), outages) == .seconds(10))
        #expect(try await persist(trouble(.busy, request: "PUT"), outages) == .seconds(120))
    }

    @Test(
        "waits as a server wishes, up to a bound",
        arguments: [(-5, 0), (0, 0), (7, 7), (120, 120), (121, 120), (86_400, 120)]
    )
    func wishes(wish: Int, wait: Int) {
        #expect(policy.delay(afterAttempt: 1, serverDelay: .seconds(wish)) == .seconds(wait))
    }

    @Test(
        "doubles its own waits up to a bound",
        arguments: [(1, 500), (2, 1000), (3, 2000), (4, 4000), (5, 5000), (6, 5000), (1_000_000, 5000), (0, 500)]
    )
    func delays(attempt: Int, milliseconds: Int) {
        #expect(policy.delay(afterAttempt: attempt) == .milliseconds(milliseconds))
    }

    @Test(
        "makes a wait at most a quarter shorter, whatever chance says",
        arguments: [(-1.0, 1000), (0, 1000), (0.5, 875), (1, 750), (7, 750)]
    )
    func jitter(chance: Double, milliseconds: Int) {
        var policy = policy
        policy.jitter = { chance }
        #expect(policy.delay(afterAttempt: 2) == .milliseconds(milliseconds))
    }
}
