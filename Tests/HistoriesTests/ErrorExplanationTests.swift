// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Ledger
import OCI
import Testing

@testable import Histories

@Suite("An error of a history")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                HistoryArchiveError.several(["file://a", "file://b"]),
                Explanation(
                    "several archives have a history: file://a, file://b",
                    remedy: "Choose one with `--to file://a` or in MIRROR_TO."
                )
            ),
            (
                HistoryArchiveError.none(root: "/r"),
                Explanation(
                    "no archive has a history in /r",
                    remedy: "Name the archive with `--to file://folder`, or the audit repository with `--in FOLDER`."
                )
            ),
            (
                HistoryRepairError.unreadable(
                    target: "file://a",
                    problem: LedgerError(path: "l", message: "it is odd")
                ),
                Explanation(
                    "the ledger l cannot be used: it is odd",
                    remedy: """
                        Restore it with `git checkout -- l`; without it mirror does not know what it placed.
                        If git has no good one, make it anew from the volumes: mirror history repair --to file://a --replace
                        """
                )
            ),
            (
                HistoryRepairError.notCommitted(path: "l", problem: Explanation("no", remedy: "wait")),
                Explanation(
                    "the repaired ledger l is not committed: no",
                    remedy: "wait\nFix the problem, and commit the file with git."
                )
            ),
            (
                HistoryFolderError.unreadable(path: "p", lost: []),
                Explanation(
                    "p: none of its volumes can be read",
                    cause: "",
                    remedy: "Copy the volumes again from where the archive was made."
                )
            ),
            (
                HistoryFolderError.unpacked(path: "p"),
                Explanation(
                    "p: an unpacked archive has no volumes, so it has no history",
                    remedy: "Name the folder that the volumes are in."
                )
            ),
            (
                HistoryFolderError.noManifest(Digest(of: [1])),
                Explanation(
                    "no folder has \(Digest(of: [1]))",
                    remedy: "Name the folder with the volume that has it, too."
                )
            ),
            (
                IndexRewritingError.foreign(folder: "p"),
                Explanation(
                    "p: mirror did not write its volumes, so they have no index",
                    remedy: "They are read without one."
                )
            ),
            (
                IndexRewritingError.changed(folder: "p"),
                Explanation("p: the volumes changed while they were read", remedy: "Run the same command again.")
            ),
            (
                IndexRewritingError.unwritten(ArchiveSetError(path: "p", message: "no")),
                Explanation("p: no", remedy: "Fix the problem, and run the same command again.")
            ),
            (
                SetNameError(name: "ab", target: "file://a", problem: "it is odd"),
                Explanation("--forget ab: it is odd", remedy: "`mirror history --to file://a` lists the sets.")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
