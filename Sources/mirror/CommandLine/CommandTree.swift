// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// The commands with their options, as the parser knows them.
struct CommandTree: Decodable, Sendable {
    /// An argument of a command.
    struct Argument: Decodable, Sendable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
            enum Kind: String, Decodable {
                case long, short, longWithSingleDash
            }

            let kind: Kind
            let name: String

            /// The spelling on a command line.
            var spelling: String { (kind == .long ? "--" : "-") + name }
        }

        let kind: Kind
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?

        var spellings: [String] { names?.map(\.spelling) ?? [] }

        /// The spelling in messages: the long one.
        var spelling: String {
            spellings.first { $0.hasPrefix("--") } ?? spellings.first ?? "<\(valueName ?? "value")>"
        }
    }

    let commandName: String
    let subcommands: [CommandTree]?
    let defaultSubcommand: String?
    let arguments: [Argument]?

    /// All commands of this tool.
    static func load() throws -> CommandTree {
        struct Dump: Decodable {
            let command: CommandTree
        }
        return try JSONDecoder().decode(Dump.self, from: Data(MirrorCommand._dumpHelp().utf8)).command
    }

    func subcommand(_ name: String) -> CommandTree? { subcommands?.first { $0.commandName == name } }

    var options: [Argument] { arguments?.filter { $0.kind != .positional } ?? [] }
    var positionals: [Argument] { arguments?.filter { $0.kind == .positional } ?? [] }

    /// The option with this spelling, without its value.
    func option(_ spelling: Substring) -> Argument? { options.first { $0.spellings.contains { $0 == spelling } } }
}
