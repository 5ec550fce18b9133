// SPDX-License-Identifier: Apache-2.0

/// A command of oc-mirror; both programs together.
package enum ToolCommand: String, Sendable, Hashable, CaseIterable {
    /// Mirroring, which has no word of its own.
    case mirror = ""
    case delete
    case initialize = "init"
    case list
    case listReleases = "list releases"
    case listOperators = "list operators"
    case listUpdates = "list updates"
    case describe
    case version
    case help
    case completion

    /// The programs that have the command.
    package var versions: Set<ToolVersion> {
        switch self {
        case .delete: [.two]
        case .initialize, .describe, .listUpdates: [.one]
        default: [.one, .two]
        }
    }

    /// The words of the command behind the tool's name.
    package var words: [String] { rawValue.split(separator: " ").map(String.init) }

    /// The command that a word names below this one.
    func subcommand(_ word: String) -> ToolCommand? {
        ToolCommand.allCases.first { $0 != .mirror && $0.words == words + [word] }
    }

    /// The commands below this one.
    var subcommands: [ToolCommand] {
        ToolCommand.allCases.filter { $0 != .mirror && $0.words.dropLast() == words[...] }
    }

    /// The words that name a command below this one.
    var subcommandNames: [String] { subcommands.compactMap(\.words.last) }
}
