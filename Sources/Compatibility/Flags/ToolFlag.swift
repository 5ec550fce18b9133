// SPDX-License-Identifier: Apache-2.0

/// A flag of oc-mirror: which commands have it, what it takes, and what it is here.
package struct ToolFlag: Sendable, Hashable {
    package let name: FlagName
    package let kind: FlagKind
    /// The commands that take the flag, for each program that has it.
    package let commands: [ToolVersion: Set<ToolCommand>]
    /// What the flag does in oc-mirror.
    package let summary: String
    package let meaning: FlagMeaning
    /// Whether oc-mirror's own help does not show it.
    package let isHidden: Bool

    init(
        _ name: FlagName,
        _ kind: FlagKind,
        _ commands: [ToolVersion: Set<ToolCommand>],
        _ summary: String,
        _ meaning: FlagMeaning,
        isHidden: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.commands = commands
        self.summary = summary
        self.meaning = meaning
        self.isHidden = isHidden
    }

    /// The programs that have the flag in any command.
    package var versions: Set<ToolVersion> { Set(commands.keys) }

    /// The programs in which a command takes the flag.
    package func versions(in command: ToolCommand) -> Set<ToolVersion> {
        versions.filter { belongs(to: command, of: $0) }
    }

    /// Whether a command of a program takes the flag.
    package func belongs(to command: ToolCommand, of version: ToolVersion) -> Bool {
        commands[version]?.contains(command) == true
    }
}

extension ToolFlag {
    /// Every flag of both programs, in the order of a table for people.
    package static let all: [ToolFlag] =
        choosing + mirroring + firstMirroring + secondMirroring + reaching + hidden + deleting + listing

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The flag with a name; each name has one.
    package static func named(_ name: FlagName) -> ToolFlag {
        guard let flag = byName[name] else { preconditionFailure("the table has no flag \(name.spelling)") }
        return flag
    }

    /// The answers to people who type a flag of mirroring or deleting at a command of `mirror`, by names and letters.
    ///
    /// Flags whose name is also an option of `mirror` are left out: people who type them only misspelled something.
    package static let habits: [String: String] = {
        var habits: [String: String] = [:]
        for flag in all where flag.isHabit {
            habits[flag.name.rawValue] = flag.meaning.advice
            if let letter = flag.name.letter { habits[String(letter)] = flag.meaning.advice }
        }
        return habits
    }()

    private var isHabit: Bool {
        if case .same(let text) = meaning, text.contains("`\(name.spelling)`") { return false }
        return !versions(in: .mirror).isEmpty || !versions(in: .delete).isEmpty
    }
}

extension Set<ToolCommand> {
    /// Mirroring alone.
    static let mirror: Self = [.mirror]
    /// Every command.
    static let all = Self(ToolCommand.allCases)
}
