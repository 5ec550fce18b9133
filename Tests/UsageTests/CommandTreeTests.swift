// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Usage

@Suite("The tree of commands")
struct CommandTreeTests {
    @Test("knows options by every spelling, and tells the long one")
    func spellings() throws {
        let plan = try #require(try ToolTree.load().subcommand("plan"))
        for spelling in ["-c", "--config"] {
            #expect(plan.option(Substring(spelling))?.spelling == "--config")
        }
        #expect(plan.option("-json")?.spellings == ["--json", "-json"])
        #expect(plan.option("config") == nil && plan.option("-config") == nil && plan.option("--c") == nil)
    }

    @Test("keeps arguments apart from options, and names them by their value")
    func positionals() throws {
        let apply = try #require(try ToolTree.load().subcommand("apply"))
        #expect(apply.positionals.map(\.spelling) == ["<plan>"])
        #expect(apply.options.map(\.spelling) == ["--json"])
        #expect(apply.subcommand("plan") == nil)
    }
}
