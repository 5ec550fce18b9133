// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Compatibility

@Suite("Help")
struct HelpTextTests {
    private static let tools = ["oc-mirror", "mirror oc-mirror"]

    @Test("fits into 80 columns", arguments: ToolCommand.allCases, tools)
    func width(command: ToolCommand, tool: String) {
        for version in ToolVersion.allCases {
            let lines = HelpText(of: command, in: version, tool: tool).text.split(separator: "\n")
            for line in lines { #expect(line.count <= 80, "\(command) \(version): \(line)") }
            #expect(lines.allSatisfy { $0.last != " " })
        }
    }

    @Test("names each flag that oc-mirror shows, with what it does, and no other", arguments: ToolCommand.allCases)
    func flags(command: ToolCommand) throws {
        for version in command.versions {
            let text = HelpText(of: command, in: version, tool: "oc-mirror").text
            let part = try #require(text.components(separatedBy: "\nFlags:\n").dropFirst().first)
            let labels = part.split(separator: "\n").filter { $0.hasPrefix("  -") || $0.hasPrefix("      --") }
            let names = labels.map { String($0.drop { $0 == " " }.split(separator: " ")[$0.hasPrefix("  -") ? 1 : 0]) }
            let shown = ToolFlag.all.filter { !$0.isHidden && $0.belongs(to: command, of: version) }
            #expect(names.map { String($0.prefix { $0 != "=" }) } == shown.map(\.name.spelling))
            let words = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for flag in shown { #expect(words.contains(flag.explanation), "\(flag.name)") }
        }
    }

    @Test("tells of a flag without effect, of a refused one, and of one with another name at `mirror`")
    func meanings() {
        #expect(ToolFlag.named(.port).explanation.contains("; no effect here: no local registry runs"))
        #expect(ToolFlag.named(.securePolicy).explanation.contains("; not offered here: "))
        #expect(ToolFlag.named(.skipMissing).explanation.hasSuffix("; with mirror: `--allow-missing`"))
        #expect(ToolFlag.named(.config).explanation == "names the configuration")
    }

    @Test("is explained with the flags of the only program that has the command")
    func onlyProgram() {
        let one = HelpText(of: .delete, in: .one, tool: "oc-mirror").text
        #expect(one == HelpText(of: .delete, in: .two, tool: "oc-mirror").text)
        #expect(one.contains("--delete-yaml-file=FILE"))
    }

    @Test("lists the commands of both programs, and marks those of the other one")
    func commands() {
        let one = HelpText(of: .mirror, in: .one, tool: "oc-mirror").text
        let two = HelpText(of: .mirror, in: .two, tool: "oc-mirror").text
        for name in ToolCommand.mirror.subcommandNames {
            #expect(one.contains("\n  \(name) ") && two.contains("\n  \(name) "), "\(name)")
        }
        #expect(one.contains("(oc-mirror v2)") && two.contains("(oc-mirror v1)"))
    }

    @Test("has only examples and usages that are understood", arguments: ToolCommand.allCases)
    func examples(command: ToolCommand) throws {
        for version in command.versions {
            for example in command.examples(in: version) {
                let words = example.words.split(separator: " ").prefix { $0 != ">" }.map(String.init)
                _ = try ToolCommandLine(words.map { $0 == "CATALOG" ? "registry.example/c:v1" : $0 }).invocation()
            }
            for usage in command.usages(in: version) where !usage.contains("[") && !usage.contains("|") {
                guard usage != "COMMAND" else { continue }
                let words = usage.replacing("REGISTRY", with: "registry.example:5000").split(separator: " ")
                _ = try ToolCommandLine(words.map(String.init)).invocation()
            }
        }
    }

    @Test("of mirroring is as people have read it", arguments: ToolVersion.allCases)
    func golden(version: ToolVersion) throws {
        try expectGolden(
            HelpText(of: .mirror, in: version, tool: "oc-mirror").text,
            "help-\(version).txt",
            beside: #filePath
        )
    }
}
