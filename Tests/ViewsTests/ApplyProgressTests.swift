// SPDX-License-Identifier: Apache-2.0

import Applying
import Plans
import TestSupport
import Testing
import Views

@Suite("The bar of an apply")
struct ApplyProgressTests {
    private func progress(_ events: [ApplyEvent]) -> ApplyProgress {
        events.reduce(into: ApplyProgress()) { $0.count($1) }
    }

    @Test(
        "shows the share of the bytes, the rate and the images",
        arguments: [
            (0, 0, 0, "[------------------------] 0.0 KiB of 2.0 KiB, 1 of 4 images"),
            (1024, 0, 1, "[############------------] 1.0 KiB of 2.0 KiB, 2 of 4 images"),
            (1024, 2, 0, "[############------------] 1.0 KiB of 2.0 KiB, 512 B/s, 1 of 4 images"),
            (2048, 1, 3, "[########################] 2.0 KiB of 2.0 KiB, 2.0 KiB/s, 4 of 4 images"),
            (4096, 0, 0, "[########################] 4.0 KiB of 2.0 KiB, 1 of 4 images"),
        ] as [(Int64, Int64, Int, String)]
    )
    func bar(bytes: Int64, seconds: Int64, ended: Int, text: String) {
        let start = ApplyEvent.started(actions: 4, alreadyDone: 1, bytes: 2048)
        let ends = [ApplyEvent](repeating: .finished(SampleApply.action("a:1")), count: ended)
        #expect(progress([start, .transferred(bytes)] + ends).bar(after: seconds) == text)
    }

    @Test("is full where nothing has to be transferred")
    func nothing() {
        let start = ApplyEvent.started(actions: 1, alreadyDone: 0, bytes: 0)
        #expect(progress([start]).bar(after: 0).hasPrefix("[########################] "))
    }

    @Test("counts images and deletions that ended, however they did, and each once")
    func ends() {
        let (image, deletion) = (SampleApply.action("a:1"), SampleApply.deletion(["1"]))
        let ends: [ApplyEvent] = [
            .finished(image), .failed(image, reason: "x"), .deleted(deletion), .deletionFailed(deletion, reason: "x"),
        ]
        for end in ends {
            #expect(
                progress([.started(actions: 9, alreadyDone: 0, bytes: 1), end]).bar(after: 0).hasSuffix("1 of 9 images")
            )
        }
        let others: [ApplyEvent] = [
            .retrying(blob: SampleApply.blob, attempt: 1, reason: "x"), .tagsRefused(deletion, reason: "x"),
            .uploaded(Plan.sample.blobs[0]),
        ]
        for other in others {
            #expect(
                progress([.started(actions: 9, alreadyDone: 0, bytes: 1), other]).bar(after: 0).hasSuffix(
                    "0 of 9 images"
                )
            )
        }
    }
}
