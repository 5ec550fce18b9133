// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Plans
import Testing

@testable import Runs

@Suite("An error of a run")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (UnreadablePlan.empty(title: "p"), Explanation("p is empty", remedy: "Make a plan with `mirror plan`.")),
            (
                UnreadablePlan.noPlan(title: "p", .notAPlan("no id")),
                Explanation("p: this is not a plan: no id", remedy: "Plans are made by `mirror plan`.")
            ),
            (
                UnreadablePlan.noFile(path: "/dev"),
                Explanation(
                    "/dev: expected the file of a plan, found something else",
                    remedy: "Name the file that `mirror plan` wrote."
                )
            ),
            (
                UnreadablePlan.unreadableInput(reason: "closed"),
                Explanation(
                    "the plan cannot be read from standard input: closed",
                    remedy: "Name the file of the plan instead."
                )
            ),
            (
                UnreadArchive(folder: "file://a"),
                Explanation(
                    "--from file://a: the plan reads no archive",
                    remedy: "Leave the option out: the plan says where its images are read."
                )
            ),
            (
                UnrecordedApply(isDeletion: false, reason: Explanation("no", remedy: "wait")),
                Explanation(
                    "the images are copied, but the record of it is not committed: no",
                    remedy: "wait\nCorrect this and run the same plan again: it then only commits."
                )
            ),
            (
                UnrecordedApply(isDeletion: true, reason: Explanation("no")),
                Explanation(
                    "the images are deleted, but the record of it is not committed: no",
                    remedy: "Correct this and run the same plan again: it then only commits."
                )
            ),
            (
                OutputRefusal.standardOutput(.plan),
                Explanation("--out -: the plan is not written to standard output", remedy: "Name a file: --out FILE")
            ),
            (
                OutputRefusal.twice(path: "x"),
                Explanation("x cannot hold both configurations", remedy: "Name two files.")
            ),
            (
                ResendReportError.unreadable(path: "r", reason: "gone"),
                Explanation(
                    "--resend r: the report cannot be read: gone",
                    remedy: "Reports are written by `mirror plan --from … --report-missing FILE`."
                )
            ),
            (
                ResendReportError.noReport(path: "r", reason: "it is odd"),
                Explanation(
                    "--resend r: it is odd",
                    remedy: "Reports are written by `mirror plan --from … --report-missing FILE`."
                )
            ),
            (
                CachePlaceError.unlockable(Explanation("no", remedy: "wait")),
                Explanation("no", remedy: "wait\nName another folder with --cache-dir.")
            ),
            (CachePlaceError.unremovable(Explanation("no", remedy: "wait")), Explanation("no", remedy: "wait")),
            (
                CachePlaceError.file(root: "/c"),
                Explanation("the cache /c is a file, not a folder", remedy: "Name a folder with --cache-dir.")
            ),
            (
                DescribeRefusal.nothing(path: "x"),
                Explanation("x: there is no such file or folder", remedy: "Name a folder of volumes, or a volume.")
            ),
            (
                TargetChoiceError.archive(name: "--to", target: "file:///a"),
                Explanation("--to is the archive file:///a", remedy: "Name a registry: --to docker://host")
            ),
            (
                NotInArchive(folder: "/a", url: "https://x"),
                Explanation(
                    "the archive in /a does not have the content of https://x, and with --from no other source is used",
                    remedy: "Make an archive on the connected side with a configuration that requests it."
                )
            ),
            (
                PlanTooLarge(bytes: 9),
                Explanation(
                    "the plan has 9 bytes, more than the limit of \(PlanFile.sizeLimit)",
                    remedy: "Split the configuration into several for the same target."
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
