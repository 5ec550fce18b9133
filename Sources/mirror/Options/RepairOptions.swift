// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// Whether drift is repaired.
struct RepairOptions: ParsableArguments {
    @Flag(help: "Plan the repair: what differs is put back as the ledger has it, even if its source has moved since.")
    var repair = false

    /// Refuses options about a plan where none is made.
    func check(_ file: PlanFileOptions, _ commits: CommitOptions) throws {
        guard !repair else { return }
        let given = [
            ("--out", file.out != nil), ("--detailed-exitcode", file.detailedExitCode), ("--adopt", file.adopt),
            ("--init-audit", file.initAudit), ("--dry-run", file.dryRun), ("--no-audit", commits.noAudit),
            ("--no-verify", commits.noVerify), ("--branch", commits.branch != nil),
            ("--commit-to", commits.commitTo != nil), ("--bundle", commits.bundle != nil),
        ].first(where: \.1)
        guard let (name, _) = given else { return }
        throw ValidationError("\(name) is about the plan of a repair: add --repair, or leave it out.")
    }
}
