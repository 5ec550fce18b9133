// SPDX-License-Identifier: Apache-2.0

/// The completion for bash 4 and later.
struct BashCompletion: CompletionWriting {
    let program: String

    var text: String {
        """
        # Completes command lines of \(program) in bash: source this file.

        \(function)() {
            local word=${COMP_WORDS[COMP_CWORD]} previous='' command='' words='' i
            ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD - 1]}
            # bash takes the sign between a flag and its value for a word.
            if [[ $word == = ]]; then
                word=''
            elif [[ $previous == = ]] && ((COMP_CWORD > 1)); then
                previous=${COMP_WORDS[COMP_CWORD - 2]}
            fi
            COMPREPLY=()
            case $previous in
        \(values)
            esac
            for ((i = 1; i < COMP_CWORD; i++)); do
                case "$command/${COMP_WORDS[i]}" in
        \(paths)
                esac
            done
            case $command in
        \(entries)
            esac
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
            if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=/] ]]; then
                compopt -o nospace
            fi
        }
        complete -o default -F \(function) \(program)

        """
    }

    /// The flags whose value can be completed, grouped by what it is.
    private var values: String {
        let flags = CompletionTable.entries.flatMap(\.flags)
        var seen: Set<ToolFlag> = []
        let distinct = flags.filter { seen.insert($0).inserted }
        var kinds: [ToolFlag.Value] = []
        for flag in distinct where !kinds.contains(flag.value) { kinds.append(flag.value) }
        return kinds.compactMap { kind in
            let names = distinct.filter { $0.value == kind }.flatMap { flag in
                [flag.name.spelling] + (flag.name.letter.map { ["-\($0)"] } ?? [])
            }
            return action(for: kind).map {
                "    \(names.joined(separator: " | ")))\n        \($0)\n        return\n        ;;"
            }
        }.joined(separator: "\n")
    }

    private func action(for value: ToolFlag.Value) -> String? {
        switch value {
        case .none: nil
        case .words(let words):
            "mapfile -t COMPREPLY < <(compgen -W \(quoted(words.joined(separator: " "))) -- \"$word\")"
        case .file: "mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n        compopt -o filenames"
        case .folder: "mapfile -t COMPREPLY < <(compgen -d -- \"$word\")\n        compopt -o filenames"
        case .other: ":"
        }
    }

    private var paths: String {
        commands.map { "        \(quoted($0.path))) command=\(quoted($0.command.rawValue)) ;;" }.joined(separator: "\n")
    }

    private var entries: String {
        CompletionTable.entries.map { entry in
            let flags = entry.flags.map { $0.name.spelling + ($0.value == .none ? "" : "=") }
            let words = entry.words.map(\.text) + flags
            return "    \(quoted(entry.command.rawValue))) words=\(quoted(words.joined(separator: " "))) ;;"
        }.joined(separator: "\n")
    }
}
