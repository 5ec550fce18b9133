// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Plans
import Resolution
import Runs

/// Where the plan of a run is filed: its file in the workspace, and the record around what it is made of.
struct RunRecord: Sendable {
    let filing: PlanFiling
    let target: RecordedTarget
    /// The path of the plan's file.
    let path: String

    /// Finds the record of a plan that is made from `source` for a target; `folder` is that of the plan's file, which is made
    /// if it is missing.
    ///
<<<<<<< HEAD
    /// Whoever mirrors need not know git. Where nothing can be committed, the record is kept without that: in the home
    /// folder, which does not become a repository, or in a checkout of a pipeline, which is on no branch.
=======
    /// The record is the one around `place`, or else around the source.
    /// In a folder that mirror does not turn into a git repository, the record is kept without one: whoever mirrors need
    /// not know git.
>>>>>>> de6787724625c7d6c5ca69ded8626b6b7b9aa57d
    init(
        of source: PlanPublication.SourceFile,
        around place: String? = nil,
        at target: MirrorTarget,
        in folder: String,
        named name: String = "plan.json",
        readsArchive: Bool,
        _ context: ToolContext
    ) throws {
<<<<<<< HEAD
        path = joinedPath(folder, "plan.json")
        filing = PlanFiling(
            of: source,
            to: PlanOutput(path: path),
            commits: Self.commits(around: source.path, context),
            overwritesManifests: false,
            environment: context.environment
        )
        self.target = try filing.target(
            option: target.place.argument,
            readsArchive: readsArchive,
            note: context.console.note
        )
    }

    /// Whether the record can be committed; tells why not.
    private static func commits(around path: String, _ context: ToolContext) -> Bool {
=======
        try OutputFolder.make(folder)
        let path = joinedPath(folder, name)
        func filing(commits: Bool) -> PlanFiling {
            PlanFiling(
                of: source,
                around: place,
                to: PlanOutput(path: path),
                commits: commits,
                overwritesManifests: false,
                environment: context.environment
            )
        }
        func recorded(_ filing: PlanFiling) throws -> RecordedTarget {
            try filing.target(
                option: target.place.argument,
                readsArchive: readsArchive,
                note: context.console.note
            )
        }
        var used = filing(commits: true)
>>>>>>> de6787724625c7d6c5ca69ded8626b6b7b9aa57d
        do {
            try AuditTrail(around: path, commits: true, environment: context.environment).requireCommittable()
            return true
        } catch {
            let reason = printable(Explanation(error).summary)
            context.console.note("note: the record is kept without a commit: \(reason)\n")
            return false
        }
    }
}
