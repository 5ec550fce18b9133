// SPDX-License-Identifier: Apache-2.0

import Audit
import Testing

@testable import Views

@Suite("What a command wrote")
struct WrittenFilesTextTests {
    private static let root = "/srv/mirror"
    private static let commit = "0123456789abcdef"

    @Test(
        "is told with its commit, or that there is none",
        arguments: [
            (nil, ["plan.json"], "Wrote plan.json.\n"),
            (nil, [], ""),
            (WrittenFiles(root: root), [], ""),
            (WrittenFiles(root: root, written: ["a"]), [], "Wrote into /srv/mirror, without a commit: a.\n"),
            (
                WrittenFiles(root: root, written: ["a"], commit: commit), [],
                "Committed 0123456789ab in /srv/mirror: a.\n"
            ),
            (
                WrittenFiles(root: root, written: ["a"], removed: ["b"], commit: commit, canBePushed: true), ["p"],
                "Wrote p.\nCommitted 0123456789ab in /srv/mirror: a, without b.\nShare it with: git push\n"
            ),
            (
                WrittenFiles(root: root, written: ["a"], commit: commit, madeRepository: true), [],
                "Made a git repository in /srv/mirror for the record of plans.\nCommitted 0123456789ab in /srv/mirror: a.\n"
            ),
            (WrittenFiles(root: root, commit: commit), [], "Committed 0123456789ab in /srv/mirror.\n"),
            (
                WrittenFiles(root: root, removed: ["b"], commit: commit), [],
                "Committed 0123456789ab in /srv/mirror: without b.\n"
            ),
        ] as [(WrittenFiles?, [String], String)]
    )
    func text(record: WrittenFiles?, files: [String], text: String) {
        #expect(WrittenFilesText(record, files: files).text == text)
    }

    @Test(
        "names a folder where several files are in it, and no more than a line holds",
        arguments: [
            (["a/b/1", "a/b/2", "c/1"], "a/b/ (2 files) and c/1"), (["x", "y"], "x and y"),
            ((0..<9).map { "\($0)/a" }, "0/a, 1/a, 2/a, 3/a, 4/a, 5/a and 3 more"),
        ]
    )
    func grouped(paths: [String], text: String) { #expect(WrittenFilesText.grouped(paths) == text) }

    @Test("has no control characters of a name")
    func hostile() {
        let record = WrittenFiles(root: "/a\u{1b}[2J", written: ["b\nc"], commit: Self.commit)
        let text = WrittenFilesText(record, files: ["d\u{7}"]).text
        #expect(!text.contains("\u{1b}") && !text.contains("\u{7}"))
        #expect(text.split(separator: "\n").count == 2)
    }
}
