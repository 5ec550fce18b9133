// SPDX-License-Identifier: Apache-2.0

@testable import Usage

/// A command line that means something to the tool of the tests, in one of its many spellings.
struct RandomLine {
    let path: [String]
    let command: CommandTree
    /// An option with its value, or a flag, one or two words each.
    var options: [[String]]
    var arguments: [String]

    /// Whether the name of the default command is left out.
    private let isShort: Bool

    init(of tree: CommandTree, using generator: inout some RandomNumberGenerator) {
        var (path, command, isShort) = ([tree.commandName], tree, false)
        while let next = command.subcommands?.randomElement(using: &generator) {
            isShort = command.defaultSubcommand == next.commandName && Bool.random(using: &generator)
            path.append(next.commandName)
            command = next
        }
        let given = command.options.filter { option in !option.isOptional || Bool.random(using: &generator) }
        self.path = path
        self.command = command
        options = []
        for option in given.shuffled(using: &generator) {
            for number in 0..<(option.isRepeating ? Int.random(in: 1...2, using: &generator) : 1) {
                options.append(Self.words(of: option, value: "v\(number)", using: &generator))
            }
        }
        arguments = command.positionals.map { "a-\($0.valueName ?? "")" }
        if command.positionals.last?.isRepeating == true { arguments += ["b", "c"] }
        self.isShort = isShort && !options.isEmpty
    }

    private static func words(
        of option: CommandTree.Argument,
        value: String,
        using generator: inout some RandomNumberGenerator
    ) -> [String] {
        let spelling = option.spellings.randomElement(using: &generator) ?? ""
        guard option.kind == .option else { return [spelling] }
        return Bool.random(using: &generator) ? ["\(spelling)=\(value)"] : [spelling, value]
    }

    /// The name of the command, as messages have it.
    var name: String { path.joined(separator: " ") }

    /// The words of the line, without the name of the tool.
    var words: [String] { path.dropFirst().dropLast(isShort ? 1 : 0) + options.flatMap(\.self) + arguments }

    /// The fault of the line, if it has one.
    func fault(in tree: CommandTree) -> UsageFault? {
        var check = CommandLineCheck(words, tree: tree, habits: [:])
        do {
            try check.check()
            return nil
        } catch {
            return error
        }
    }
}
