// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import Usage

@testable import mirror

@Suite("The options that remedies name")
struct OptionNameTests {
    private static func spellings(of tree: CommandTree) -> Set<String> {
        Set(tree.options.flatMap(\.spellings)).union((tree.subcommands ?? []).flatMap(spellings))
    }

    @Test("are options of a command", arguments: OptionName.allCases)
    func exist(option: OptionName) throws {
        #expect(Self.spellings(of: try CommandTree.load()).contains("\(option)"))
    }
}
