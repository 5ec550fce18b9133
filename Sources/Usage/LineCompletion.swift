// SPDX-License-Identifier: Apache-2.0

/// What may stand at the end of an unfinished command line.
///
/// Names that only records know are asked for by their kind.
package struct LineCompletion: Equatable, Sendable {
    /// A word, and what it means.
    package struct Word: Equatable, Sendable {
        package let text: String
        package let meaning: String?

        package init(_ text: String, _ meaning: String? = nil) {
            self.text = text
            self.meaning = meaning
        }
    }

    /// The files that fit, too.
    package enum Files: Equatable, Sendable {
        case all, folders
        /// Files with one of these endings.
        case ending([String])
    }

    /// Names that records of this machine know, by the name that values have in the help.
    package enum Names: String, Equatable, Sendable {
        case archive, catalog, channel, package, plan, target
        case operatorChannel = "operator-channel"
    }

    package var words: [Word] = []
    package var files: Files?
    package var names: Names?
    /// The unfinished value, without the option before it in `--option=value`.
    package private(set) var typed: String

    /// Completes `last`, which stands behind the finished `words`; the tool's name is in neither.
    package init(of last: String, behind words: [String], tree: CommandTree) {
        typed = last
        var walk = CompletionWalk(tree)
        for word in words { walk.take(word) }
        complete(last, walk)
    }

    private mutating func complete(_ last: String, _ walk: CompletionWalk) {
        if let option = walk.pending { return take(valuesOf: option) }
        if !walk.onlyArguments, last.hasPrefix("-"), last.count > 1 || !walk.takesArguments {
            guard let equals = last.firstIndex(of: "=") else { return take(optionsOf: walk) }
            guard let option = walk.option(last[..<equals]), option.kind == .option else { return }
            typed = String(last[equals...].dropFirst())
            return take(valuesOf: option)
        }
        self.words = keeping(walk.subcommands.map { Word($0.commandName, $0.abstract) })
        if let argument = walk.nextArgument { take(valuesOf: argument) }
        if self.words.isEmpty, files == nil, names == nil, last.isEmpty || last == "-" { take(optionsOf: walk) }
    }

    private mutating func take(optionsOf walk: CompletionWalk) {
        guard !walk.onlyArguments else { return }
        words = keeping(walk.openOptions.map { Word($0.spelling, $0.abstract) })
        if words.isEmpty, typed.count == 2 {
            words = keeping(walk.openOptions.flatMap { option in option.spellings.map { Word($0, option.abstract) } })
        }
    }

    private mutating func take(valuesOf argument: CommandTree.Argument) {
        switch argument.completionKind {
        case .list(let values): words += keeping(values.map { Word($0) })
        case .file(let endings): files = endings.isEmpty ? .all : .ending(endings)
        case .directory: files = .folders
        case nil: break
        }
        names = argument.valueName.flatMap { Names(rawValue: $0) }
        // An archive is written file://folder, which no shell completes as a path.
        if names == .archive { files = nil }
    }

    private func keeping(_ words: [Word]) -> [Word] { words.filter { $0.text.hasPrefix(typed) } }
}
