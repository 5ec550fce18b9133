// SPDX-License-Identifier: Apache-2.0

/// A page of the manual, in the language of man(7), made of what the help of a command says.
package struct ManualPage: Equatable, Sendable {
    /// The file's name, such as `mirror-cache-trim.1`.
    package let fileName: String
    package let text: String

    /// The pages of a tool: one for each command.
    ///
    /// `examples` is the line before the examples in a discussion.
    package static func all(of tree: CommandTree, version: String, examples: String) -> [ManualPage] {
        pages(of: tree, above: [], version: version, examples: examples)
    }

    private static func pages(
        of command: CommandTree,
        above: [String],
        version: String,
        examples: String
    ) -> [ManualPage] {
        let path = above + [command.commandName]
        var writer = ManualWriter(path: path, version: version, examples: examples)
        let own = ManualPage(fileName: path.joined(separator: "-") + ".1", text: writer.page(of: command))
        return [own]
            + (command.subcommands ?? []).flatMap {
                pages(of: $0, above: path, version: version, examples: examples)
            }
    }
}
