// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Ledger

/// Where a plan is written, and how it is recorded.
package struct PlanFiling: Sendable {
    private let source: PlanPublication.SourceFile
    private let place: String?
    private let out: PlanOutput
    private let choices: RecordingChoices
    private let environment: [String: String]

    /// Files a plan of `source`.
    ///
    /// The record is the one around `place`, or else around the source.
    package init(
        of source: PlanPublication.SourceFile,
        around place: String? = nil,
        to out: PlanOutput,
        choices: RecordingChoices,
        environment: [String: String]
    ) {
        self.source = source
        self.place = place
        self.out = out
        self.choices = choices
        self.environment = environment
    }

    /// Finds the target and its record; `option` names the target, and `readsArchive` is as `TargetChoice` has it.
    ///
    /// Throws `OutputRefusal` where the plan's file must not be written.
    package func target(option: String?, readsArchive: Bool, note: (String) -> Void) throws -> RecordedTarget {
        try out.check(configuration: source.path)
        return try RecordedTarget(
            around: place ?? source.path,
            choices: choices,
            option: option,
            readsArchive: readsArchive,
            environment: environment,
            note: note
        )
    }

    /// Returns what writes the plan and records it in a trail; `ledger` is the one that the plan is made by.
    package func publication(in trail: AuditTrail, _ ledger: TargetLedger) -> PlanPublication {
        PlanPublication(
            of: source,
            to: out,
            choices: choices,
            trail: trail,
            ledger: ledger,
            environment: environment
        )
    }
}
