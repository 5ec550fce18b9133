// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Testing

struct AttemptsTests {
    private let clock = SteppingClock()
    private let notices = Guarded<[Outages.Notice]>([])
    private let outages: Outages
    private var policy: RetryPolicy { RetryPolicy(time: clock.time) }

    init() {
        outages = Outages { [notices] notice in notices.withLock { $0.append(notice) } }
    }

    /// Fails for ever; returns how long it was tried.
    private func fail(_ kind: Trouble.Kind, request: String? = nil) async throws -> Duration {
        let start = clock.elapsed
        var attempts = Attempts(policy, outages)
        while try await attempts.mayTryAgain(after: Trouble(kind, server: "r.example", request: request)) {}
        return clock.elapsed - start
    }

    private func answer() { outages.answered("r.example", "GET", isWell: true) }

    @Test(
        "a server that answered before gets two minutes, and one that never did seconds",
        arguments: [
            (.unreachable, 10, 120), (.busy, 10, 120), (.unresolved, 3, 120), (.silent, 0, 120), (.settling, 10, 10),
        ] as [(Trouble.Kind, Int, Int)]
    )
    func budgets(kind: Trouble.Kind, unknown: Int, known: Int) async throws {
        #expect(try await fail(kind) == .seconds(unknown))
        answer()
        #expect(try await fail(kind) == .seconds(known))
    }

    @Test func `a server that is expected back is waited for where it refuses connections`() async throws {
        for (kind, budget) in [(.unreachable, 120), (.unresolved, 3), (.silent, 0)] as [(Trouble.Kind, Int)] {
            let start = clock.elapsed
            var attempts = Attempts(policy, Outages(expectsServers: true))
            while try await attempts.mayTryAgain(after: Trouble(kind, server: "r.example")) {}
            #expect(clock.elapsed - start == .seconds(budget), "\(kind)")
        }
    }

    @Test func `an outage has one budget for all that wait, and the next outage another`() async throws {
        answer()
        #expect(try await fail(.unreachable) == .seconds(120))
        #expect(try await fail(.unreachable) == .zero, "it is gone for two minutes already")
        answer()
        #expect(try await fail(.unreachable) == .seconds(120))
    }

    @Test func `an outage that nobody asked about for long is another one`() async throws {
        answer()
        _ = try await fail(.unreachable)
        try await clock.time.sleep(.seconds(600))
        #expect(try await fail(.unreachable) == .seconds(120))
    }

    @Test func `what a server always fails in gets one whole budget a run`() async throws {
        answer()
        #expect(try await fail(.busy, request: "POST") == .seconds(120))
        outages.answered("r.example", "POST", isWell: true)
        #expect(try await fail(.busy, request: "POST") == .seconds(10))
        #expect(try await fail(.busy, request: "PUT") == .seconds(120), "that is another thing")
    }

    @Test func `an answer that is not right is asked for again three times`() async throws {
        var attempts = Attempts(policy, outages)
        for _ in 0..<3 { #expect(attempts.delay(after: [Trouble(.flawed, server: "r.example")]) != nil) }
        #expect(attempts.delay(after: [Trouble(.flawed, server: "r.example")]) == nil)
    }

    @Test func `what is too slow is tried once more, unless much came of it`() async throws {
        var attempts = Attempts(policy, outages)
        let trouble = Trouble(.slow, server: "r.example")
        #expect(attempts.delay(after: [trouble]) != nil)
        attempts.madeProgress(9)
        #expect(attempts.delay(after: [trouble]) == nil)
        attempts.madeProgress(1 << 20)
        #expect(attempts.delay(after: [trouble]) != nil)
        var impatient = Attempts(policy.once, outages)
        #expect(impatient.delay(after: [trouble]) == nil)
    }

    @Test func `whoever gets further has patience anew`() async throws {
        answer()
        var attempts = Attempts(policy, outages)
        let trouble = Trouble(.unreachable, server: "r.example")
        for _ in 0..<100 {
            answer()
            attempts.madeProgress()
            #expect(try await attempts.mayTryAgain(after: trouble))
        }
    }

    @Test func `of several places any may come back`() async throws {
        answer()
        var attempts = Attempts(policy, outages)
        let (known, unknown) = (
            Trouble(.unreachable, server: "r.example"), Trouble(.unreachable, server: "other.example")
        )
        while try await attempts.mayTryAgain(after: [unknown, known]) {}
        #expect(clock.elapsed == .seconds(120))
    }

    @Test func `the wish of a server is followed, also behind the end of the budget`() async throws {
        answer()
        var attempts = Attempts(policy, outages)
        let trouble = Trouble(.busy, server: "r.example", request: "GET", serverDelay: .seconds(90))
        #expect(try await attempts.mayTryAgain(after: trouble))
        #expect(try await attempts.mayTryAgain(after: trouble))
        #expect(try await !attempts.mayTryAgain(after: trouble))
        #expect(clock.elapsed == .seconds(180))
    }

    @Test func `a host that let the first limit pass is not asked any more in this run`() async throws {
        let time = clock.time
        _ = try await fail(.silent)
        #expect(outages.isClosed("r.example", time))
        try await time.sleep(.seconds(3600))
        #expect(outages.isClosed("r.example", time))
        answer()
        #expect(!outages.isClosed("r.example", time))
        _ = try await fail(.silent)
        #expect(outages.isClosed("r.example", time), "all patience was used")
        try await time.sleep(.seconds(61))
        #expect(!outages.isClosed("r.example", time), "it was there before, and may be again")
    }

    @Test func `the user is told once that a server is gone, and once that it is back`() async throws {
        answer()
        var (one, other) = (Attempts(policy, outages), Attempts(policy, outages))
        let trouble = Trouble(.unreachable, server: "r.example", reason: "refused")
        #expect(try await one.mayTryAgain(after: trouble))
        #expect(notices.withLock { $0.isEmpty }, "most failures pass at once")
        for _ in 0..<5 {
            #expect(try await one.mayTryAgain(after: trouble))
            #expect(try await other.mayTryAgain(after: trouble))
        }
        let waiting = Outages.Notice.waiting(server: "r.example", reason: "refused", upTo: .seconds(120))
        #expect(notices.withLock { $0 } == [waiting])
        for _ in 0..<3 { answer() }
        #expect(notices.withLock { $0 } == [waiting, .over(server: "r.example")])
    }

    @Test func `who wants to stop ends every wait at once, and those to come`() async throws {
        let outages = outages
        let time = TimeSource(now: { .distantPast }, sleep: { _ in try await Task.sleep(for: .seconds(3600)) })
        let policy = RetryPolicy(time: time)
        answer()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    var attempts = Attempts(policy, outages)
                    do {
                        _ = try await attempts.mayTryAgain(after: Trouble(.unreachable, server: "r.example"))
                        return false
                    } catch {
                        return error is CancellationError
                    }
                }
            }
            await Task.yield()
            outages.stopWaiting()
            for await wasStopped in group { #expect(wasStopped) }
        }
    }

    @Test func `waits are up to a quarter shorter, as chance has it`() {
        var policy = RetryPolicy(jitter: { 1 })
        #expect(policy.delay(afterAttempt: 2) == .milliseconds(750))
        #expect(policy.delay(afterAttempt: 2, serverDelay: .seconds(4)) == .seconds(4), "a server means what it says")
        policy.jitter = { 0.5 }
        #expect(policy.delay(afterAttempt: 1) == .milliseconds(437.5))
    }
}
