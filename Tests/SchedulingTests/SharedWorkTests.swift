// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("Shared work")
struct SharedWorkTests {
    private struct Broken: Error {}

    @Test("is done once for all that ask at the same time, and anew for those that ask later")
    func once() async throws {
        let work = SharedWork<Int, Int>()
        let count = Guarded(0)
        let gate = ConcurrencyLimit(1)
        try await withThrowingTaskGroup(of: Int.self) { group in
            try await gate.withSlot { _ in
                for _ in 0..<10 {
                    group.addTask {
                        try await work.value(for: 1) {
                            try await gate.withSlot { _ in }
                            return count.withLock { count in
                                count += 1
                                return count
                            }
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            for try await value in group { #expect(value == 1) }
        }
        #expect(try await work.value(for: 1) { 7 } == 7)
    }

    @Test("fails for all that wait for it")
    func failure() async throws {
        let work = SharedWork<Int, Int>()
        await #expect(throws: Broken.self) { try await work.value(for: 1) { throw Broken() } }
        #expect(try await work.value(for: 1) { 2 } == 2)
    }

    @Test("is taken over by another when the one who does it is cancelled")
    func takeover() async throws {
        let work = SharedWork<Int, Int>()
        let hasBegun = Guarded(false)
        try await withThrowingTaskGroup(of: Int.self) { others in
            await withTaskGroup(of: Void.self) { first in
                first.addTask {
                    _ = try? await work.value(for: 1) {
                        hasBegun.withLock { $0 = true }
                        try await Task.sleep(for: .seconds(60))
                        return 1
                    }
                }
                while !hasBegun.withLock({ $0 }) { await Task.yield() }
                others.addTask { try await work.value(for: 1) { 2 } }
                try? await Task.sleep(for: .milliseconds(20))
                first.cancelAll()
            }
            for try await value in others { #expect(value == 2) }
        }
    }
}
