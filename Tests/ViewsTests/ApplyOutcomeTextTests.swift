// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing

@testable import Views

@Suite("The outcome of an apply")
struct ApplyOutcomeTextTests {
    private let images = ["a:1", "b:1", "c:1"].map { SampleApply.action($0) }
    private let tags = [SampleApply.deletion(["1"]), SampleApply.deletion(["2", "3"], reclaim: 1 << 20)]

    @Test("names images by the reason for which they failed")
    func failures() {
        let outcome = ApplyOutcome(results: [.failed("401\nlog in"), .done, .failed("401\nlog in")])
        #expect(
            ApplyOutcomeText(outcome, of: SampleApply.plan(images)).text == """
                These images failed:
                  quay.io/a:1 -> mirror.example:5000/ocp/a:1
                  quay.io/c:1 -> mirror.example:5000/ocp/c:1
                      401
                      log in
                Run the same plan again to continue: finished images stay. If images fail again, make a new plan.

                Apply incomplete. Images: 1 copied, 2 failed (0 B transferred).

                """
        )
    }

    @Test("names what was lost while other images were copied")
    func lost() {
        let lost = LostImage(destination: "mirror.example:5000/ocp/z:1", digest: SampleApply.blob, reason: "it is gone")
        let outcome = ApplyOutcome(results: [.done, .done, .done], lost: [lost])
        #expect(
            ApplyOutcomeText(outcome, of: SampleApply.plan(images)).text == """
                These images were in place, but are now missing at the target:
                  mirror.example:5000/ocp/z:1
                      it is gone
                Run the same plan again to continue: finished images stay. If images fail again, make a new plan.

                Apply incomplete. Images: 3 copied (0 B transferred). Lost: 1 image that had been in place.

                """
        )
    }

    @Test("tells what the registry kept, and what can be freed")
    func deletions() {
        let outcome = ApplyOutcome(results: [], deletions: [.done, .refused("tags cannot be deleted")])
        #expect(
            ApplyOutcomeText(outcome, of: SampleApply.plan(deletions: tags)).text == """
                1 tag was kept, and nothing is lost: other images need their manifests, with which they will be deleted.
                      tags cannot be deleted
                The registry's garbage collector can now free 3.0 MiB.
                Apply complete! Manifests and tags: 1 deleted, 1 kept by the registry.

                """
        )
        let both = ApplyOutcome(results: [], deletions: [.refused("no"), .refused("no")])
        #expect(
            ApplyOutcomeText(both, of: SampleApply.plan(deletions: tags)).text
                .hasPrefix("2 tags were kept, and nothing is lost")
        )
    }

    @Test("names deletions that failed with all their tags")
    func failedDeletions() {
        let outcome = ApplyOutcome(results: [], deletions: [.failed("405"), .failed("busy")])
        #expect(
            ApplyOutcomeText(outcome, of: SampleApply.plan(deletions: tags)).text.hasPrefix(
                """
                These deletions failed:
                  mirror.example:5000/ocp/a/b:1
                      405
                  mirror.example:5000/ocp/a/b:2, mirror.example:5000/ocp/a/b:3
                      busy
                Run the same plan again

                """.dropLast()
            )
        )
    }

    @Test("is one sentence where all went well")
    func complete() {
        let outcome = ApplyOutcome(results: [.done, .alreadyDone, .done], bytesTransferred: 1 << 20)
        #expect(
            ApplyOutcomeText(outcome, of: SampleApply.plan(images)).text
                == "Apply complete! Images: 2 copied, 1 already there (1.0 MiB transferred).\n"
        )
    }

    @Test("hides what a server sends to change the terminal")
    func hidden() {
        let outcome = ApplyOutcome(results: [.failed("\u{1b}[2Jx"), .done, .done])
        let text = ApplyOutcomeText(outcome, of: SampleApply.plan(images)).text
        #expect(text.contains("      \u{fffd}[2Jx\n"))
        #expect(!text.contains("\u{1b}"))
    }

    @Test(
        "groups names by reason, in their order",
        arguments: [
            ([], []), ([("a", .done)], []),
            ([("a", .failed("x")), ("b", .failed("x"))], [ReasonGroup(reason: "x", names: ["a", "b"])]),
            (
                [("a", .failed("x")), ("b", .failed("y")), ("c", .notStarted), ("d", .failed("x"))],
                [ReasonGroup(reason: "x", names: ["a", "d"]), ReasonGroup(reason: "y", names: ["b"])]
            ),
            ([("a", .refused("x"))], []),
        ] as [([(String, ActionResult)], [ReasonGroup])]
    )
    func groups(results: [(String, ActionResult)], groups: [ReasonGroup]) {
        #expect(ReasonGroup.all(results.map { (name: $0.0, result: $0.1) }, \.failure) == groups)
    }
}
