// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Usage

@Suite("The tree of commands that the parser prints")
struct CommandTreeReadingTests {
    private func tree(_ command: String) throws -> CommandTree {
        try CommandTree(dump: Data(#"{"serializationVersion": 0, "command": \#(command)}"#.utf8))
    }

    @Test("may lack what a command has not, and have what nobody asks for")
    func optional() throws {
        let tree = try tree(#"{"commandName": "tool", "abstract": "x", "shouldDisplay": true}"#)
        #expect(tree.commandName == "tool" && tree.subcommands == nil && tree.defaultSubcommand == nil)
        #expect(tree.options.isEmpty && tree.positionals.isEmpty)
        #expect(tree.subcommand("tool") == nil && tree.option("--x") == nil)
    }

    /// The kinds and names of an option, how it is spelled, and how messages have it.
    @Test(
        "has options by all their names, and messages have the first long one",
        arguments: [
            ([("short", "c"), ("long", "config")], ["-c", "--config"], "--config"), ([("short", "c")], ["-c"], "-c"),
            ([("longWithSingleDash", "json"), ("short", "j")], ["-json", "-j"], "-json"),
            ([("long", "a"), ("long", "b")], ["--a", "--b"], "--a"), ([], [], "<file>"),
        ] as [([(String, String)], [String], String)]
    )
    func spellings(names: [(String, String)], spellings: [String], spelling: String) throws {
        let list = names.map { #"{"kind": "\#($0.0)", "name": "\#($0.1)"}"# }.joined(separator: ", ")
        let argument =
            #"{"kind": "option", "isOptional": true, "isRepeating": false, "names": [\#(list)], "valueName": "file"}"#
        let option = try #require(try tree(#"{"commandName": "tool", "arguments": [\#(argument)]}"#).options.first)
        #expect(option.spellings == spellings && option.spelling == spelling)
    }

    @Test(
        "is no tree where it says something that is not known",
        arguments: [
            "{}", #"{"commandName": 1}"#, #"{"commandName": "a", "arguments": [{"kind": "option"}]}"#,
            #"{"commandName": "a", "arguments": [{"kind": "rest", "isOptional": true, "isRepeating": false}]}"#,
            #"{"commandName": "a", "subcommands": [{}]}"#,
        ]
    )
    func faults(command: String) {
        #expect(throws: DecodingError.self) { try tree(command) }
        #expect(throws: DecodingError.self) { try CommandTree(dump: Data(command.utf8)) }
    }

    @Test("without a name for the value says that there is one")
    func noName() throws {
        let text =
            #"{"commandName": "a", "arguments": [{"kind": "positional", "isOptional": false, "isRepeating": false}]}"#
        let tree = try tree(text)
        #expect(tree.positionals.map(\.spelling) == ["<value>"])
        var check = CommandLineCheck([], tree: tree)
        let fault = #expect(throws: UsageFault.self) { try check.check() }
        #expect(fault?.message == "`a` needs <value>")
    }
}
