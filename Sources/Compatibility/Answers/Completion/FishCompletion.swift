// SPDX-License-Identifier: Apache-2.0

/// The completion for fish.
struct FishCompletion: CompletionWriting {
    let program: String

    var text: String {
        """
        # Completes command lines of \(program) in fish: save this file in ~/.config/fish/completions.

        function _\(function)_at
            set -l command ''
            for word in (commandline -opc)[2..-1]
                switch "$command/$word"
        \(paths)
                end
            end
            test "$command" = "$argv[1]"
        end

        complete -c \(program) -f
        \(entries)

        """
    }

    private var paths: String {
        commands.map {
            "            case \(quoted($0.path))\n                set command \(quoted($0.command.rawValue))"
        }
        .joined(separator: "\n")
    }

    private var entries: String {
        CompletionTable.entries.flatMap { entry in
            let start = "complete -c \(program) -n \(condition(entry.command))"
            let words = entry.words.map { "\(start) -a \(quoted($0.text)) -d \(quoted($0.explanation))" }
            let files = entry.takesFiles ? ["\(start) -F"] : []
            return words + files + entry.flags.map { "\(start)\(options($0)) -d \(quoted($0.summary))" }
        }.joined(separator: "\n")
    }

    private func condition(_ command: ToolCommand) -> String { "\"_\(function)_at \(quoted(command.rawValue))\"" }

    private func options(_ flag: ToolFlag) -> String {
        let value =
            switch flag.value {
            case .none: ""
            case .words(let words): " -x -a \(quoted(words.joined(separator: " ")))"
            case .file: " -r -F"
            case .folder: " -x -a '(__fish_complete_directories)'"
            case .other: " -x"
            }
        return (flag.name.letter.map { " -s \($0)" } ?? "") + " -l \(flag.name.rawValue)\(value)"
    }
}
