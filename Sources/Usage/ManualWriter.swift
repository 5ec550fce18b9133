// SPDX-License-Identifier: Apache-2.0

/// Writes the page of one command.
struct ManualWriter {
    let path: [String]
    let version: String
    /// The line before the examples in a discussion.
    let examples: String
    private var lines: [String] = []

    init(path: [String], version: String, examples: String) {
        self.path = path
        self.version = version
        self.examples = examples
    }

    private static func name(_ path: some Sequence<String>) -> String { escaped(path.joined(separator: "-")) }

    mutating func page(of command: CommandTree) -> String {
        let tool = path[0]
        lines = [
            ".\\\" Made of the help of \(path.joined(separator: " ")).",
            ".TH \"\(Self.name(path).uppercased())\" 1 \"\" \"\(tool) \(Self.escaped(version))\" \"\(tool)\"",
        ]
        heading("NAME")
        lines.append("\(Self.name(path)) \\- \(Self.escaped(Self.phrase(command.abstract ?? "")))")
        synopsis(of: command)
        let parts = (command.discussion ?? "").split(separator: "\(examples)\n", maxSplits: 1)
        let hasText = command.discussion?.hasPrefix(examples) == false
        if hasText, let text = parts.first {
            heading("DESCRIPTION")
            prose(text)
        }
        list("COMMANDS", of: command.subcommands ?? []) { (Self.bold($0.commandName), $0.abstract ?? "") }
        list("ARGUMENTS", of: command.positionals) { (Self.italic($0.valueName ?? "argument"), $0.abstract ?? "") }
        options(of: command)
        if let text = hasText ? parts.dropFirst().first : parts.first { self.examples(text) }
        seeAlso(command)
        return lines.map { "\($0)\n" }.joined()
    }

    private mutating func heading(_ title: String) { lines.append(".SH \(title)") }

    private mutating func synopsis(of command: CommandTree) {
        heading("SYNOPSIS")
        var words = [Self.bold(path.joined(separator: " "))]
        if !command.options.isEmpty { words.append("[\(Self.italic("options"))]") }
        if command.subcommands?.isEmpty == false { words.append(Self.italic("command")) }
        words += command.positionals.map { argument in
            let name = Self.italic(argument.valueName ?? "argument") + (argument.isRepeating ? "..." : "")
            return argument.isOptional ? "[\(name)]" : name
        }
        lines.append(words.joined(separator: " "))
    }

    private mutating func options(of command: CommandTree) {
        guard !command.options.isEmpty else { return }
        heading("OPTIONS")
        var titles: [String?] = []
        for option in command.options where !titles.contains(option.sectionTitle) { titles.append(option.sectionTitle) }
        for title in titles {
            if titles.count > 1 { lines.append(".SS \(Self.escaped(title ?? "General"))") }
            for option in command.options where option.sectionTitle == title {
                let value = option.kind == .option ? " \(Self.italic(option.valueName ?? "value"))" : ""
                item(option.spellings.map(Self.bold).joined(separator: ", ") + value, option.abstract ?? "")
                if let usual = option.defaultValue {
                    lines.append("Default: \(Self.escaped(usual))\(usual.hasSuffix(".") ? "" : ".")")
                }
            }
        }
    }

    private mutating func list<Element>(
        _ title: String,
        of elements: [Element],
        _ text: (Element) -> (term: String, meaning: String)
    ) {
        guard !elements.isEmpty else { return }
        heading(title)
        for element in elements {
            let (term, meaning) = text(element)
            item(term, meaning)
        }
    }

    private mutating func item(_ term: String, _ meaning: String) {
        lines += [".TP", term, Self.line(meaning)]
    }

    private mutating func prose(_ text: Substring) {
        let paragraphs = text.split(separator: "\n\n")
        for (number, paragraph) in paragraphs.enumerated() {
            if number > 0 { lines.append(".PP") }
            lines += paragraph.split(separator: "\n").map { Self.line(String($0)) }
        }
    }

    private mutating func examples(_ text: Substring) {
        heading("EXAMPLES")
        lines.append(".nf")
        lines += text.split(separator: "\n").map { Self.line($0.drop { $0 == " " }.description) }
        lines.append(".fi")
    }

    private mutating func seeAlso(_ command: CommandTree) {
        let above = path.count > 1 ? [Array(path.dropLast())] : []
        let others = above + (command.subcommands ?? []).map { path + [$0.commandName] }
        guard !others.isEmpty else { return }
        heading("SEE ALSO")
        for (number, other) in others.enumerated() {
            lines.append(".BR \(Self.name(other)) (1)\(number + 1 < others.count ? "," : "")")
        }
    }

    /// A sentence as the phrase behind a name: small, and without its full stop.
    private static func phrase(_ sentence: String) -> String {
        let text = sentence.hasSuffix(".") ? sentence.dropLast() : Substring(sentence)
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
    private static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    }

    /// A line of text: one that begins like a request must not be taken for one.
    private static func line(_ text: String) -> String {
        (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + escaped(text)
    }
}
