// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

extension InvocationMaker {
    /// The only argument of a command that needs one.
    func onlyArgument(_ what: String, _ example: String) throws(ToolRefusal) -> String {
        guard operands.count == 1, let argument = operands.first, !argument.isEmpty else {
            let found = operands.count > 1 ? "got \(operands.count)" : "got none"
            throw ToolRefusal(
                .argument,
                "`\(command.rawValue)` takes one argument, \(what), and \(found)",
                "write `\(tool) \(command.rawValue) \(example)`"
            )
        }
        return argument
    }

    /// Notes that arguments have no effect on a command that takes none.
    mutating func noteArguments() {
        guard let first = operands.first else { return }
        notes.append(ToolNote(nil, "the argument `\(printable(first))` has no effect on `\(command.rawValue)`"))
    }

    /// The format of an answer.
    mutating func format(or usual: OutputFormat) throws(ToolRefusal) -> OutputFormat {
        noteArguments()
        guard let text = flags.text(.output) else { return usual }
        guard let format = OutputFormat(rawValue: text), format != .text else {
            throw .invalid(.output, text, expected: "`--output=yaml` or `--output=json`")
        }
        return format
    }

    /// What `init` prints.
    mutating func template() throws(ToolRefusal) -> ConfigurationTemplate {
        let format = try format(or: .yaml)
        guard let text = flags.text(.registry) else {
            return ConfigurationTemplate(format: format, metadataImage: nil)
        }
        do {
            return ConfigurationTemplate(format: format, metadataImage: try ImageReference(text))
        } catch {
            throw .invalid(.registry, text, expected: "an image, as in `--registry=registry.example/mirror/metadata`")
        }
    }

    /// The command that help is asked for.
    func helped() throws(ToolRefusal) -> ToolCommand {
        var found = ToolCommand.mirror
        for word in operands {
            guard let next = found.subcommand(word) else {
                let nearest = nearestName(to: word, among: found.subcommandNames)
                throw ToolRefusal(
                    .argument,
                    "there is no help for `\(printable(word))`",
                    nearest.map { "did you mean `\(tool) help \((found.words + [$0]).joined(separator: " "))`?" }
                        ?? "see: \(tool) help"
                )
            }
            found = next
        }
        return found
    }

    /// The shell that a completion is for.
    func shell() throws(ToolRefusal) -> CompletionShell {
        let names = CompletionShell.allCases.map(\.rawValue)
        let text = try onlyArgument("the shell", "bash")
        guard let shell = CompletionShell(rawValue: text) else {
            throw ToolRefusal(
                .argument,
                "there is no completion for `\(printable(text))`",
                "the shells are \(listed(names))"
            )
        }
        return shell
    }
}
