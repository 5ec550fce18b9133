// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Work in single jobs: what may run next, and what becomes of it.
protocol JobQueue {
    associatedtype Job: Sendable

    /// Returns the next job that may run beside those that do, or `nil` where all must wait.
    mutating func next() -> Job?

    /// Takes note of how a job ended: with the bytes that it moved, or with an error.
    mutating func ended(_ job: Job, _ result: Result<Int64, any Error>)

    /// Whether an error is one after which no other job is of use.
    func isFinal(_ error: any Error) -> Bool
}

/// Runs the jobs of a queue, a limited number at a time.
///
/// It ends when no job is left or the run has to stop.
struct JobPump: Sendable {
    let parallelism: Int
    let stop: StopSignal

    /// After this many jobs in a row that could not reach a registry no other is begun: rather than wait for each, the
    /// run ends and can be run again.
    private static let unreachableLimit = 4

    /// Runs jobs until none is left or may begin; returns the bytes that they moved.
    ///
    /// A job that ends with `CancellationError` waited for a registry when the user wanted to stop: it neither failed
    /// nor ended, and the queue is not told.
    func drain<Queue: JobQueue>(
        _ queue: inout Queue,
        _ work: @escaping @Sendable (Queue.Job) async throws -> Int64
    ) async -> Int64 {
        var bytes: Int64 = 0
        var isOver = false
        var unreachable = 0
        await withTaskGroup(of: (Queue.Job, Result<Int64, any Error>).self) { group in
            var running = 0
            while true {
                while running < parallelism, !isOver, unreachable < Self.unreachableLimit, !stop.isRequested,
                    !Task.isCancelled, let job = queue.next()
                {
                    group.addTask {
                        do {
                            return (job, .success(try await work(job)))
                        } catch {
                            return (job, .failure(error))
                        }
                    }
                    running += 1
                }
                guard let (job, result) = await group.next() else { break }
                running -= 1
                switch result {
                case .success(let count):
                    bytes += count
                    unreachable = 0
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
