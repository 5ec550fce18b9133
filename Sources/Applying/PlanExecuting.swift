// SPDX-License-Identifier: Apache-2.0

package import Plans

/// Executes one plan: exactly that, and only if the target is as the plan found it.
///
/// The outcome is one value; the ledger and the receipt are computed from it.
package protocol PlanExecuting: Sendable {
    /// Checks all that the plan relies on, and changes nothing.
    ///
    /// Returns the work that is done already; throws the reason if the plan must not be executed, such as `StalePlan` or
    /// `StaleArchive`.
    func check() async throws -> DoneWork

    /// Carries out the rest of the plan after `check()`; an image that fails does not stop the others.
    func run(done: DoneWork) async throws -> ApplyOutcome
}

/// The work that was done before a run, by position in the plan.
package struct DoneWork: Sendable, Equatable {
    package let actions: Set<Int>
    package let deletions: Set<Int>

    package static let nothing = DoneWork()

    package init(actions: Set<Int> = [], deletions: Set<Int> = []) {
        self.actions = actions
        self.deletions = deletions
    }
}
