// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import Usage

@testable import Usage

@Suite("A mistake in a command line")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                UsageFault(command: "mirror plan", message: "it is odd"),
                Explanation("it is odd", remedy: "See: mirror plan --help")
            ),
            (
                UsageFault(command: "mirror plan", message: "it is odd", remedy: "Give it once."),
                Explanation("it is odd", remedy: "Give it once.\nSee: mirror plan --help")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
