// SPDX-License-Identifier: Apache-2.0

import Reviews
import Testing

@testable import mirror

@Suite("Colours")
struct TextStyleTests {
    @Test(
        "are left out where nobody wants them",
        arguments: [
            (false, false, [:]), (true, true, [:]), (true, false, ["NO_COLOR": "1"]), (true, false, ["TERM": "dumb"]),
        ] as [(Bool, Bool, [String: String])]
    )
    func plain(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        #expect(!TextStyle(isTerminal: isTerminal, noColor: noColor, environment: environment).usesColor)
    }

    @Test("are shown on a terminal")
    func colored() {
        #expect(TextStyle(isTerminal: true, noColor: false, environment: ["TERM": "xterm", "NO_COLOR": ""]).usesColor)
    }
}
