// SPDX-License-Identifier: Apache-2.0

import Compatibility
import Diagnostics
import Foundation
import Testing

@testable import Usage
@testable import mirror

/// Remedies in every room suggest commands, without knowing the command line.
@Suite("The commands that remedies suggest")
struct SuggestedCommandTests {
    /// A command that a source names, with the options behind it.
    private struct Suggestion {
        let file: String
        let words: [String]
        let options: [String]
    }

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    private let tree: CommandTree

    init() throws { tree = try CommandTree.load() }

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: sources.appending(path: path), encoding: .utf8)
    }

    /// The spelling of each option by the name of its case.
    private static func spellings() throws -> [String: String] {
        let cases = try text("Diagnostics/OptionName.swift").matches(of: /\n    case (\w+)(?: = "(.*)")?/)
        return Dictionary(uniqueKeysWithValues: cases.map { ("\($0.1)", "--\($0.2 ?? $0.1)") })
    }

    private static func suggestions() throws -> [Suggestion] {
        let spellings = try spellings()
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        return try files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file in
            let source = try text(file)
            guard source.contains("OptionName.") else { return [Suggestion]() }
            // A text may go on behind a plus or in the next line of a literal.
            let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
            let joined = lines.joined(separator: "\n").replacing("\"\n+ \"", with: "").replacing("\\\n", with: "")
            return joined.split(separator: "\n").filter { $0.contains("mirror ") }.flatMap { line in
                line.matches(of: /(?:^|[^-a-z])mirror((?: [a-z]+)+)([^`]*)/).map { match in
                    let options = match.2.matches(of: /\(OptionName\.(\w+)\)|(?: |^)(--?[a-z][a-z-]*)/)
                    return Suggestion(
                        file: file,
                        words: match.1.split(separator: " ").map(String.init),
                        options: options.compactMap { $0.1.map { spellings["\($0)"] ?? "" } ?? $0.2.map(String.init) }
                    )
                }
            }
        }
    }

    /// The command that words name, with the words behind it left out; `nil` for words that are no command.
    private func command(_ words: [String]) -> CommandTree? {
        var command = tree
        for word in words {
            guard let next = command.subcommand(word) else { break }
            command = next
        }
        guard command.commandName != tree.commandName else { return nil }
        return command.defaultSubcommand.flatMap(command.subcommand) ?? command
    }

    @Test("have the options that stand behind them")
    func options() throws {
        var found = 0
        for suggestion in try Self.suggestions() {
            guard let command = command(suggestion.words) else { continue }
            for option in suggestion.options {
                found += 1
                #expect(
                    command.option(Substring(option)) != nil,
                    "\(suggestion.file): mirror \(suggestion.words.joined(separator: " ")) has no \(option)"
                )
            }
        }
        #expect(found > 20, "the sources are not read as they are written")
    }

    /// The names that the table of other tools knows.
    private static func habits() throws -> [String] {
        let lines = try text("Usage/OtherTools.swift").split(separator: "\n").filter { $0.contains(" case ") }
        return lines.flatMap { $0.matches(of: /"([a-z0-9-]+)"/).map { "\($0.1)" } }
    }

    @Test("for the habits of other tools are those of this one")
    func habits() throws {
        let names = try Self.habits()
        #expect(names.count > 25)
        for name in names {
            let (command, option) = (OtherTools.command(name), OtherTools.option(name, of: "mirror plan"))
            #expect(command != nil || option != nil, "\(name)")
            for match in (command ?? "").matches(of: /(?:: |, )mirror ([^`,]*)/) {
                var check = CommandLineCheck(match.1.split(separator: " ").map(String.init), tree: tree)
                #expect(throws: Never.self) { try check.check() }
            }
            for advice in [command, option].compactMap(\.self) { check(advice) }
        }
    }

    @Test("for the flags of oc-mirror are those of this tool")
    func flags() {
        #expect(ToolFlag.habits.count > 70)
        for advice in ToolFlag.habits.values { check(advice) }
    }

    /// Checks the commands and the options that an advice names.
    private func check(_ advice: String) {
        for match in advice.matches(of: /`mirror ([a-z ]*)`/) {
            #expect(command(match.1.split(separator: " ").map(String.init)) != nil, "\(advice)")
        }
        for match in advice.matches(of: /(--[a-z0-9-]+)(?:[=a-z]*)`?(?: of `mirror ([a-z ]+)`)?/) {
            // This one belongs to no command.
            if match.1 == "--generate-completion-script" { continue }
            // Without a command it is for the one that was typed.
            let names: [Substring] = match.2.map { [$0] } ?? ["plan", "apply"]
            let commands = names.map { command($0.split(separator: " ").map(String.init)) }
            #expect(commands.contains { $0?.option(match.1) != nil }, "\(advice)")
        }
    }
}
