// SPDX-License-Identifier: Apache-2.0

/// The completion for zsh.
struct ZshCompletion: CompletionWriting {
    let program: String

    var text: String {
        """
        #compdef \(program)
        # Completes command lines of \(program) in zsh: save this file as _\(program) in a folder of $fpath.

        \(function)_words() {
            (( $#operands )) && _describe 'word' operands
            (( takes_files )) && _files
        }

        \(function)() {
            local command= word
            local -i takes_files=0
            local -a flags operands
            for word in "${(@)words[2,CURRENT-1]}"; do
                case "$command/$word" in
        \(paths)
                esac
            done
            case $command in
        \(entries)
            esac
            _arguments -s : "$flags[@]" '*:word:\(function)_words'
        }

        if [[ $funcstack[1] == _\(program) ]]; then
            \(function) "$@"
        else
            compdef \(function) \(program)
        fi

        """
    }

    private var paths: String {
        commands.map { "        \(quoted($0.path))) command=\(quoted($0.command.rawValue)) ;;" }.joined(separator: "\n")
    }

    private var entries: String {
        CompletionTable.entries.map { entry in
            let words = entry.words.map {
                "            " + quoted($0.text.replacing(":", with: "\\:") + ":" + $0.explanation)
            }
            let flags = entry.flags.flatMap(specifications).map { "            " + quoted($0) }
            return """
                    \(quoted(entry.command.rawValue)))
                        takes_files=\(entry.takesFiles ? 1 : 0)
                        operands=(
                \(words.joined(separator: "\n"))
                        )
                        flags=(
                \(flags.joined(separator: "\n"))
                        )
                        ;;
                """
        }.joined(separator: "\n")
    }

    /// The specifications of a flag for `_arguments`: one for its name, and one for its letter.
    private func specifications(_ flag: ToolFlag) -> [String] {
        let summary = flag.summary.replacing(":", with: "\\:").replacing("[", with: "\\[").replacing("]", with: "\\]")
        let isSwitch = flag.value == .none
        let letter = flag.name.letter.map { ["-\($0)\(isSwitch ? "" : "+")[\(summary)]\(value(of: flag))"] } ?? []
        return letter + ["\(flag.name.spelling)\(isSwitch ? "" : "=")[\(summary)]\(value(of: flag))"]
    }

    private func value(of flag: ToolFlag) -> String {
        switch flag.value {
        case .none: ""
        case .words(let words): ":value:(\(words.map { $0.replacing(":", with: "\\:") }.joined(separator: " ")))"
        case .file: ":file:_files"
        case .folder: ":folder:_files -/"
        case .other: ":value: "
        }
    }
}
