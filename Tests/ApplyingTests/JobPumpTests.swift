// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Registry
import Scheduling
import Testing

@testable import Applying

@Suite("The pump of jobs")
struct JobPumpTests {
    /// How a job ends.
    enum Ending: Sendable, Equatable {
        case moved(Int64)
        case failed
        case unreachable
        /// After which no other job is of use.
        case final
        case cancelled

        func end() throws -> Int64 {
            switch self {
            case .moved(let bytes): return bytes
            case .failed:
                throw RegistryError(kind: .server, request: "PUT https://reg.io/", refusal: .init(status: 500))
            case .unreachable:
                throw RegistryError(kind: .unreachable(.connectionRefused), request: "PUT https://reg.io/")
            case .final: throw FinalFailure()
            case .cancelled: throw CancellationError()
            }
        }
    }

    struct FinalFailure: Error {}

    /// Jobs in their order, by number, and what the queue was told.
    struct Queue: JobQueue {
        var waiting: [Int]
        private(set) var begun: [Int] = []
        private(set) var told: [Int] = []

        init(_ count: Int) { waiting = Array(0..<count) }

        mutating func next() -> Int? {
            guard !waiting.isEmpty else { return nil }
            begun.append(waiting.removeFirst())
            return begun.last
        }

        mutating func ended(_ job: Int, _ result: Result<Int64, any Error>) { told.append(job) }

        func isFinal(_ error: any Error) -> Bool { error is FinalFailure }
    }

    /// What jobs come to one after the other, how many of them begin, and the bytes that they moved.
    @Test(
        "begins no other job where that is of no use",
        arguments: [
            ([], 0, 0),
            ([.moved(3), .moved(4)], 2, 7),
            ([.failed, .moved(3), .failed, .failed, .failed, .failed, .moved(4)], 7, 7),
            ([.unreachable, .unreachable, .unreachable, .unreachable, .moved(1)], 4, 0),
            ([.unreachable, .unreachable, .unreachable, .moved(0), .unreachable, .moved(1)], 6, 1),
            ([.unreachable, .unreachable, .unreachable, .failed, .unreachable, .moved(1)], 6, 1),
            ([.unreachable, .unreachable, .unreachable, .cancelled, .unreachable, .moved(1)], 5, 0),
            ([.moved(2), .final, .moved(1)], 2, 2),
            ([.cancelled, .moved(1)], 2, 1),
        ] as [([Ending], Int, Int64)]
    )
    func endings(endings: [Ending], begun: Int, bytes: Int64) async {
        var queue = Queue(endings.count)
        let moved = await JobPump(parallelism: 1, stop: StopSignal()).drain(&queue) { try endings[$0].end() }
        #expect(moved == bytes)
        #expect(queue.begun == Array(0..<begun))
        // A job that waited when the user wanted to stop has neither failed nor ended.
        #expect(queue.told == queue.begun.filter { endings[$0] != .cancelled })
    }

    @Test("lets those end that run beside the one after which no other is of use")
    func beside() async {
        var queue = Queue(5)
        let isFinal = Guarded(false)
        let moved = await JobPump(parallelism: 2, stop: StopSignal()).drain(&queue) { job in
            if job == 0 {
                isFinal.withLock { $0 = true }
                throw FinalFailure()
            }
            while !isFinal.withLock({ $0 }) { await Task.yield() }
            return 5
        }
        #expect(queue.begun.starts(with: [0, 1]) && queue.begun.count <= 3)
        #expect(queue.told.sorted() == queue.begun)
        #expect(moved == Int64(queue.begun.count - 1) * 5)
    }

    /// Transfers, which are the numbers from 0, and short jobs that come once eight of those run.
    private struct MixedQueue: JobQueue {
        private var transfers = Array(0..<20)
        private var shorts = Array(-5..<0)

        mutating func next() -> Int? { transfers.isEmpty ? nil : transfers.removeFirst() }
        mutating func nextShort() -> Int? { transfers.count > 12 || shorts.isEmpty ? nil : shorts.removeFirst() }
        mutating func ended(_ job: Int, _ result: Result<Int64, any Error>) {}
        func isFinal(_ error: any Error) -> Bool { false }
    }

    @Test("begins with eight transfers, and runs short jobs beside them")
    func short() async {
        var queue = MixedQueue()
        let (running, most, shorts) = (Guarded(0), Guarded(0), Guarded(0))
        // On a clock that stands still no window ends, so the number of transfers stays.
        let time = TimeSource(now: { .distantPast }, uptime: { .zero }) { _ in }
        let moved = await JobPump(parallelism: 64, stop: StopSignal(), time: time).drain(&queue) { job in
            guard job >= 0 else {
                shorts.withLock { $0 += 1 }
                return 0
            }
            let count = running.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, count) }
            // None of the transfers ends before all short jobs have.
            for _ in 0..<100_000 where shorts.withLock({ $0 }) < 5 { await Task.yield() }
            running.withLock { $0 -= 1 }
            return shorts.withLock { $0 } == 5 ? 1 : 0
        }
        #expect(moved == 20)
        #expect(most.withLock { $0 } <= 8)
    }

    @Test("runs as many jobs at the same time as it may, and no more", arguments: [1, 3, 8])
    func parallelism(limit: Int) async {
        var queue = Queue(20)
        let (running, most) = (Guarded(0), Guarded(0))
        let moved = await JobPump(parallelism: limit, stop: StopSignal()).drain(&queue) { _ in
            let count = running.withLock { count in
                count += 1
                return count
            }
            most.withLock { $0 = max($0, count) }
            // The first ones wait for each other.
            for _ in 0..<100_000 where most.withLock({ $0 }) < limit { await Task.yield() }
            running.withLock { $0 -= 1 }
            return 1
        }
        #expect(moved == 20)
        #expect(most.withLock { $0 } == limit)
    }

    @Test("begins nothing new once the user wants to stop, and waits for what runs")
    func stopping() async {
        var queue = Queue(5)
        let stop = StopSignal()
        let moved = await JobPump(parallelism: 1, stop: stop).drain(&queue) { job in
            if job == 1 { stop.request() }
            return 1
        }
        #expect(moved == 2)
        #expect(queue.begun == [0, 1] && queue.told == [0, 1] && queue.waiting == [2, 3, 4])
    }

    /// A queue that has short jobs, with numbers from 100, for the time after a request to stop.
    struct CompletingQueue: JobQueue {
        var long = [0, 1, 2]
        var short = [100, 101]
        private(set) var told: [Int] = []

        mutating func next() -> Int? { long.isEmpty ? nil : long.removeFirst() }
        mutating func nextAfterStop() -> Int? { short.isEmpty ? nil : short.removeFirst() }
        mutating func ended(_ job: Int, _ result: Result<Int64, any Error>) { told.append(job) }
        func isFinal(_ error: any Error) -> Bool { false }
    }

    @Test("begins jobs that complete what is there once the user wants to stop, until their time is over")
    func completing() async {
        var queue = CompletingQueue()
        let stop = StopSignal(within: .seconds(600))
        _ = await JobPump(parallelism: 1, stop: stop).drain(&queue) { job in
            if job == 1 { stop.request() }
            return 1
        }
        #expect(queue.told == [0, 1, 100, 101] && queue.long == [2])

        var late = CompletingQueue()
        let over = StopSignal(within: .zero)
        over.request()
        _ = await JobPump(parallelism: 1, stop: over).drain(&late) { _ in 1 }
        #expect(late.told.isEmpty)
    }

    @Test("cancels a job that does not end in time once the user wants to stop; it neither failed nor ended")
    func overdue() async {
        var queue = Queue(2)
        let stop = StopSignal(within: .milliseconds(2))
        let moved = await JobPump(parallelism: 1, stop: stop).drain(&queue) { _ in
            stop.request()
            try await Task.sleep(for: .seconds(1000))
            return 1
        }
        #expect(moved == 0 && queue.begun == [0] && queue.told.isEmpty)
    }
}
