// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONDocuments
import Testing

@Suite("An error of a JSON document")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (JSONDocumentError(line: 2, column: 3, message: "it is odd"), Explanation("2:3: it is odd")),
            (
                JSONDocumentError(line: 2, column: 3, offset: 9, message: "it is odd", remedy: "change it"),
                Explanation("2:3: it is odd", remedy: "change it")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
