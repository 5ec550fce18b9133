// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The completion of a shell: a short script that asks this program.
enum CompletionScript: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// The script that `--generate-completion-script SHELL` prints in place of the parser's.
    init?(generatedBy arguments: [String]) {
        let flag = "--generate-completion-script"
        switch arguments.count {
        case 1 where arguments[0].hasPrefix("\(flag)="):
            self.init(rawValue: String(arguments[0].dropFirst(flag.count + 1)))
        case 2 where arguments[0] == flag: self.init(rawValue: arguments[1])
        default: return nil
        }
    }

    var text: String {
        switch self {
        case .bash: Self.bashText
        case .zsh: Self.zshText
        case .fish: Self.fishText
        }
    }

    private static let bashText = #"""
        # Completion of mirror for bash.
        _mirror() {
            COMPREPLY=()
            local cur=${COMP_WORDS[COMP_CWORD]} files line ending
            [[ $cur == : || $cur == = ]] && cur=
            local -a lines
            mapfile -t lines < <("${COMP_WORDS[0]/#~\//$HOME/}" ---complete line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
            files=${lines[0]:-none}
            for line in "${lines[@]:1}"; do
                COMPREPLY+=("$(printf %q "${line%%$'\t'*}")")
            done
            case $files in
                all) mapfile -t lines < <(compgen -f -- "$cur") ;;
                folders) mapfile -t lines < <(compgen -d -- "$cur") ;;
                ending*)
                    mapfile -t lines < <(compgen -d -- "$cur"
                        for ending in ${files#ending}; do compgen -f -X "!*.$ending" -- "$cur"; done | sort -u)
                    # Another ending is better than nothing.
                    [[ ${#lines[@]} -eq 0 ]] && mapfile -t lines < <(compgen -f -- "$cur")
                    ;;
                *) lines=() ;;
            esac
            [[ ${#lines[@]} -gt 0 ]] && compopt -o filenames 2>/dev/null
            COMPREPLY+=("${lines[@]}")
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -F _mirror mirror

        """#

    private static let zshText = #"""
        #compdef mirror
        # Completion of mirror for zsh.
        _mirror() {
            local -a lines shown
            local line files
            lines=("${(@f)$("${words[1]/#\~\//$HOME/}" ---complete words "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
            files=${lines[1]:-none}
            [[ $PREFIX == -*=* ]] && compset -P '*='
            for line in "${(@)lines[2,-1]}"; do
                line=${line//\\/\\\\}
                line=${line//:/\\:}
                shown+=("${line/$'\t'/:}")
            done
            local result=1
            (( ${#shown} )) && _describe -V mirror shown && result=0
            case $files in
                all) _files && result=0 ;;
                folders) _files -/ && result=0 ;;
                ending*) _files -g "*.(${${files#ending }// /|})(-.)" && result=0 ;;
            esac
            return result
        }
        if [[ $funcstack[1] == _mirror ]]; then _mirror "$@"; else compdef _mirror mirror; fi

        """#

    private static let fishText = #"""
        # Completion of mirror for fish.
        function __mirror_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            set -l option (string match -r -- '^-[^=]*=' $current)
            set -l lines ($words[1] ---complete words $words "$current" 2>/dev/null)
            set -l typed (string replace -r -- '^-[^=]*=' '' "$current")
            switch "$lines[1]"
                case all
                    __fish_complete_path $typed | string replace -r '^' -- "$option"
                case 'ending*'
                    set -l endings (string split ' ' -- $lines[1])[2..-1]
                    set -l found (__fish_complete_path $typed)
                    set -l fit (string match -r -- '.*(?:/|\.(?:'(string join '|' $endings)'))(?:\t.*)?$' $found)
                    # Another ending is better than nothing.
                    set -q fit[1]; or set fit $found
                    printf '%s\n' "$option"$fit
                case folders
                    __fish_complete_directories $typed | string replace -r '^' -- "$option"
            end
            for line in $lines[2..-1]
                printf '%s\n' "$option$line"
            end
        end
        complete -c mirror -e
        complete -c mirror -f -a '(__mirror_complete)'

        """#
}
