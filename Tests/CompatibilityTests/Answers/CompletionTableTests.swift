// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Compatibility

@Suite("What completes a command line")
struct CompletionTableTests {
    @Test(
        "of a value is what the flag takes",
        arguments: [
            (.dryRun, .none), (.srcTLSVerify, .none), (.config, .file), (.from, .file), (.authfile, .file),
            (.cacheDir, .folder), (.registriesFolder, .folder), (.since, .other), (.port, .other),
            (.retryDelay, .other),
            (.output, .words(["yaml", "json"])), (.workspace, .words(["file://"])),
            (.logLevel, .words(["error", "warning", "info", "debug", "trace"])),
            (.filterByArchs, .words(["amd64", "arm64", "ppc64le", "s390x", "multi"])),
        ] as [(FlagName, ToolFlag.Value)]
    )
    func values(name: FlagName, value: ToolFlag.Value) { #expect(ToolFlag.named(name).value == value) }

    @Test("of every value that is offered is accepted", arguments: ToolFlag.all)
    func accepted(flag: ToolFlag) throws {
        for value in CompletionTable.values(of: flag) { _ = try FlagValue(value, of: flag) }
    }

    @Test("has every command once, its subcommands, and no hidden flag")
    func entries() {
        #expect(CompletionTable.entries.map(\.command) == ToolCommand.allCases)
        for entry in CompletionTable.entries {
            #expect(Set(entry.words.map(\.text)).isSuperset(of: entry.command.subcommandNames))
            #expect(entry.flags.allSatisfy { !$0.isHidden && !$0.versions(in: entry.command).isEmpty })
            #expect(Set(entry.words.map(\.text)).count == entry.words.count)
            #expect(entry.words.allSatisfy { !$0.explanation.isEmpty })
        }
    }

    @Test("has files where the command takes one")
    func files() {
        let commands = CompletionTable.entries.filter(\.takesFiles).map(\.command)
        #expect(commands == [.listUpdates, .describe])
    }

    @Test("has quotes and brackets in pairs in every script", arguments: CompletionShell.allCases)
    func pairs(shell: CompletionShell) {
        // An apostrophe between two quoted texts is none of a pair.
        let text = CompletionScript(for: shell, tool: "oc-mirror").text.replacing("\\'", with: "")
        #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
        #expect(text.count { $0 == "[" } == text.count { $0 == "]" })
        // In bash, each pattern of a case ends with a bracket that nothing opens.
        if shell == .powershell { #expect(text.count { $0 == "(" } == text.count { $0 == ")" }) }
        #expect(text.count { $0 == "\"" }.isMultiple(of: 2))
        #expect(text.count { $0 == "'" }.isMultiple(of: 2))
    }
}
