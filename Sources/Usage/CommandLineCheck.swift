// SPDX-License-Identifier: Apache-2.0

/// Checks a command line for unknown words before the parser does: the parser takes an unknown option for several short
/// ones, reports a missing argument first, and uses the last value of a repeated option.
package struct CommandLineCheck {
    /// A command on the line, with the commands above it.
    private struct Place {
        var path: [String]
        var command: CommandTree

        var name: String { path.joined(separator: " ") }

        mutating func enter(_ command: CommandTree) {
            path.append(command.commandName)
            self.command = command
        }
    }

    private let root: CommandTree
    /// The answers to options of oc-mirror, by their names without dashes.
    private let habits: [String: String]
    private var place: Place
    private var words: ArraySlice<String>
    /// The options on the line with their values, by spelling.
    private var given: [String: [String]] = [:]
    private var positionals: [String] = []

    /// `habits` are the answers to options of oc-mirror that no command here has, by their names without dashes.
    package init(_ arguments: [String], tree: CommandTree, habits: [String: String] = [:]) {
        root = tree
        self.habits = habits
        place = Place(path: [tree.commandName], command: tree)
        words = arguments[...]
    }

    /// Throws the first mistake; the parser checks values.
    package mutating func check() throws(UsageFault) {
        // Help is shown despite other mistakes, and completion belongs to the parser.
        guard !words.contains(where: Self.isParsersOwn) else { return }
        while let word = words.popFirst() {
            if word == "--" {
                for word in words { try take(positional: word) }
                words = []
            } else if word.hasPrefix("-"), word.count > 1 {
                try take(option: word)
            } else {
                try take(word)
            }
        }
        enterDefault()
        try requireWhatIsNeeded()
    }

    private static func isParsersOwn(_ word: String) -> Bool {
        ["-h", "--help", "-help", "--experimental-dump-help", "--generate-completion-script"].contains(word)
            || word.hasPrefix("--generate-completion-script=") || word.hasPrefix("---")
    }

    /// Handles a word without dashes: a command, or an argument.
    private mutating func take(_ word: String) throws(UsageFault) {
        // The arguments of the parser's `help` are commands.
        if word == "help", place.path.count == 1 { return try takeHelp() }
        if let next = place.command.subcommand(word), positionals.isEmpty { return place.enter(next) }
        guard let commands = place.command.subcommands, !commands.isEmpty else { return try take(positional: word) }
        if let next = defaultCommand, !next.positionals.isEmpty {
            place.enter(next)
            return try take(positional: word)
        }
        throw UsageFault.unknownCommand(word, of: place.name, among: commands.map(\.commandName))
    }

    private mutating func takeHelp() throws(UsageFault) {
        for word in words where !word.hasPrefix("-") {
            guard let next = place.command.subcommand(word) else {
                let names = place.command.subcommands?.map(\.commandName) ?? []
                throw UsageFault.unknownCommand(word, of: place.name, among: names)
            }
            place.enter(next)
        }
        // Help needs no further words.
        words = []
        place = Place(path: [root.commandName], command: root)
    }

    private mutating func take(positional word: String) throws(UsageFault) {
        positionals.append(word)
        let known = place.command.positionals
        guard positionals.count <= known.count || known.last?.isRepeating == true else {
            throw UsageFault.unexpectedArgument(word, of: place.name, options: place.command.options.map(\.spelling))
        }
    }

    private mutating func take(option word: String) throws(UsageFault) {
        enterDefault()
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let option = place.command.option(parts[0]) else {
            throw UsageFault.unknownOption(
                word,
                of: place.name,
                place.command,
                elsewhere: holders(of: parts[0]),
                habits: habits
            )
        }
        guard option.kind == .option else {
            guard parts.count == 1 else { throw UsageFault.unexpectedValue(of: option.spelling, in: place.name) }
            return
        }
        let value: String
        if parts.count == 2 {
            value = String(parts[1])
        } else if let next = words.first, next == "-" || !next.hasPrefix("-") {
            value = next
            words = words.dropFirst()
        } else {
            throw UsageFault.missingValue(of: option.spelling, in: place.name, before: words.first)
        }
        given[option.spelling, default: []].append(value)
        if !option.isRepeating, let values = given[option.spelling], values.count > 1 {
            throw UsageFault.repeated(option.spelling, in: place.name, values)
        }
    }

    private var defaultCommand: CommandTree? { place.command.defaultSubcommand.flatMap(place.command.subcommand) }

    /// Enters the default command if none is named.
    private mutating func enterDefault() {
        if let next = defaultCommand { place.enter(next) }
    }

    /// The commands with an option.
    private func holders(of spelling: Substring) -> [String] {
        func search(_ place: Place) -> [String] {
            let own = place.command.option(spelling) == nil ? [] : [place.name]
            return own
                + (place.command.subcommands ?? []).flatMap { command in
                    var next = place
                    next.enter(command)
                    return search(next)
                }
        }
        return search(Place(path: [root.commandName], command: root))
    }

    private func requireWhatIsNeeded() throws(UsageFault) {
        // A command with subcommands shows its help.
        guard place.command.subcommands?.isEmpty ?? true else { return }
        for option in place.command.options where !option.isOptional && given[option.spelling] == nil {
            throw UsageFault.missingOption(option.spelling, of: place.name, meaning: option.abstract)
        }
        let needed = place.command.positionals.filter { !$0.isOptional }
        guard positionals.count < needed.count else { return }
        throw UsageFault.missingArgument(needed[positionals.count], of: place.name)
    }
}
