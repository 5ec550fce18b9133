// SPDX-License-Identifier: Apache-2.0

/// The help of a command, in lines of 80 columns.
struct HelpText {
    private let command: ToolCommand
    private let version: ToolVersion
    private let tool: String

    /// `tool` is how the tool was called.
    init(of command: ToolCommand, in version: ToolVersion, tool: String) {
        self.command = command
        // A command that only one program has is explained with the flags of that one.
        self.version = command.versions.contains(version) ? version : command.versions.min() ?? version
        self.tool = tool
    }

    var text: String {
        let parts = [introduction, usages, commands, examples, flags, ending].filter { !$0.isEmpty }
        return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private var introduction: [String] {
        let name = ([tool] + command.words).joined(separator: " ")
        let program = command.versions.count > 1 ? " (oc-mirror \(version))" : ""
        return Paragraph.lines("\(name)\(program) \(command.summary).")
            + (command == .mirror ? [""] + Paragraph.lines(Self.way) : [])
    }

    /// What a run does here.
    private static let way = """
        Every run makes a plan, records it in git, and applies it at once. `mirror plan` and `mirror apply` do the same \
        in two steps, with a review between them.
        """

    private var usages: [String] { ["Usage:"] + command.usages(in: version).flatMap { shellLines("\(tool) \($0)") } }

    private var commands: [String] {
        let rows = command.subcommands.filter { $0.versions.contains(version) || command == .mirror }
            .map { (label: $0.words.last ?? "", text: "\($0.summary)\(note(on: $0))") }
        return rows.isEmpty ? [] : ["Commands:"] + Paragraph.table(rows)
    }

    private func note(on command: ToolCommand) -> String {
        guard let only = command.versions.first, command.versions.count == 1, only != version else { return "" }
        return " (oc-mirror \(only))"
    }

    private var examples: [String] {
        let examples = command.examples(in: version)
        guard !examples.isEmpty else { return [] }
        return ["Examples:"] + examples.flatMap { ["  # \($0.remark)"] + shellLines("\(tool) \($0.words)") }
    }

    /// A command line that continues with backslashes where it is too long.
    private func shellLines(_ line: String) -> [String] {
        var lines: [String] = []
        var rest = line.split(separator: " ")[...]
        while !rest.isEmpty {
            let indent = lines.isEmpty ? "  " : "      "
            var current = indent + rest.removeFirst()
            while let word = rest.first, current.count + word.count + 3 <= Paragraph.width {
                current += " \(word)"
                rest.removeFirst()
            }
            lines.append(rest.isEmpty ? current : current + " \\")
        }
        return lines
    }

    private var flags: [String] {
        let rows = ToolFlag.shown(of: command, in: version).map { (label: $0.label, text: $0.explanation) }
        return ["Flags:"] + Paragraph.table(rows)
    }

    private var ending: [String] {
        switch (command, version) {
        case (.mirror, .one):
            Paragraph.lines(
                "`\(tool) help COMMAND` explains a command, and `\(tool) --v2 --help` the flags of oc-mirror v2. "
                    + "Exit codes: 0 done, 1 error, 130 interrupted."
            )
        case (.mirror, .two):
            Paragraph.lines(
                "`\(tool) help COMMAND` explains a command, and `\(tool) --v1 --help` the flags of oc-mirror v1. "
                    + "Exit codes: 0 done, 1 error, 130 interrupted; and the sum of 2 for releases, 4 for operators, 8 for "
                    + "additional images and 16 for charts that were not mirrored."
            )
        case (.list, _): Paragraph.lines("`\(tool) help list COMMAND` explains a command.")
        default: []
        }
    }
}
