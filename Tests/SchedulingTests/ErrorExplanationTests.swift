// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Glibc
import Scheduling
import Testing

@Suite("An error of a file of this tool")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                OwnFileError.unopened(path: "f", ENOENT),
                Explanation("f cannot be opened: there is no such file or folder")
            ),
            (
                OwnFileError.foreign(path: "f", "it is odd"),
                Explanation(
                    "f: it is odd, and mirror uses only a file of its own there",
                    remedy: "Remove it; mirror makes it anew."
                )
            ),
            (
                FileLockError.held(process: 7),
                Explanation(
                    "another process holds the lock, process 7",
                    remedy: "Wait until it has finished, then run this command again."
                )
            ),
            (
                FileLockError.held(process: nil),
                Explanation(
                    "another process holds the lock",
                    remedy: "Wait until it has finished, then run this command again."
                )
            ),
            (FileLockError.unopened(path: "f", EACCES), Explanation("f: the lock cannot be opened: permission denied")),
            (
                FileLockError.foreign(path: "f", "it is odd"),
                Explanation(
                    "f: it is odd, and mirror uses only a file of its own there",
                    remedy: "Remove it; mirror makes it anew."
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
