// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Histories
import OCI
import Plans
import Runs
import Scheduling
import Sections
import TestSupport
import Testing
import Views

@Suite("What is told while a command runs")
struct RemarkTests {
    @Test(
        "of a plan is what a person waits for, or a message that stays",
        arguments: [
            (.readingArchive(bytes: 512, of: 1024), .progress(Activity("reading the archive", done: 512, of: 1024))),
            (.damaged(path: "m.tar", message: "is short"), .note("m.tar: is short\n")),
            (.moreDamaged(count: 7), .note("7 more blobs are damaged.\n")),
            (.section(.reading("catalogs")), .progress(Activity("reading catalogs"))),
            (.section(.read("catalogs", bytes: 2048)), .progress(Activity("reading catalogs", done: 2048))),
            (.observed(count: 3, of: 9), .progress(Activity("looking at images", count: 3, of: 9))),
            (
                .surveyed(count: 1, of: 2),
                .progress(Activity("looking for images to prune", count: 1, of: 2, "repositories"))
            ),
            (.remark("one\ntwo\u{7}"), .note("one\ntwo\u{fffd}\n")), (.remark(""), .note("")),
        ] as [(PlanEvent, Remark)]
    )
    func plan(event: PlanEvent, remark: Remark) { #expect(event.remark == remark) }

    @Test(
        "of a plan of deletions is only what a person waits for",
        arguments: [
            (.section(.reading("the releases of the target")), "reading the releases of the target"),
            (.section(.reading("the catalogs of the target")), "reading the catalogs of the target"),
            (.section(.read("catalogs", bytes: 1024)), "reading catalogs: 1.0 KiB"),
            (.surveyed(count: 2, of: 5), "looking through repositories: 2 of 5"),
        ] as [(DeletionProgress, String)]
    )
    func deletions(event: DeletionProgress, text: String) { #expect(event.remark.progress == text) }

    @Test(
        "of a plan that is recorded names the files of others",
        arguments: [
            (
                .replaces(path: "cluster-resources/a b.yaml", isInGit: true),
                .note(
                    "note: cluster-resources/a b.yaml was not as mirror wrote it, and is replaced; to see the old one: "
                        + "git show HEAD:'cluster-resources/a b.yaml'\n"
                )
            ),
            (
                .replaces(path: "x.yaml", isInGit: false),
                .note("note: x.yaml was not as mirror wrote it, and is replaced\n")
            ),
            (
                .keeps(path: "x.yaml"),
                .note(
                    "note: x.yaml is not needed by this plan, but stays, because mirror did not write it in its present form\n"
                )
            ),
            (.plan([1]), nil),
        ] as [(PublicationEvent, Remark?)]
    )
    func publication(event: PublicationEvent, remark: Remark?) { #expect(event.remark == remark) }

    @Test("of volumes and histories counts the bytes")
    func bytes() {
        #expect(DescribeEvent.reading(bytes: 1024, of: 4096).remark.progress == "reading: 1.0 KiB of 4.0 KiB")
        #expect(DescribeEvent.note("x\n").remark == .note("x\n"))
        #expect(HistoryEvent.reading(done: 0, of: 4096).remark.progress == "reading: 0.0 KiB of 4.0 KiB")
        #expect(HistoryEvent.note("y\n").remark == .note("y\n"))
        #expect(OperatorLookupEvent.reading.remark.progress == "reading catalogs")
        #expect(OperatorLookupEvent.read(bytes: 1024).remark.progress == "reading catalogs: 1.0 KiB")
        #expect(OperatorLookupEvent.unreadable("no name").remark == .note("no name\n"))
    }

    @Test("of a report says what to do with it")
    func report() {
        let none = MissingReport(target: "m", images: [], blobs: [])
        #expect(none.remark(in: "r.json") == .note("Nothing is missing; the report is in r.json.\n"))
        let some = MissingReport(target: "m", images: [], blobs: [SampleApply.blob])
        #expect(
            some.remark(in: "my report.json")
                == .note(
                    "The missing content is listed in my report.json. On the connected side: "
                        + "mirror plan -c FILE --to file://FOLDER --resend 'my report.json'\n"
                )
        )
    }

    @Test("of a server says how long it is waited for, and when it is back")
    func outages() {
        let waiting = Outages.Notice.waiting(server: "reg:5000", reason: "refused", upTo: .seconds(90))
        #expect(waiting.text == "waiting up to 90 seconds for reg:5000 (refused)")
        #expect(Outages.Notice.over(server: "reg:5000").text == "reg:5000 answers again")
    }

    @Test("of an apply names others, lost indexes and records")
    func apply() {
        let target = SampleApply.target
        #expect(
            ApplyRemark.behind(1, target).hasPrefix("note: 1 other plan was applied to mirror.example:5000/ocp after")
        )
        #expect(ApplyRemark.behind(2, target).hasPrefix("note: 2 other plans were applied to"))
        let written = WrittenSequence(number: 4, place: "meta/publish/.metadata.json")
        #expect(ApplyRemark.sequenced(written) == "sequence 4 is in meta/publish/.metadata.json\n")
        #expect(ApplyRemark.unknownTrail("/srv") == "No repository here knows this plan; its record goes to /srv\n")
        #expect(
            ApplyRemark.unlisted([VolumeName(1), VolumeName(2)], in: "my usb") == """
                warning: mirror_index.json was lost or damaged, and the new one does not list \
                mirror_000001.tar to mirror_000002.tar
                Rebuild it from the volumes: mirror describe --write-index 'my usb'

                """
        )
    }

    @Test(
        "of the cache after a deletion is what became of its files",
        arguments: [
            (.none, nil),
            (.kept(reason: "in use"), "warning: the cache keeps its files about the deleted images: in use\n"),
        ] as [(CacheRemoval.Outcome, String?)]
    )
    func removal(outcome: CacheRemoval.Outcome, text: String?) { #expect(outcome.text == text) }
}

extension Remark {
    /// The text of progress.
    fileprivate var progress: String? { if case .progress(let activity) = self { activity.text } else { nil } }
}
