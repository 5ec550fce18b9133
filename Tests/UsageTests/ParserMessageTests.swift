// SPDX-License-Identifier: Apache-2.0

import Testing
import Usage

@Suite("A message of the parser")
struct ParserMessageTests {
    @Test(
        "gets the form of all messages, and keeps what the help says of a value",
        arguments: [
            (
                """
                Error: Missing expected argument '<chart>'
                Help:  <chart>  The chart: a folder.
                Usage: mirror render <chart> [--json]
                  See 'mirror render --help' for more information.
                """,
                """
                error: Missing expected argument '<chart>'
                  <chart>  The chart: a folder.
                  See: mirror render --help

                """
            ),
            (
                """
                Error: The value 'pdf' is invalid. Please provide one of the following:
                  - text
                  - json
                Usage: mirror show [<plan>]
                  See 'mirror show --help' for more information.
                """,
                """
                error: The value 'pdf' is invalid. Please provide one of the following:
                    - text
                    - json
                  See: mirror show --help

                """
            ),
            (
                "Error: --a needs --b.\nUsage: mirror x y <options>\n  See 'mirror x y --help' for more information.",
                "error: --a needs --b.\n  See: mirror x y --help\n"
            ),
        ]
    )
    func form(of text: String, wanted: String) {
        #expect(ParserMessage(text)?.text == wanted)
    }

    @Test(
        "stays as it is where it is no error of usage",
        arguments: [
            "OVERVIEW: Show the cache.\n\nUSAGE: mirror cache", "Error: no usage follows", "", "Error: ", "0.1.0",
        ]
    )
    func others(text: String) {
        #expect(ParserMessage(text) == nil)
    }
}
