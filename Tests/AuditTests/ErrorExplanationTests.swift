// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GitStore
import Scheduling
import Testing

@testable import Audit

@Suite("An error of the audit repository")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                AuditError(GitError(.busy, "commit to", "/r", "it is odd", remedy: "do that"), orElse: "go on"),
                Explanation("commit to /r: it is odd", remedy: "do that, or go on")
            ),
            (AuditError(GitError(.other, "commit to", "/r", "it is odd")), Explanation("commit to /r: it is odd")),
            (
                ForeignManifestsError(
                    files: [.init(path: "a", found: "x\n", planned: "y\n", isInGit: false)],
                    commits: false
                ),
                Explanation(
                    "a is not as mirror wrote it, and would be overwritten",
                    cause: "--- a\n+++ a, as the plan has it\n-x\n+y\n ",
                    remedy: "Move it away, or let mirror replace it: --adopt"
                )
            ),
            (
                AuditTrailError.unrecordable(path: "p", root: "/r", name: "n"),
                Explanation(
                    "p cannot be recorded: its path in /r would be `n`",
                    remedy:
                        "Give it a path without control characters and invisible marks, in the folder of the repository."
                )
            ),
            (
                AuditTrailError.notAReceipt(path: "p", fault: "it is odd"),
                Explanation("p is not a receipt: it is odd", remedy: "Restore it with `git checkout -- p`.")
            ),
            (
                AuditTrailError.noHistory(folder: "/a"),
                Explanation(
                    "/a is not in a git repository, so there is no history to show",
                    remedy: "Change to a folder of the audit repository, or name a file in it."
                )
            ),
            (
                AuditTrailError.outrun(target: "a.io"),
                Explanation(
                    "another plan was applied to a.io while this command was at work",
                    remedy: "Nothing was written: run it again."
                )
            ),
            (
                FormerNameError.present(name: "n"),
                Explanation(
                    "--formerly n: that configuration is still there, and what it wants would be pruned as if it were not",
                    remedy: "Remove the file n if it has a new name, or leave the option out."
                )
            ),
            (
                FormerNameError.unknown(name: "n", target: "t", known: ["one.yaml"]),
                Explanation(
                    "--formerly n: the ledger of t knows no configuration of that name",
                    remedy: "It knows one.yaml."
                )
            ),
            (
                TargetLockError.held(target: "t", process: 7),
                Explanation(
                    "another `mirror apply` or `mirror history repair` of t is running on this machine, process 7",
                    remedy: "Wait until process 7 has finished, then run this command again."
                )
            ),
            (
                TargetLockError.noFolder(path: "/a", problem: "no space"),
                Explanation(
                    "the folder /a cannot be made: no space",
                    remedy: "Make it yourself, or let this user write there; then run this command again."
                )
            ),
            (
                TargetLockError.failed(.foreign(path: "/a", "it is odd")),
                Explanation(
                    "/a: it is odd, and mirror uses only a file of its own there",
                    remedy: "Remove it; mirror makes it anew."
                )
            ),
            (
                UserFolderError.unwritable(path: "/a", problem: "no space"),
                Explanation("/a cannot be written: no space", remedy: "Set XDG_STATE_HOME to another folder.")
            ),
            (
                UserFolderError.unusable(folder: "/a", problem: "it is odd"),
                Explanation(
                    "neither your home folder nor /a can be used: it is odd",
                    remedy: "Set XDG_STATE_HOME and XDG_CACHE_HOME to folders that you can write to."
                )
            ),
            (
                NewRepositoryError(folder: "/h", reason: "your home folder", better: "/h/m"),
                Explanation(
                    "/h is not in a git repository, and mirror does not make one there: it is your home folder",
                    remedy: "Put the configuration into a separate folder: git init /h/m\n"
                        + "Or make the repository in this folder with --init-audit, or go without a commit: --no-audit"
                )
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
