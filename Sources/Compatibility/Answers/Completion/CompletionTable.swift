// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// What completes a command line: the words and the flags of each command, of both programs together.
struct CompletionTable: Sendable {
    /// A command with what may follow it.
    struct Entry: Sendable {
        /// A word with its explanation.
        typealias Word = (text: String, explanation: String)

        let command: ToolCommand
        let words: [Word]
        let flags: [ToolFlag]
        /// Whether the command takes the path of a file.
        let takesFiles: Bool
    }

    /// The entries in the order of the commands.
    static let entries: [Entry] = ToolCommand.allCases.map { command in
        Entry(
            command: command,
            words: words(of: command),
            flags: ToolFlag.all.filter { !$0.isHidden && !$0.versions(in: command).isEmpty },
            takesFiles: command == .describe || command == .listUpdates
        )
    }

    /// The values that a flag can have, as far as they are known.
    static func values(of flag: ToolFlag) -> [String] {
        switch flag.name {
        case .output: OutputFormat.allCases.filter { $0 != .text }.map(\.rawValue)
        case .logLevel, .loglevel: ReachingOptions.LogLevel.allCases.map(\.rawValue)
        case .filterByArchs: ReleaseArchitecture.allCases.map(\.rawValue)
        case .workspace: ["file://"]
        default: []
        }
    }

    private static func words(of command: ToolCommand) -> [Entry.Word] {
        let commands = command == .help ? ToolCommand.mirror.subcommands : command.subcommands
        let words: [Entry.Word] = commands.map { ($0.words.last ?? "", $0.summary) }
        switch command {
        case .mirror: return words + [registry, ("file://", "a folder for an archive")]
        case .delete: return words + [registry]
        case .completion: return CompletionShell.allCases.map { ($0.rawValue, "a script for this shell") }
        default: return words
        }
    }

    private static let registry: Entry.Word = ("docker://", "a registry")
}

extension ToolFlag {
    /// What the value of the flag is.
    enum Value: Sendable, Hashable {
        /// The flag is a switch.
        case none
        case words([String])
        case file
        case folder
        /// A text that cannot be completed.
        case other
    }

    /// What completes the value of the flag.
    var value: Value {
        let words = CompletionTable.values(of: self)
        guard words.isEmpty else { return .words(words) }
        switch kind {
        case .boolean: return .none
        case .text("FILE"), .text("PATH"): return .file
        case .text("FOLDER"): return .folder
        case .text, .list, .number, .duration: return .other
        }
    }
}
