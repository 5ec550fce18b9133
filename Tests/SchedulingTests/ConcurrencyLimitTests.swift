// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("A concurrency limit")
struct ConcurrencyLimitTests {
    @Test("lets no more run than it says, and everybody in the end")
    func bounds() async throws {
        let limit = ConcurrencyLimit(3)
        let state = Guarded((running: 0, most: 0, done: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await limit.withSlot { _ in
                        state.withLock { state in
                            state.running += 1
                            state.most = max(state.most, state.running)
                        }
                        await Task.yield()
                        state.withLock { state in
                            state.running -= 1
                            state.done += 1
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(state.withLock { $0.done } == 50)
        #expect(state.withLock { $0.most } <= 3)
    }

    @Test("halves once for all that were under way, and rises by one a round")
    func adapts() async throws {
        let limit = ConcurrencyLimit(8)
        try await limit.withSlot { first in
            try await limit.withSlot { second in
                first.slowDown()
                #expect(limit.current == 4)
                second.slowDown()
                #expect(limit.current == 4)
            }
        }
        try await limit.withSlot { $0.slowDown() }
        #expect(limit.current == 2)
        // Those that had to wait meanwhile count as well once they run.
        for _ in 0..<5 { try await limit.withSlot { $0.slowDown() } }
        #expect(limit.current == 1)
        for _ in 0..<100 { try await limit.withSlot { $0.speedUp() } }
        #expect(limit.current == 8)
    }

    @Test("falls again for those that queued before it fell")
    func queued() async throws {
        let limit = ConcurrencyLimit(16)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    try await limit.withSlot { slot in
                        await Task.yield()
                        slot.slowDown()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(limit.current == 1)
    }

    @Test("lets those go who are cancelled while they wait")
    func cancellation() async throws {
        let limit = ConcurrencyLimit(1)
        try await limit.withSlot { _ in
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await limit.withSlot { _ in } }
                await Task.yield()
                group.cancelAll()
                await #expect(throws: CancellationError.self) { try await group.waitForAll() }
            }
        }
        try await limit.withSlot { _ in }
    }

    @Test("by key keeps the tasks of one key apart and leaves other keys alone")
    func keyed() async throws {
        let lock = KeyedLock<String>()
        let running = Guarded<[String: Int]>([:])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let key = "\(number % 2)"
                    try await lock.withLock(key) {
                        let count = running.withLock { running in
                            running[key, default: 0] += 1
                            return running[key]
                        }
                        #expect(count == 1)
                        await Task.yield()
                        running.withLock { $0[key] = 0 }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
