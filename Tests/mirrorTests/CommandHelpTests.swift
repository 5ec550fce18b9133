// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Usage
@testable import mirror

@Suite("The help of commands")
struct CommandHelpTests {
    /// A command by its full name.
    struct Named: CustomTestStringConvertible {
        let name: String
        let command: CommandTree

        var testDescription: String { name }

        static func all(_ command: CommandTree, below name: String = "") -> [Named] {
            let full = name.isEmpty ? command.commandName : "\(name) \(command.commandName)"
            let below = (command.subcommands ?? []).flatMap { all($0, below: full) }
            return [Named(name: full, command: command)] + below
        }
    }

    private static let tree = Result { try CommandTree.load() }
    private static let commands = ((try? tree.get()).map { Named.all($0) } ?? []).filter {
        !["mirror", "mirror help"].contains($0.name)
    }

    private static func examples(of command: CommandTree) -> [String] {
        let parts = (command.discussion ?? "").components(separatedBy: "\(Examples.heading)\n")
        return parts.count == 2 ? parts[1].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } : []
    }

    @Test("has an example of every command, which is one line, and right", arguments: commands)
    func examples(named: Named) throws {
        let tree = try Self.tree.get()
        let examples = Self.examples(of: named.command)
        #expect(!examples.isEmpty)
        for example in examples {
            #expect(example.contains(named.name) && example.count <= 78, "\(example)")
            guard let line = example.split(separator: "| ").last?.split(separator: " > ").first?.split(separator: " ")
            else { continue }
            #expect(tree.fault(in: line.dropFirst().joined(separator: " ")) == nil, "\(example)")
        }
    }

    @Test("groups the options of long commands", arguments: commands)
    func groups(named: Named) {
        let options = named.command.options.filter { $0.spelling != "--help" }
        guard options.count > 12 else { return }
        let untitled = options.filter { $0.sectionTitle == nil }.map(\.spelling)
        #expect(untitled.count < 5, "\(untitled)")
    }

    @Test("names values by what they are, not by their option", arguments: commands)
    func values(named: Named) {
        for option in named.command.options where option.kind == .option && option.valueName?.contains("-") == true {
            #expect(option.spelling != "--\(option.valueName ?? "")", "\(named.name)")
        }
    }

    private static let reference = Result {
        try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../docs/commands.md").standardizedFileURL,
            encoding: .utf8
        )
    }

    @Test("is in the reference: the command, and each of its options", arguments: commands)
    func documented(named: Named) throws {
        let text = try Self.reference.get()
        #expect(text.contains(named.name) || text.contains("`\(named.command.commandName)`"), "\(named.name)")
        for option in named.command.options where option.spelling != "--help" {
            #expect(text.contains(option.spelling), "\(named.name) \(option.spelling)")
        }
    }

    @Test("has every option that the reference names")
    func existing() throws {
        let known = Set(Self.commands.flatMap { $0.command.options.flatMap(\.spellings) })
            .union(["--version", "--generate-completion-script"])
        // A row of a table begins with its options.
        let rows = try Self.reference.get().split(separator: "\n").filter { $0.hasPrefix("| `-") }
        #expect(rows.count > 50)
        for row in rows {
            let cell = row.dropFirst(2).prefix { $0 != "|" }
            for match in cell.matches(of: /`(--?[a-z0-9.-]+)/) { #expect(known.contains("\(match.1)"), "\(row)") }
        }
    }
}
