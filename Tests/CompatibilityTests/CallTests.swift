// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Compatibility

@Suite("A call as oc-mirror")
struct CallTests {
    @Test(
        "is recognized by the name of the program, or by the word behind it",
        arguments: [
            (["oc-mirror", "version"], "oc-mirror"), (["/usr/local/bin/oc-mirror", "version"], "oc-mirror"),
            (["./kubectl-mirror", "version"], "kubectl-mirror"),
            (["/bin/mirror", "oc-mirror", "version"], "mirror oc-mirror"),
        ]
    )
    func recognized(arguments: [String], tool: String) throws {
        let line = try #require(ToolCommandLine(arguments: arguments))
        #expect(line.tool == tool && line.words == ["version"])
    }

    @Test(
        "is not taken for one otherwise",
        arguments: [[], ["mirror"], ["mirror", "plan", "oc-mirror"], ["/oc-mirror/mirror", "plan"]]
    )
    func others(arguments: [String]) {
        #expect(ToolCommandLine(arguments: arguments) == nil)
    }
}
