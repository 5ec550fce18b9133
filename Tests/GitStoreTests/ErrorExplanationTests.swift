// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GitStore
import Testing

@Suite("An error of git")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (GitError(.path, "read", "/r/a", "it is gone"), Explanation("read /r/a: it is gone")),
            (
                GitError(.busy, "commit to", "/r", "a merge is not finished", remedy: "finish it"),
                Explanation("commit to /r: a merge is not finished", remedy: "finish it")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
