// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import GitStore
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
    /// The record is the one around `place`, or else around the source. Whoever mirrors need not know git. Where nothing can
    /// be committed, the record is kept without that: in the home folder, which does not become a repository, or in a
    /// checkout of a pipeline, which is on no branch.
    init(
        of source: PlanPublication.SourceFile,
        around place: String? = nil,
        at target: MirrorTarget,
        in folder: String,
        named name: String = "plan.json",
        readsArchive: Bool,
        _ context: ToolContext
    ) throws {
        try OutputFolder.make(folder)
        path = joinedPath(folder, name)
        filing = PlanFiling(
            of: source,
            around: place,
            to: PlanOutput(path: path),
            choices: RecordingChoices(commits: CommitChoices(Self.commits(around: place ?? source.path, context))),
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
