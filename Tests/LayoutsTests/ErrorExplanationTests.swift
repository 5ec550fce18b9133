// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Layouts
import Testing

@Suite("An error of a layout")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (LayoutError(path: "p", message: "it is odd"), Explanation("p: it is odd")),
            (
                LayoutError(path: "p", message: "it is odd", remedy: "copy it again"),
                Explanation("p: it is odd", remedy: "copy it again")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
