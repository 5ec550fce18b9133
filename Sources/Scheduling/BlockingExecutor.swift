// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs tasks that block, such as calls into libarchive and libgit2, on threads
/// outside Swift's cooperative pool.
///
/// Each has a serial queue of its own, because Dispatch gives these threads whatever others do. The threads of a
/// concurrent queue are as many as there are processors, and Swift's tasks run on the same ones: as many jobs that wait
/// for a task's chunks would keep it from running, until Dispatch looks again a second later.
package final class BlockingExecutor: TaskExecutor {
    package static let shared = BlockingExecutor()

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        DispatchQueue(label: "blocking").async {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }
}

/// Runs `body` where it may block.
package func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await Task(executorPreference: BlockingExecutor.shared) { try body() }.value
}

/// Runs `body` where it may block, and tells it when the task is cancelled.
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
