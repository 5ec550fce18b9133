// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// The options for writing and recording a plan.
struct PlanFileOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("o"), .customLong("out", withSingleDash: true)],
        help: ArgumentHelp(
            """
            A file for the plan, beside the recorded one; - is standard output. Default: plan.json with --no-audit, else \
            none.
            """,
            valueName: "file"
        ),
        completion: .file()
    )
    var out: String?

    @Flag(
        name: [.customLong("detailed-exitcode"), .customLong("detailed-exitcode", withSingleDash: true)],
        help: "Exit with 2 if the plan has changes."
    )
    var detailedExitCode = false

    @Flag(help: "Replace files below cluster-resources/ that mirror did not write, or that were changed since.")
    var adopt = false

    @Flag(help: "Make the git repository for the record also in a home folder or a shared folder.")
    var initAudit = false

    @Flag(help: "Show the plan and write nothing but the file of --out, if it is given.")
    var dryRun = false

    /// Where the plan is written: what is recorded in git needs no other file.
    func plannedOutput(_ commits: CommitOptions) -> PlanOutput {
        PlanOutput(path: out ?? (commits.noAudit && !dryRun ? PlanOutput.usualName : nil))
    }

    /// Files a plan that is made from the file at `path`.
    func filing(
        of path: String,
        _ bytes: [UInt8],
        _ commits: CommitOptions,
        _ environment: [String: String]
    ) throws -> PlanFiling {
        PlanFiling(
            of: .init(path: path, bytes: bytes),
            to: plannedOutput(commits),
            choices: RecordingChoices(
                commits: try commits.choices(),
                makesRepository: initAudit,
                adoptsManifests: adopt,
                isDryRun: dryRun
            ),
            environment: environment
        )
    }
}
