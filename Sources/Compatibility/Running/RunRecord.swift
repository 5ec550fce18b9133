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
    /// The record is the one around `place`, or else around the source.
    /// In a folder that mirror does not turn into a git repository, the record is kept without one: whoever mirrors need
    /// not know git.
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
        do {
            self.target = try recorded(used)
        } catch let error as NewRepositoryError {
            context.console.note(
                "note: the record is kept without git in \(printable(error.folder)), because it is \(error.reason)\n"
            )
            used = filing(commits: false)
            self.target = try recorded(used)
        }
        self.filing = used
        self.path = path
    }
}
