// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import mirror

/// Real shells, because each splits and quotes words in its own way; they are slow to start, so there is one run of each.
@Suite("Completion", .waitsForPrograms)
struct ShellCompletionTests {
    /// The lines that every shell completes, and what each has to offer.
    private static let lines: [(line: String, offered: [String], hidden: [String])] = [
        ("mirror appl", ["apply"], ["delete"]), ("mirror help ver", ["version"], []),
        ("mirror cache tr", ["trim"], []), ("mirror plan --max-n", ["--max-nested-paths"], []),
        ("mirror plan --src-tls-verify=f", ["false"], ["true"]), ("mirror plan --log-level d", ["debug"], ["info"]),
        ("mirror plan -c is", ["isc.yaml"], ["island.txt"]), ("mirror apply 0", ["0123456789ab"], []),
        ("mirror plan --config=is", ["isc.yaml"], []), ("mirror apply plan.j", ["plan.json"], []),
        ("mirror plan --to docker://mi", ["mirror.example:5000/ocp"], []),
        ("mirror list releases --channel sta", ["stable-4.16"], []), ("mirror zzz", [], ["delete"]),
    ]

    private let shop: Workshop

    init() throws {
        shop = try Workshop(registries: "")
        try shop.git("init", "-q")
        for name in ["island.txt", "plan.json", "plans/0123456789ab/plan.json"] {
            try shop.folder.write("{}\n", to: "work/\(name)")
        }
        try shop.folder.write(
            """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              platform:
                channels:
                - name: stable-4.16
            """,
            to: "work/isc.yaml"
        )
        try shop.folder.write(
            "{\n  \"target\": \"mirror.example:5000/ocp\"\n}\n",
            to: "work/ledger/mirror.example_5000~ocp.json"
        )
        for script in CompletionScript.allCases { try shop.folder.write(script.text, to: script.rawValue) }
        try FileManager.default.createDirectory(atPath: shop.folder["bin"], withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: shop.folder["bin/mirror"],
            withDestinationPath: Workshop.binary
        )
    }

    /// Runs a script of a shell, and returns what it printed behind the name of each line.
    private func answers(_ program: [String], _ script: String) throws -> [String] {
        try shop.folder.write("\(script)\n", to: "script")
        let run = try runTool(
            program + [shop.folder["script"]],
            environment: shop.environment.merging(["PATH": "\(shop.folder["bin"]):/usr/bin:/bin"]) { $1 },
            in: shop.work
        )
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        return run.output.components(separatedBy: "# line\n").dropFirst().map { String($0) }
    }

    private func check(_ answers: [String]) throws {
        try #require(answers.count == Self.lines.count)
        for (answer, expected) in zip(answers, Self.lines) {
            for word in expected.offered { #expect(answer.contains(word), "\(expected.line): \(answer)") }
            for word in expected.hidden { #expect(!answer.contains(word), "\(expected.line): \(answer)") }
        }
    }

    @Test("in bash")
    func bash() throws {
        // Readline breaks words at these characters, too, before it calls the function.
        let steps = Self.lines.map { line, _, _ in
            let words = line.replacing(/[:=]/) { " '\($0.0)' " }.split(separator: " ").joined(separator: " ")
            return """
                COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count) COMP_WORDS=(\(words)) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _mirror; echo '# line'; printf '%s\\n' "${COMPREPLY[@]}"
                """
        }
        try check(try answers(["bash"], "source '\(shop.folder["bash"])'\n" + steps.joined(separator: "\n")))
    }

    @Test("in fish")
    func fish() throws {
        let steps = Self.lines.map { line, _, _ in "echo '# line'; complete -C '\(line)'" }
        try check(
            try answers(["fish", "--no-config"], "source '\(shop.folder["fish"])'\n" + steps.joined(separator: "\n"))
        )
    }

    @Test("in zsh")
    func zsh() throws {
        // A terminal of its own, because zsh completes only while a line is edited. The key that completes writes a
        // word behind what it shows, so that nobody waits for a time: the word is put together there, because the
        // terminal repeats what is typed into it.
        let steps = Self.lines.map { line, _, _ in
            """
            zpty -w -n z '\(line)'$'\\t'; zpty -r z text '*completed#*'; echo '# line'; print -r -- "$text"
            zpty -w -n z $'\\x15'
            """
        }
        let script = """
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' list-prompt ''"
            zpty -w z "LISTMAX=0; setopt no_beep list_ambiguous; source '\(shop.folder["zsh"])'"
            zpty -w z 'told() { zle expand-or-complete; zle -R; print -n "com""pleted#" }; zle -N told'
            zpty -w z "bindkey '^I' told; print rea''dy"
            zpty -r z text '*ready*'

            """
        try check(try answers(["zsh", "-f"], script + steps.joined(separator: "\n")))
    }

    @Test("answers without a repository, a cache or a network")
    func elsewhere() throws {
        try shop.folder.makeDirectory("elsewhere")
        let run = try shop.mirror("---complete", "words", "mirror", "apply", "", in: shop.folder["elsewhere"])
        #expect(run.output == "all\n" && run.errors.isEmpty)
    }
}
