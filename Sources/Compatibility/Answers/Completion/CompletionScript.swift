// SPDX-License-Identifier: Apache-2.0

/// A script that completes the command lines of oc-mirror in a shell.
struct CompletionScript {
    let text: String

    /// Makes the script for the name by which the tool was called; a name of several words is that of the last one.
    init(for shell: CompletionShell, tool: String) {
        let program = tool.split(separator: " ").last.map(String.init) ?? tool
        text =
            switch shell {
            case .bash: BashCompletion(program: program).text
            case .fish: FishCompletion(program: program).text
            case .powershell: PowerShellCompletion(program: program).text
            case .zsh: ZshCompletion(program: program).text
            }
    }
}

/// What the scripts for all shells need.
protocol CompletionWriting {
    var program: String { get }
    var text: String { get }
}

extension CompletionWriting {
    /// The program's name as a part of the name of a function.
    var function: String { "_" + String(program.map { $0.isLetter || $0.isNumber ? $0 : "_" }) }

    /// The commands that have a word, each as what is known of the line before it, and its last word.
    var commands: [(path: String, command: ToolCommand)] {
        ToolCommand.allCases.filter { $0 != .mirror }.map { command in
            (command.words.dropLast().joined(separator: " ") + "/" + (command.words.last ?? ""), command)
        }
    }

    /// A text in single quotes, as the shells of Unix read it.
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
