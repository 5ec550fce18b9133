// SPDX-License-Identifier: Apache-2.0

package import Audit
package import GitStore
package import Ledger

/// Where a plan is written, and how it is recorded.
package struct PlanFiling: Sendable {
    private let source: PlanPublication.SourceFile
    private let place: String?
    private let out: PlanOutput
    private let commits: CommitChoices
    private let overwritesManifests: Bool
    private let environment: [String: String]

    /// Files a plan of `source`; `overwritesManifests` replaces files for clusters that somebody else wrote or changed.
    ///
    /// The record is the one around `place`, or else around the source.
    package init(
        of source: PlanPublication.SourceFile,
        around place: String? = nil,
        to out: PlanOutput,
        commits: CommitChoices,
        overwritesManifests: Bool,
        environment: [String: String]
    ) {
        self.source = source
        self.place = place
        self.out = out
        self.commits = commits
        self.overwritesManifests = overwritesManifests
        self.environment = environment
    }

    /// Finds the target and its record; `option` names the target, and `readsArchive` is as `TargetChoice` has it.
    ///
    /// Throws `OutputRefusal` where the plan's file must not be written.
    package func target(option: String?, readsArchive: Bool, note: (String) -> Void) throws -> RecordedTarget {
        try out.check(configuration: source.path)
        return try RecordedTarget(
            around: place ?? source.path,
            commits: commits,
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
            overwritesManifests: overwritesManifests,
            trail: trail,
            ledger: ledger,
            environment: environment
        )
    }
}
