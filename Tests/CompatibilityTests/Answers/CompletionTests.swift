// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Compatibility

@Suite("The scripts that complete command lines", .waitsForPrograms)
struct CompletionTests {
    private static func script(_ shell: CompletionShell, tool: String = "oc-mirror") -> String {
        CompletionScript(for: shell, tool: tool).text
    }

    /// What bash offers for words, of which the last one is being typed.
    private static func completions(_ words: [String]) throws -> [String] {
        let folder = try TemporaryDirectory()
        try folder.write(script(.bash), to: "script")
        for name in ["isc.yaml", "a b.yaml", "folder/x"] { try folder.write("", to: "work/\(name)") }
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let program = """
            set -u
            source ../script
            compopt() { :; }
            COMP_WORDS=(oc-mirror \(list))
            COMP_CWORD=\(words.count)
            _oc_mirror
            for reply in "${COMPREPLY[@]+"${COMPREPLY[@]}"}"; do echo "$reply"; done
            """
        let run = try runTool(["bash", "-c", program], in: folder["work"])
        #expect(run.errors.isEmpty && run.status == 0, "\(words): \(run.errors)")
        return run.lines
    }

    @Test("are scripts that bash accepts")
    func syntax() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Self.script(.bash), to: "script")
        let run = try runTool(["bash", "-n", folder["script"]])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let defined = try toolOutput(["bash", "-c", "source \(folder["script"]); complete -p oc-mirror"])
        #expect(defined == "complete -o default -F _oc_mirror oc-mirror")
    }

    @Test(
        "complete what is typed in bash",
        arguments: [
            (["de"], ["delete", "describe"]),
            (["list", "u"], ["updates"]), (["list", "--v"], ["--v1", "--v2", "--verbose="]),
            (["list", "re"], ["releases"]),
            (["list", "releases", "--ch"], ["--channel=", "--channels"]),
            (
                ["--v2", "delete", "--delete"],
                ["--delete-yaml-file=", "--delete-id=", "--delete-signatures", "--delete-v1-images"]
            ),
            (["--source"], ["--source-skip-tls", "--source-use-http"]),
            (["version", "--output", ""], ["yaml", "json"]), (["version", "--output", "=", "y"], ["yaml"]),
            (["version", "--output", "="], ["yaml", "json"]),
            (["--config", "is"], ["isc.yaml"]), (["-c", "a"], ["a b.yaml"]), (["--config", "=", "i"], ["isc.yaml"]),
            (["--cache-dir", ""], ["folder"]), (["completion", "z"], ["zsh"]), (["help", "li"], ["list"]),
            (["--since", ""], []), (["--nothing-like-this"], []), (["doc"], ["docker://"]),
        ] as [([String], [String])]
    )
    func bash(words: [String], expected: [String]) throws {
        #expect(try Self.completions(words) == expected)
    }

    @Test("complete every command and every flag that help shows", arguments: ToolCommand.allCases)
    func complete(command: ToolCommand) throws {
        let offered = Set(try Self.completions(command.words + [""]))
        for version in command.versions {
            for flag in ToolFlag.shown(of: command, in: version) {
                let text = flag.name.spelling + (flag.value == .none ? "" : "=")
                #expect(offered.contains(text), "\(command) \(text)")
            }
        }
        #expect(offered.isSuperset(of: command.subcommandNames))
    }

    @Test(
        "name every command with a word and every flag in every shell",
        arguments: CompletionShell.allCases
    )
    func everything(shell: CompletionShell) {
        let text = Self.script(shell)
        for entry in CompletionTable.entries {
            for flag in entry.flags {
                let spelling = shell == .fish ? " -l \(flag.name.rawValue)" : flag.name.spelling
                #expect(text.contains(spelling), "\(flag.name)")
            }
            for word in entry.words {
                #expect(text.contains(word.text.replacing(":", with: shell == .zsh ? "\\:" : ":")))
            }
        }
        #expect(text.first == "#" && text.last == "\n")
        #expect(!text.split(separator: "\n").contains { $0.last == " " })
    }

    @Test("are for the name by which the tool was called", arguments: CompletionShell.allCases)
    func names(shell: CompletionShell) {
        #expect(Self.script(shell, tool: "kubectl-mirror").contains("kubectl-mirror"))
        #expect(Self.script(shell, tool: "mirror oc-mirror") == Self.script(shell))
    }

    @Test("quote what a shell would read")
    func quotes() {
        // The summary of a flag has an apostrophe.
        #expect(ToolFlag.named(.port).summary.contains("'s"))
        #expect(Self.script(.zsh).contains("cache'\\''s registry"))
        #expect(Self.script(.fish).contains("cache'\\''s registry"))
        #expect(Self.script(.powershell).contains("cache''s registry"))
    }

    @Test("are read by zsh and fish, where these are installed", arguments: ["zsh", "fish"])
    func otherShells(name: String) throws {
        guard let shell = CompletionShell(rawValue: name),
            try runTool(["bash", "-c", "command -v \(name)"]).status == 0
        else { return }
        let folder = try TemporaryDirectory()
        try folder.write(Self.script(shell), to: "script")
        let run = try runTool([name, "-n", folder["script"]], environment: ["HOME": folder.path])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    }
}
