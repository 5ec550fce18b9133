// SPDX-License-Identifier: Apache-2.0

import Applying
import Plans
import Runs
import Scheduling

/// An executor that does nothing, and what it says of it.
struct ScriptedExecutor: PlanExecuting, ExecutorMaking {
    let steps: RecordedSteps
    var done = DoneWork.nothing
    var outcome: ApplyOutcome
    /// Why the plan must not be executed.
    var refusal: StaleArchive?
    /// Whether the target never answers.
    var isStuck = false
    /// What happens meanwhile.
    var meanwhile: @Sendable () -> Void = {}

    func executor(
        of file: PlanFile,
        stop: StopSignal,
        events: @escaping @Sendable (ApplyEvent) -> Void
    ) async throws -> ReadyExecutor {
        steps.add("open")
        return ReadyExecutor(self, outages: Outages())
    }

    func check() async throws -> DoneWork {
        steps.add("check")
        if let refusal { throw refusal }
        if isStuck { try await Task.sleep(for: .seconds(1000)) }
        return done
    }

    func run(done: DoneWork) async throws -> ApplyOutcome {
        steps.add("run behind \(done.actions.count)")
        meanwhile()
        return outcome
    }
}
