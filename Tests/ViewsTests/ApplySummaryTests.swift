// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing
import Views

@Suite("The sentence that sums an apply up")
struct ApplySummaryTests {
    private static let lost = LostImage(destination: "m/a:1", digest: SampleApply.blob, reason: "gone")

    @Test(
        "says whether it is complete, and counts what became of what",
        arguments: [
            (ApplyOutcome(results: []), "Apply complete! Images: 0 copied (0 B transferred)."),
            (
                ApplyOutcome(results: [.done, .done, .alreadyDone], bytesTransferred: 2048),
                "Apply complete! Images: 2 copied, 1 already there (2.0 KiB transferred)."
            ),
            (
                ApplyOutcome(results: [.failed("x"), .done]),
                "Apply incomplete. Images: 1 copied, 1 failed (0 B transferred)."
            ),
            (
                ApplyOutcome(results: [.done, .notStarted], wasInterrupted: true),
                "Apply interrupted. Images: 1 copied, 1 not started (0 B transferred)."
            ),
            (
                ApplyOutcome(results: [.done], wasInterrupted: true),
                "Apply complete! Images: 1 copied (0 B transferred)."
            ),
            (
                ApplyOutcome(results: [], deletions: [.done, .alreadyDone, .failed("x")]),
                "Apply incomplete. Manifests and tags: 1 deleted, 1 already gone, 1 failed."
            ),
            (
                ApplyOutcome(results: [], deletions: [.done, .refused("405")]),
                "Apply complete! Manifests and tags: 1 deleted, 1 kept by the registry."
            ),
            (
                ApplyOutcome(results: [.done], deletions: [.notStarted]),
                "Apply incomplete. Images: 1 copied (0 B transferred). Manifests and tags: 0 deleted, 1 not started."
            ),
            (
                ApplyOutcome(results: [.done], lost: [lost]),
                "Apply incomplete. Images: 1 copied (0 B transferred). Lost: 1 image that had been in place."
            ),
            (
                ApplyOutcome(results: [.alreadyDone], lost: [lost, lost]),
                "Apply incomplete. Images: 0 copied, 1 already there (0 B transferred). "
                    + "Lost: 2 images that had been in place."
            ),
        ]
    )
    func sentence(outcome: ApplyOutcome, text: String) {
        #expect(ApplySummary(outcome: outcome).text == text)
    }
}
