// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Testing

@testable import Applying

@Suite("A request to stop")
struct StopSignalTests {
    /// A clock that stands where it is put; nobody's wait on it ends by itself.
    private final class StandingClock: Sendable {
        private let now = Guarded(Duration.zero)

        func set(_ time: Duration) { now.withLock { $0 = time } }

        var time: TimeSource {
            TimeSource(
                now: { Date(timeIntervalSince1970: 0) },
                uptime: { self.now.withLock { $0 } },
                sleep: { _ in try await Task.sleep(for: .seconds(1000)) }
            )
        }
    }

    @Test(
        "leaves a part of its time for the record",
        arguments: [(10, 7), (30, 27), (300, 297), (6, 3), (4, 2), (1, 0.5)] as [(Double, Double)]
    )
    func time(within: Double, jobs: Double) {
        #expect(StopSignal(within: .seconds(within)).timeForJobs == .seconds(jobs))
    }

    @Test("is over when the time for jobs has passed since the first request")
    func isOver() throws {
        let clock = StandingClock()
        let stop = StopSignal(within: .seconds(10), time: clock.time)
        clock.set(.seconds(1000))
        #expect(!stop.isRequested && !stop.isOver)
        try stop.check()
        stop.request()
        #expect(stop.isRequested && !stop.isOver)
        #expect(throws: CancellationError.self) { try stop.check() }
        clock.set(.seconds(1006))
        stop.request()
        #expect(!stop.isOver)
        clock.set(.seconds(1007))
        #expect(stop.isOver)
    }

    @Test("lets a job end that takes less than its time")
    func short() async throws {
        let stop = StopSignal(time: StandingClock().time)
        let result = try await stop.cancelling(after: .seconds(5)) {
            stop.request()
            return 7
        }
        #expect(result == 7)
        #expect(try await stop.cancelling(after: .seconds(5)) { 8 } == 8)
    }

    /// An error that code throws when it is cancelled.
    private struct Broken: Error {}

    @Test("cancels a job that takes longer, whatever error that causes")
    func long() async {
        let stop = StopSignal(within: .milliseconds(2))
        await #expect(throws: CancellationError.self) {
            try await stop.cancelling(after: .milliseconds(1)) {
                stop.request()
                do { try await Task.sleep(for: .seconds(1000)) } catch { throw Broken() }
            }
        }
    }

    @Test("does not change the error of a job that failed by itself")
    func failing() async {
        let stop = StopSignal(time: StandingClock().time)
        stop.request()
        await #expect(throws: Broken.self) { try await stop.cancelling(after: .seconds(5)) { throw Broken() } }
    }

    @Test("passes a cancellation on to the job")
    func cancelled() async {
        let stop = StopSignal(time: StandingClock().time)
        let task = Task { try await stop.cancelling(after: .seconds(5)) { try await Task.sleep(for: .seconds(1000)) } }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
