// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The commands with their options, as the parser knows them.
package struct CommandTree: Decodable, Sendable {
    /// An argument of a command.
    package struct Argument: Decodable, Sendable {
        /// What the values of an argument are.
        package enum Completion: Decodable, Sendable, Equatable {
            case list(values: [String])
            case file(extensions: [String])
            case directory
        }

        package enum Kind: String, Decodable, Sendable {
            case positional, option, flag
        }

        package struct Name: Decodable, Sendable {
            package enum Kind: String, Decodable, Sendable {
                case long, short, longWithSingleDash
            }

            package let kind: Kind
            package let name: String

            /// The spelling on a command line.
            package var spelling: String { (kind == .long ? "--" : "-") + name }
        }

        package let kind: Kind
        package let isOptional: Bool
        package let isRepeating: Bool
        package let names: [Name]?
        package let valueName: String?
        /// The heading of its group in the help.
        package let sectionTitle: String?
        package let abstract: String?
        package let defaultValue: String?
        package let completionKind: Completion?

        package var spellings: [String] { names?.map(\.spelling) ?? [] }

        /// The spelling in messages: the long one.
        package var spelling: String {
            spellings.first { $0.hasPrefix("--") } ?? spellings.first ?? "<\(valueName ?? "value")>"
        }
    }

    package let commandName: String
    package let subcommands: [CommandTree]?
    package let defaultSubcommand: String?
    package let arguments: [Argument]?
    /// What the command does, in one sentence.
    package let abstract: String?
    package let discussion: String?

    /// Reads what the parser's `--experimental-dump-help` prints.
    package init(dump: Data) throws {
        struct Dump: Decodable {
            let command: CommandTree
        }
        self = try JSONDecoder().decode(Dump.self, from: dump).command
    }

    /// A command of which only one subcommand is known, from a description of that one alone.
    ///
    /// The parser gives whatever it describes alone a subcommand `help`, which the tool does not have there.
    package init(_ commandName: String, of subcommand: CommandTree) {
        self.init(commandName, [CommandTree(withoutHelp: subcommand)])
    }

    private init(_ commandName: String, _ subcommands: [CommandTree]) {
        self.commandName = commandName
        self.subcommands = subcommands
        defaultSubcommand = nil
        arguments = nil
        abstract = nil
        discussion = nil
    }

    private init(withoutHelp command: CommandTree) {
        commandName = command.commandName
        subcommands = command.subcommands?.filter { $0.commandName != "help" }
        defaultSubcommand = command.defaultSubcommand
        arguments = command.arguments
        abstract = command.abstract
        discussion = command.discussion
    }

    package func subcommand(_ name: String) -> CommandTree? { subcommands?.first { $0.commandName == name } }

    package var options: [Argument] { arguments?.filter { $0.kind != .positional } ?? [] }
    package var positionals: [Argument] { arguments?.filter { $0.kind == .positional } ?? [] }

    /// The option with this spelling, without its value.
    package func option(_ spelling: Substring) -> Argument? {
        options.first { $0.spellings.contains { $0 == spelling } }
    }
}
