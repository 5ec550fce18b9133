// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans
import Testing

@testable import Runs

@Suite("The sentences of refusals")
struct RefusalTextTests {
    @Test(
        "of a file that is not written name the option, the reason and a remedy",
        arguments: [
            (
                .standardOutput(.missingReport),
                "--report-missing -: the report is not written to standard output\nName a file: --report-missing FILE"
            ),
            (
                .standardOutput(.deletionConfiguration),
                "--delete-out -: the configuration for deleting is not written to standard output\n"
                    + "Name a file: --delete-out FILE"
            ),
            (
                .configuration(.plan, path: "isc.yaml"),
                "--out isc.yaml is the configuration itself\nName another file for the plan."
            ),
            (
                .configuration(.pinnedConfiguration, path: "isc.yaml"),
                "--out isc.yaml is the configuration itself\nName another file: --out FILE."
            ),
            (
                .named(.missingReport, path: "p.json", by: "--out"),
                "--report-missing p.json is the file of --out\nName another file for the report."
            ),
            (.folder(.plan, path: "x"), "--out x is a folder\nName a file for the plan."),
            (.folder(.deletionConfiguration, path: "x"), "--delete-out x is a folder\nName a file: --delete-out FILE."),
            (
                .foreign(.plan, path: "x"),
                "--out x exists and is not a plan\nRemove it, or name another file for the plan."
            ),
            (
                .foreign(.missingReport, path: "x"),
                "--report-missing x exists and is not a report\nRemove it, or name another file for the report."
            ),
            (
                .foreign(.pinnedConfiguration, path: "x"),
                "x exists and is not a pinned configuration of this command\n"
                    + "Name another file with --out FILE, or overwrite it with --force."
            ),
            (.twice(path: "x"), "x cannot hold both configurations\nName two files."),
            (
                .unwritable(.plan, path: "x", reason: "no room"),
                "x: the plan cannot be written: no room\nName another file for the plan."
            ),
        ] as [(OutputRefusal, String)]
    )
    func output(refusal: OutputRefusal, text: String) { #expect(refusal.description == text) }

    @Test(
        "of a plan that cannot be read name the file and what makes one",
        arguments: [
            (.empty(title: "p.json"), "p.json is empty\nMake a plan with `mirror plan`."),
            (
                .noPlan(title: "p.json", .notAPlan("no id")),
                "p.json: this is not a plan: no id\nPlans are made by `mirror plan`."
            ),
            (
                .noFile(path: "/dev"),
                "/dev: expected the file of a plan, found something else\nName the file that `mirror plan` wrote."
            ),
            (
                .tooLarge(title: "p"),
                "p: larger than the \(PlanFile.sizeLimit) bytes that a plan may have\n"
                    + "Name the file that `mirror plan` wrote."
            ),
            (.unreadable(path: "p", reason: "gone"), "p: the plan cannot be read: gone\nMake one with `mirror plan`."),
            (
                .unreadableInput(reason: "closed"),
                "the plan cannot be read from standard input: closed\nName the file of the plan instead."
            ),
        ] as [(UnreadablePlan, String)]
    )
    func plan(error: UnreadablePlan, text: String) { #expect(error.description == text) }

    @Test(
        "of a target say how to name one",
        arguments: [
            (.noTarget(name: "MIRROR_TO", reason: "x: no"), "MIRROR_TO x: no"),
            (
                .unknown(isRegistry: false),
                """
                no target is known: nothing was applied from here yet
                Name it with `--to docker://host[:port][/namespace]`, or `--to file://folder` for an archive, or in MIRROR_TO.
                """
            ),
            (
                .unknown(isRegistry: true),
                """
                no registry is known: nothing was applied to one from here yet
                Name it with `--to docker://host[:port][/namespace]`, or `--to file://folder` for an archive, or in MIRROR_TO.
                """
            ),
            (
                .several(["a:5000", "file:///usb"]),
                "several targets are known: a:5000, file:///usb\nChoose one with `--to docker://a:5000` or in MIRROR_TO."
            ),
            (
                .several(["file:///usb", "b"]),
                "several targets are known: file:///usb, b\nChoose one with `--to file:///usb` or in MIRROR_TO."
            ),
        ] as [(TargetChoiceError, String)]
    )
    func target(error: TargetChoiceError, text: String) { #expect(error.description == text) }

    @Test(
        "of a cache say what to do instead",
        arguments: [
            (
                .busy(root: "/c", holder: " (process 7)", patience: .seconds(60)),
                "another mirror (process 7) has locked the cache /c for 60.0 seconds\n"
                    + "Wait until it has finished, or name another folder with --cache-dir."
            ),
            (
                .inUse(root: "/c", holder: ""),
                "another mirror is using the cache /c: nothing was removed\n"
                    + "Wait until it has finished and try again, or wait longer with --wait SECONDS."
            ),
            (.unlockable(Explanation("no")), "no\nName another folder with --cache-dir."),
            (.unremovable(Explanation("no")), "no"),
            (.file(root: "/c"), "the cache /c is a file, not a folder\nName a folder with --cache-dir."),
            (
                .registry(root: "/c"),
                "/c is the storage of a registry, such as oc-mirror's cache, not a cache of mirror\n"
                    + "Name the folder that contains `.oc-mirror`, so that its blobs are read, or another folder."
            ),
        ] as [(CachePlaceError, String)]
    )
    func cache(error: CachePlaceError, text: String) { #expect(error.description == text) }

    @Test(
        "of an archive and of a report name the path",
        arguments: [
            (
                DescribeRefusal.nothing(path: "x"),
                "x: there is no such file or folder\nName a folder of volumes, or a volume."
            ),
            (
                DescribeRefusal.noFolder(path: "x"),
                "x: an index is written for a folder\nName the folder that the volume is in."
            ),
            (
                DescribeRefusal.noContent(path: "x"),
                "x: an index has no content\nName the folder to have its volumes verified."
            ),
            (
                ResendReportError.unreadable(path: "r", reason: "gone"),
                "--resend r: the report cannot be read: gone\n"
                    + "Reports are written by `mirror plan --from … --report-missing FILE`."
            ),
            (
                ResendReportError.noReport(path: "r", reason: "no kind"),
                "--resend r: no kind\nReports are written by `mirror plan --from … --report-missing FILE`."
            ),
            (
                PlanTooLarge(bytes: 9),
                "the plan has 9 bytes, more than the limit of \(PlanFile.sizeLimit)\n"
                    + "Split the configuration into several for the same target."
            ),
        ] as [(any Error, String)]
    )
    func others(error: any Error, text: String) { #expect("\(error)" == text) }

    @Test(
        "of a catalog offer the nearest name, or those that there are",
        arguments: [
            ("pmup", ["pump", "valve"], "index:1 has no package `pmup`\ndid you mean `pump`?"),
            ("zzzzzzzz", ["pump", "valve"], "index:1 has no package `zzzzzzzz`\nit has: pump, valve"),
            ("x", [], "index:1 has no package `x`\nit has none"),
        ]
    )
    func catalog(name: String, known: [String], text: String) {
        #expect(UnknownInCatalog(kind: .package, name: name, whole: "index:1", known: known).description == text)
    }
}
