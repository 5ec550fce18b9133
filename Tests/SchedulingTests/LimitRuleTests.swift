// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("The rules of a concurrency limit")
struct LimitRuleTests {
    private struct Broken: Error {}

    @Test("let at least one run", arguments: [(-1, 1), (0, 1), (1, 1), (8, 8)])
    func least(maximum: Int, current: Int) {
        #expect(ConcurrencyLimit(maximum).current == current)
    }

    @Test("halve down to one, and no further")
    func halves() async throws {
        let limit = ConcurrencyLimit(8)
        var seen: [Int] = []
        for _ in 0..<5 {
            try await limit.withSlot { $0.slowDown() }
            seen.append(limit.current)
        }
        #expect(seen == [4, 2, 1, 1, 1])
    }

    @Test("rise by one for every round of successes, up to the maximum")
    func rises() async throws {
        let limit = ConcurrencyLimit(4)
        for _ in 0..<2 { try await limit.withSlot { $0.slowDown() } }
        #expect(limit.current == 1)
        // A success adds one part of the limit: 1, 2, then 2.5, 2.9, 3.24, then 3.55, 3.83, 4.
        var successes: [Int] = []
        for target in 2...4 {
            var count = 0
            while limit.current < target {
                try await limit.withSlot { $0.speedUp() }
                count += 1
            }
            successes.append(count)
        }
        #expect(successes == [1, 3, 3])
        for _ in 0..<20 { try await limit.withSlot { $0.speedUp() } }
        #expect(limit.current == 4)
    }

    @Test("give a place back to the next, however the one before ended")
    func givesBack() async throws {
        let limit = ConcurrencyLimit(1)
        for _ in 0..<3 { await #expect(throws: Broken.self) { try await limit.withSlot { _ in throw Broken() } } }
        #expect(try await limit.withSlot { _ in "in" } == "in")
    }

    @Test("refuse who is cancelled before")
    func cancelled() async throws {
        let limit = ConcurrencyLimit(1)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await limit.withSlot { _ in true }
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(try await limit.withSlot { _ in true })
    }

    @Test("keep the work of a key apart, and forget the key behind it")
    func keys() async throws {
        let lock = KeyedLock<Int>()
        #expect(try await lock.withLock(1) { try await lock.withLock(2) { "both" } } == "both")
        await #expect(throws: Broken.self) { try await lock.withLock(1) { throw Broken() } }
        #expect(try await lock.withLock(1) { "again" } == "again")
    }
}
