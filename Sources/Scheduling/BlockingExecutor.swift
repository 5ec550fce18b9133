// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs tasks that block, such as calls into libarchive and libgit2, on threads
/// outside Swift's cooperative pool.
package final class BlockingExecutor: TaskExecutor {
    package static let shared = BlockingExecutor()

    private let queue = DispatchQueue(label: "blocking", attributes: .concurrent)

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
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
