// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// The options for writing and recording a plan.
struct PlanFileOptions: ParsableArguments {
    @Option(
        name: [.long, .customShort("o"), .customLong("out", withSingleDash: true)],
        help: ArgumentHelp("The file for the plan; - is standard output.", valueName: "file"),
        completion: .file()
    )
    var out = "plan.json"

    @Flag(
        name: [.customLong("detailed-exitcode"), .customLong("detailed-exitcode", withSingleDash: true)],
        help: "Exit with 2 if the plan has changes."
    )
    var detailedExitCode = false

    @Flag(help: "Overwrite files below cluster-resources/ that mirror did not write, or that were changed since.")
    var overwriteManifests = false

    /// Files a plan that is made from the file at `path`.
    func filing(
        of path: String,
        _ bytes: [UInt8],
        _ commits: CommitOptions,
        _ environment: [String: String]
    ) throws -> PlanFiling {
        PlanFiling(
            of: .init(path: path, bytes: bytes),
            to: PlanOutput(path: out),
            commits: try commits.choices(),
            overwritesManifests: overwriteManifests,
            environment: environment
        )
    }
}
