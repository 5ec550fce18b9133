// SPDX-License-Identifier: Apache-2.0

/// The finished words of a command line, as far as they can be understood.
struct CompletionWalk {
    private let root: CommandTree
    private var command: CommandTree
    private var given: Set<String> = []
    private var count = 0
    private var isHelp = false
    /// The option that the next word is the value of.
    private(set) var pending: CommandTree.Argument?
    /// Whether `--` was given.
    private(set) var onlyArguments = false

    init(_ tree: CommandTree) {
        root = tree
        command = tree
    }

    mutating func take(_ word: String) {
        if pending != nil {
            pending = nil
        } else if !onlyArguments, word == "--" {
            onlyArguments = true
        } else if !onlyArguments, word.hasPrefix("-"), word.count > 1 {
            take(option: word)
        } else if command.commandName == root.commandName, word == "help" {
            isHelp = true
        } else if count == 0, let next = command.subcommand(word) {
            command = next
        } else {
            if let usual { command = usual }
            count += 1
        }
    }

    private mutating func take(option word: String) {
        let name = word.prefix { $0 != "=" }
        guard let option = option(name) else { return }
        if command.option(name) == nil, let usual { command = usual }
        given.insert(option.spelling)
        if option.kind == .option, !word.contains("=") { pending = option }
    }

    /// The command that is meant where none of its level is named.
    private var usual: CommandTree? { command.defaultSubcommand.flatMap(command.subcommand) }

    /// The commands that may follow.
    var subcommands: [CommandTree] {
        guard count == 0, !onlyArguments else { return [] }
        // The parser adds `help` to every command; it is only needed once.
        let isRoot = command.commandName == root.commandName
        return (command.subcommands ?? []).filter { $0.commandName != "help" || isRoot && !isHelp }
    }

    /// The argument that may follow.
    var nextArgument: CommandTree.Argument? {
        guard !isHelp else { return nil }
        let known = (usual ?? command).positionals
        return count < known.count ? known[count] : known.last.flatMap { $0.isRepeating ? $0 : nil }
    }

    var takesArguments: Bool { nextArgument != nil || !subcommands.isEmpty }

    /// The options that may still be given.
    var openOptions: [CommandTree.Argument] {
        guard !isHelp else { return [] }
        return (command.options + (usual?.options ?? [])).filter { $0.isRepeating || !given.contains($0.spelling) }
    }

    func option(_ name: Substring) -> CommandTree.Argument? { command.option(name) ?? usual?.option(name) }
}
