// SPDX-License-Identifier: Apache-2.0

import Glibc
import Scheduling
import TestSupport
import Testing

@Suite("Work on many items")
struct ConcurrentMapTests {
    private struct Broken: Error, Equatable { let item: Int }

    @Test("has its results in the order of the items", arguments: [1, 2, 7, 100])
    func order(limit: Int) async throws {
        let results = try await concurrentMap(Array(0..<50), limit: limit) { item in
            for _ in 0..<((item * 7) % 5) { await Task.yield() }
            return item * item
        }
        #expect(results == (0..<50).map { $0 * $0 })
    }

    @Test(
        "runs as many at once as it may, and no more",
        .timeLimit(.minutes(1)),
        arguments: [(1, 1), (3, 3), (0, 1), (-4, 1), (20, 12)]
    )
    func limits(limit: Int, expected: Int) async throws {
        let state = Guarded((running: 0, most: 0, arrived: 0))
        _ = try await concurrentMap(Array(0..<12), limit: limit) { item in
            state.withLock { state in
                state.running += 1
                state.arrived += 1
                state.most = max(state.most, state.running)
            }
            // Nobody goes on before so many have come as may run at once.
            let group = (item / expected + 1) * expected
            while state.withLock({ $0.arrived < group }) { await Task.yield() }
            state.withLock { $0.running -= 1 }
        }
        #expect(state.withLock { $0.most } == expected)
        #expect(state.withLock { $0.running } == 0)
    }

    @Test("of nothing is nothing")
    func nothing() async throws {
        #expect(try await concurrentMap([Int](), limit: 3) { $0 }.isEmpty)
    }

    @Test("ends with the first error, and what runs beside it is cancelled")
    func errors() async throws {
        let started = Guarded(0)
        await #expect(throws: Broken(item: 2)) {
            _ = try await concurrentMap(Array(0..<100), limit: 3) { item in
                started.withLock { $0 += 1 }
                guard item != 2 else { throw Broken(item: item) }
                try await Task.sleep(for: .seconds(3600))
            }
        }
        #expect(started.withLock { $0 } == 3)
    }
}

@Suite("Work that is done once")
struct RememberedWorkTests {
    private struct Broken: Error {}

    @Test("is remembered by key")
    func remembers() async throws {
        let work = RememberedWork<String, Int>()
        let count = Guarded(0)
        for (key, value) in [("a", 1), ("a", 2), ("b", 3), ("a", 4)] {
            let found = try await work.value(for: key) {
                count.withLock { $0 += 1 }
                return value
            }
            #expect(found == (key == "a" ? 1 : 3))
        }
        #expect(count.withLock { $0 } == 2)
        #expect(work.known("a") == 1 && work.known("b") == 3 && work.known("c") == nil)
    }

    @Test("is tried again where it failed")
    func failures() async throws {
        let work = RememberedWork<String, Int>()
        for _ in 0..<2 { await #expect(throws: Broken.self) { _ = try await work.value(for: "a") { throw Broken() } } }
        #expect(work.known("a") == nil)
        #expect(try await work.value(for: "a") { 5 } == 5)
    }

    @Test("is done once for all who ask at the same time")
    func together() async throws {
        let work = RememberedWork<Int, Int>()
        let count = Guarded(0)
        let results = try await concurrentMap(Array(0..<40), limit: 40) { item in
            try await work.value(for: item % 2) {
                for _ in 0..<20 { await Task.yield() }
                return count.withLock { count in
                    count += 1
                    return item % 2
                }
            }
        }
        #expect(results == (0..<40).map { $0 % 2 })
        #expect(count.withLock { $0 } == 2)
    }

    @Test("is added up, whoever reports it")
    func bytes() async throws {
        let counter = ByteCounter()
        let sums = try await concurrentMap(Array(1...100), limit: 10) { counter.add(Int64($0)) }
        #expect(sums.max() == 5050)
        #expect(counter.add(0) == 5050)
        #expect(Set(sums).count == 100)
    }

    @Test("where it may block knows when nobody wants it any more")
    func cancelled() async throws {
        let gate = Guarded(false)
        let task = Task {
            try await cancellableBlocking { isCancelled in
                gate.withLock { $0 = true }
                while !isCancelled() { usleep(1000) }
                return "stopped"
            }
        }
        while !gate.withLock({ $0 }) { await Task.yield() }
        task.cancel()
        #expect(try await task.value == "stopped")
        #expect(try await cancellableBlocking { $0() } == false)
        await #expect(throws: Broken.self) { try await blocking { throw Broken() } }
    }
}
