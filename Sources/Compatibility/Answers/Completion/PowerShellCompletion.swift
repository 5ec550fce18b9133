// SPDX-License-Identifier: Apache-2.0

/// The completion for PowerShell.
struct PowerShellCompletion: CompletionWriting {
    let program: String

    var text: String {
        """
        # Completes command lines of \(program) in PowerShell: run this file in your profile.

        Register-ArgumentCompleter -Native -CommandName \(literal(program)) -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $command = ''
            foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                if ($element.Extent.EndOffset -ge $cursorPosition) { break }
                switch ("$command/$($element.Extent.Text)") {
        \(paths)
                }
            }
            $completions = @{
        \(entries)
            }
            $completions[$command] | Where-Object { $_[0].StartsWith($wordToComplete) } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
            }
        }

        """
    }

    private var paths: String {
        commands.map { "            \(literal($0.path)) { $command = \(literal($0.command.rawValue)) }" }
            .joined(separator: "\n")
    }

    private var entries: String {
        CompletionTable.entries.map { entry in
            let flags = entry.flags.map {
                (text: $0.name.spelling + ($0.value == .none ? "" : "="), explanation: $0.summary)
            }
            let lines = (entry.words + flags).map { "            @(\(literal($0.text)), \(literal($0.explanation)))" }
            return "        \(literal(entry.command.rawValue)) = @(\n\(lines.joined(separator: ",\n"))\n        )"
        }.joined(separator: "\n")
    }

    /// A text in single quotes, as PowerShell reads it.
    private func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
}
