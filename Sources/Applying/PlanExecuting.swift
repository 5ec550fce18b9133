// SPDX-License-Identifier: Apache-2.0

package import Plans

/// Executes one plan: exactly that, and only while the target is as the plan found it.
///
/// What it does to the target is its own business; what became of the plan is one value, from which the record follows.
package protocol PlanExecuting: Sendable {
    /// Looks at all that the plan rests on, and changes nothing.
    ///
    /// Returns what is done already, and throws why the plan must not be executed: `StalePlan`, `StaleArchive` and the
    /// like.
    func check() async throws -> DoneWork

    /// Does what is left of the plan after `check()`; one image that fails does not stop the others.
    func run(done: DoneWork) async throws -> ApplyOutcome
}

/// What is done of a plan before a run, by position in the plan.
package struct DoneWork: Sendable, Equatable {
    package let actions: Set<Int>
    package let deletions: Set<Int>

    package static let nothing = DoneWork()

    package init(actions: Set<Int> = [], deletions: Set<Int> = []) {
        self.actions = actions
        self.deletions = deletions
    }
}
