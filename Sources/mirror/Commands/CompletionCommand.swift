// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror completion`: prints the completion of a shell.
struct CompletionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion",
        abstract: "Print the completion script for bash, zsh or fish.",
        discussion: Examples.discussion(
            "`make install` installs all three. The scripts ask this program, so they need no renewal.",
            "mirror completion bash > ~/.local/share/bash-completion/completions/mirror",
            "mirror completion fish > ~/.config/fish/completions/mirror.fish"
        )
    )

    @Argument(help: "The shell: bash, zsh or fish.", completion: .list(CompletionScript.allCases.map(\.rawValue)))
    var shell: CompletionScript

    func run() async throws {
        try await reporting { Console.standard.write(shell.text) }
    }
}
