// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// An executor for tasks that block, such as calls into libarchive and libgit2, on threads outside Swift's pool.
///
/// Each task has its own serial queue, because Dispatch gives such queues threads whatever else runs. A concurrent
/// queue has only as many threads as there are processors, and Swift's tasks run on the same ones. If that many jobs
/// wait for a task's chunks, the task cannot run until Dispatch looks again a second later.
package final class BlockingExecutor: TaskExecutor {
    package static let shared = BlockingExecutor()

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        DispatchQueue(label: "blocking").async {
            // Unsafe: a job must run once, and this is the only place that runs it.
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}

/// Runs `body` on a thread that may block.
package func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await Task(executorPreference: BlockingExecutor.shared) { try body() }.value
}

/// Runs `body` on a thread that may block, and tells it if the task is cancelled.
package func cancellableBlocking<Value: Sendable>(
    _ body: @escaping @Sendable (_ isCancelled: () -> Bool) throws -> Value
) async throws -> Value {
    let isCancelled = Guarded(false)
    return try await withTaskCancellationHandler {
        try await blocking { try body { isCancelled.withLock { $0 } } }
    } onCancel: {
        isCancelled.withLock { $0 = true }
    }
}
