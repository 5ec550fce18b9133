// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Runs

@Suite("Two revisions on a command line")
struct RevisionRangeTests {
    @Test(
        "are what git takes for them",
        arguments: [
            ("main..HEAD", "main", "HEAD"), ("origin/main..", "origin/main", "HEAD"), ("..v1", "HEAD", "v1"),
            ("HEAD~2..HEAD", "HEAD~2", "HEAD"), ("release-4.16..x", "release-4.16", "x"),
        ]
    )
    func ranges(text: String, before: String, after: String) {
        let range = RevisionRange(text)
        #expect(range?.before == before && range?.after == after)
    }

    @Test(
        "are not what is a path, one revision, or three dots",
        arguments: [
            "", "..", "plan.json", "../plan.json", "a/../b", "main...HEAD", "a..b..c", "2c917ef508c3",
        ]
    )
    func others(text: String) { #expect(RevisionRange(text) == nil) }
}
