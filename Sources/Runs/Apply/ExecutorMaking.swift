// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Plans
package import Scheduling

/// Makes the executor of a plan: opens its sources and its target.
package protocol ExecutorMaking: Sendable {
    /// Returns the executor of a plan, which begins no new work after a request to `stop`.
    func executor(
        of file: PlanFile,
        stop: StopSignal,
        events: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws -> ReadyExecutor
}

/// An executor, the step of a sequence that it completes, and the state of the servers that it may wait for.
package struct ReadyExecutor: Sendable {
    package let executor: any PlanExecuting
    package let outages: Outages
    package let sequence: SequenceSession?

    package init(_ executor: any PlanExecuting, outages: Outages, sequence: SequenceSession? = nil) {
        self.executor = executor
        self.outages = outages
        self.sequence = sequence
    }
}
