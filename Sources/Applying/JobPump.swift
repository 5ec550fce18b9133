// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A queue of jobs; it decides which may run next, and receives their results.
protocol JobQueue {
    associatedtype Job: Sendable

    /// Returns the next job that may run beside the current ones, or `nil` if all must wait.
    mutating func next() -> Job?

    /// Returns the next job that may begin after a request to stop: a short one that completes what is begun.
    mutating func nextAfterStop() -> Job?

    /// Records the result of a job: the number of bytes that it transferred, or an error.
    mutating func ended(_ job: Job, _ result: Result<Int64, any Error>)

    /// Returns the next short job that may run, one that moves no blob; such jobs run beside the transfers.
    mutating func nextShort() -> Job?

    /// Whether no other job makes sense after an error.
    func isFinal(_ error: any Error) -> Bool
}

extension JobQueue {
    mutating func nextShort() -> Job? { nil }
    mutating func nextAfterStop() -> Job? { nil }
}

/// Runs the jobs of a queue, as many at a time as move more bytes and end more jobs.
///
/// It ends when no job is left or the run must stop.
struct JobPump: Sendable {
    /// The maximum number of parallel jobs.
    let parallelism: Int
    let stop: StopSignal
    var time = TimeSource.system

    /// The number of jobs with which a run begins: enough for large blobs, of which more at a time move no more bytes.
    private static let firstJobs = 8

    /// After this many jobs in a row that could not reach a registry, no other job is begun: the run ends instead of
    /// waiting for each, and can be run again.
    private static let unreachableLimit = 4

    /// Runs jobs until none is left or may begin; returns the number of bytes that they transferred.
    ///
    /// After a request to stop, only jobs begin that complete what is there, and jobs that take too long are cancelled. A job
    /// that ends with `CancellationError` neither failed nor ended, and is not reported to the queue.
    func drain<Queue: JobQueue>(
        _ queue: inout Queue,
        _ work: @escaping @Sendable (Queue.Job) async throws -> Int64
    ) async -> Int64 {
        var bytes: Int64 = 0
        var isOver = false
        var unreachable = 0
        var limit = AdaptiveLimit(start: Self.firstJobs, ceiling: parallelism)
        await withTaskGroup(of: (Queue.Job, isShort: Bool, Result<Int64, any Error>).self) { group in
            var (running, transfers) = (0, 0)
            func begin(_ job: Queue.Job, isShort: Bool) {
                group.addTask { [stop] in
                    do {
                        let bytes = try await stop.cancelling(after: stop.timeForJobs) { try await work(job) }
                        return (job, isShort, .success(bytes))
                    } catch {
                        return (job, isShort, .failure(error))
                    }
                }
                running += 1
                if !isShort { transfers += 1 }
            }
            while true {
                while running < parallelism, !isOver, unreachable < Self.unreachableLimit, !Task.isCancelled {
                    if stop.isRequested {
                        guard !stop.isOver, let job = queue.nextAfterStop() else { break }
                        begin(job, isShort: true)
                    } else if let job = queue.nextShort() {
                        begin(job, isShort: true)
                    } else if transfers < limit.current, let job = queue.next() {
                        begin(job, isShort: false)
                    } else {
                        break
                    }
                }
                let isFull = transfers == limit.current
                guard let (job, isShort, result) = await group.next() else { break }
                running -= 1
                if !isShort { transfers -= 1 }
                switch result {
                case .success(let count):
                    bytes += count
                    unreachable = 0
                    if !isShort { limit.ended(bytes: count, isWanted: isFull, at: time.uptime()) }
                case .failure(let error):
                    if error is CancellationError { continue }
                    isOver = isOver || queue.isFinal(error)
                    unreachable = error.isUnreachable ? unreachable + 1 : 0
                }
                queue.ended(job, result)
            }
        }
        return bytes
    }
}
