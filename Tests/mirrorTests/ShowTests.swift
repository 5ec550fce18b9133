// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import Reviews
import TestSupport
import Testing

@testable import mirror

@Suite("mirror show")
struct ShowTests {
    @Test("prints the mapping, the text and the JSON of a plan", .waitsForPrograms)
    func command() throws {
        let shop = try Workshop(registries: "")
        let bytes = try Data(contentsOf: ExamplesTests.root.appending(path: "plans/operators.json"))
        try shop.folder.write([UInt8](bytes), to: "work/plan.json")
        func show(_ arguments: String...) throws -> ToolRun { try shop.run(["show"] + arguments) }
        let plan = try PlanFile(reading: bytes).plan
        for (format, onlyMissing) in [("mapping", false), ("missing", true)] {
            let expected = MappingText(of: plan, onlyMissing: onlyMissing).text
            #expect(try show("--format", format).output == expected)
            #expect(expected.hasPrefix("docker://registry.redhat.io/"))
        }
        #expect(try show("--format", "json", "--json").output == (try show("--json").output))
        let markdown = try show("--format", "markdown").output
        #expect(
            Array(markdown.utf8)
                == (try [UInt8](Data(contentsOf: ExamplesTests.root.appending(path: "plans/operators.md"))))
        )
        #expect(try show("--format", "text").output == (try show()).output)
        let page = try show("--format", "html").output
        #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
        #expect(page.contains("<h1>Plan for mirror.example:5000/ocp</h1>"))
        #expect(try show("--format", "missing", "--json").status == 64)
        #expect(try show("--format", "yaml").status == 64)
    }
}
