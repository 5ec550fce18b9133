// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Scheduling
import Testing

@Suite("Work that blocks")
struct BlockingExecutorTests {
    /// Threads that come one a second, as those of a concurrent queue do, need longer than the limit.
    @Test("has a thread of its own, so that any number of jobs may wait for each other", .timeLimit(.minutes(1)))
    func meeting() async throws {
        let count = 100
        let arrived = Guarded(0)
        let doors = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    try await blocking {
                        let isLast = arrived.withLock { arrived in
                            arrived += 1
                            return arrived == count
                        }
                        if isLast { for _ in 1..<count { doors.signal() } } else { doors.wait() }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(arrived.withLock { $0 } == count)
    }
}
