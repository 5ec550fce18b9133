// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Registry
import Testing

@Suite("An error of the settings of registries")
struct SettingsErrorTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                SettingsError(path: "ca.crt", message: "it is empty", remedy: "fill it"),
                Explanation("ca.crt: it is empty", remedy: "fill it")
            ),
            (
                SettingsError(path: "auth.json", message: "it is odd", remedy: "log in"),
                Explanation("auth.json: it is odd", remedy: "log in")
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
