// SPDX-License-Identifier: Apache-2.0

import Applying
import OCI
import Plans
import Reviews
import TestSupport
import Testing
import Views

@testable import Cache

@Suite("The line of something that happened in an apply")
struct ApplyLineTests {
    private let plain = ApplyLine(of: SampleApply.target, style: .plain)
    private let image = SampleApply.action("a/b:1")
    private let deletion = SampleApply.deletion(["1", "2"])

    @Test(
        "tells how much is done already, where an apply carries on",
        arguments: [
            (3, 1, "Resuming: 1 of 3 images is already done."), (3, 2, "Resuming: 2 of 3 images are already done."),
            (3, 0, nil), (3, 3, nil), (0, 0, nil), (1, 1, nil),
        ] as [(Int, Int, String?)]
    )
    func started(actions: Int, done: Int, line: String?) {
        #expect(plain.text(.started(actions: actions, alreadyDone: done, bytes: 7)) == line)
    }

    @Test("names the image and the first line of its error")
    func images() {
        let name = "mirror.example:5000/ocp/a/b:1"
        #expect(plain.text(.finished(image)) == "done \(name)")
        #expect(plain.text(.failed(image, reason: "no\nmore")) == "failed \(name): no")
        #expect(plain.text(.failed(image, reason: "")) == "failed \(name): ")
        #expect(plain.text(.failed(image, reason: "a\u{1b}[2J")) == "failed \(name): a\u{fffd}[2J")
    }

    @Test("names an image of an archive without the host that stands for it")
    func archive() {
        let line = ApplyLine(of: SampleApply.archive, style: .plain)
        let image = SampleApply.action("a/b:1", at: SampleApply.archive)
        #expect(line.text(.finished(image)) == "done \(SampleApply.archive.shown(image.destination))")
        #expect(image.destination == "localhost/a/b:1")
    }

    @Test("names all tags of a deletion")
    func deletions() {
        let names = deletion.shown
        #expect(names == "mirror.example:5000/ocp/a/b:1, mirror.example:5000/ocp/a/b:2")
        #expect(plain.text(.deleted(deletion)) == "deleted \(names)")
        #expect(plain.text(.deletionFailed(deletion, reason: "405\nx")) == "failed \(names): 405")
        #expect(
            plain.text(.tagsRefused(deletion, reason: "405"))
                == "kept \(names), like every tag whose image stays: 405"
        )
    }

    @Test("tells of transfers that are tried again, and of files that are no blobs")
    func transfers() {
        let blob = SampleApply.blob
        #expect(
            plain.text(.retrying(blob: blob, attempt: 2, reason: "reset"))
                == "retry 2 of blob \(blob.short): reset"
        )
        #expect(
            plain.text(.passedOver(.init(digest: blob, path: "/c/x")))
                == "warning /c/x does not match its digest: the blob is read from its registry instead"
        )
        #expect(plain.text(.transferred(5, of: blob)) == nil)
        #expect(plain.text(.uploaded(Plan.sample.blobs[0])) == nil)
    }

    @Test("has the colour of the event, if colours are enabled")
    func colours() {
        let line = ApplyLine(of: SampleApply.target, style: TextStyle(usesColor: true))
        #expect(line.text(.finished(image))?.hasPrefix("\u{1b}[32mdone\u{1b}[0m ") == true)
        #expect(line.text(.failed(image, reason: "x"))?.hasPrefix("\u{1b}[31mfailed\u{1b}[0m ") == true)
        #expect(line.text(.tagsRefused(deletion, reason: "x"))?.hasPrefix("\u{1b}[33mkept\u{1b}[0m ") == true)
    }
}
