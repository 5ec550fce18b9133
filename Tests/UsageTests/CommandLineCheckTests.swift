// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import Usage

@Suite("A command line that is checked")
struct CommandLineCheckTests {
    private func fault(_ line: String) throws -> UsageFault? { try ToolTree.load().fault(in: line) }

    @Test(
        "passes where every word belongs to a command",
        arguments: [
            "", "plan -c a", "plan --config=a --to x -json", "plan -c - --keep a --keep b", "plan -c=a",
            "plan --keep=--odd -c a", "apply p", "apply -- -p", "delete plan -c a", "delete -c a",
            "delete undo p", "view a b c", "help", "help plan", "help delete undo", "plan --help", "plna -h",
            "---completion x", "--generate-completion-script=bash",
        ]
    )
    func passes(line: String) throws {
        #expect(try fault(line) == nil)
    }

    /// The line, and the sentences of its fault without the pointer to the help.
    @Test(
        "is refused for the first thing that is wrong with it",
        arguments: [
            ("plna", ["`tool` has no command `plna`; did you mean `tool plan`?"], "tool"),
            ("zebra", ["`tool` has no command `zebra`", "It has: plan, apply, delete, view"], "tool"),
            ("help zebra", ["`tool` has no command `zebra`", "It has: plan, apply, delete, view"], "tool"),
            (
                "help delete und", ["`tool delete` has no command `und`; did you mean `tool delete undo`?"],
                "tool delete"
            ),
            ("delete undu p", ["`tool delete` has no command `undu`; did you mean `tool delete undo`?"], "tool delete"),
            ("plan", ["`tool plan` needs `--config`", "Name the configuration: tool plan -c isc.yaml"], "tool plan"),
            (
                "delete",
                ["`tool delete plan` needs `--config`", "Name the configuration: tool delete plan -c isc.yaml"],
                "tool delete plan"
            ),
            (
                "apply", ["`tool apply` needs <plan>"],
                "tool apply"
            ),
            ("view", ["`tool view` needs <folder>"], "tool view"),
            ("apply a b", ["`tool apply` does not expect the argument `b`"], "tool apply"),
            ("apply a -- b", ["`tool apply` does not expect the argument `b`"], "tool apply"),
            (
                "plan -c a docker://h/x",
                [
                    "`tool plan` does not expect the argument `docker://h/x`",
                    "Name the target with --to: --to docker://h/x",
                ],
                "tool plan"
            ),
            (
                "plan isc.yml",
                ["`tool plan` does not expect the argument `isc.yml`", "Name the configuration with -c: -c isc.yml"],
                "tool plan"
            ),
            ("apply isc.yaml --x", ["`tool apply` has no option `--x`"], "tool apply"),
            ("plan --confi a", ["`tool plan` has no option `--confi`; did you mean `--config`?"], "tool plan"),
            ("plan -c5", ["`tool plan` has no option `-c5`; did you mean `-c 5`?"], "tool plan"),
            ("apply --to x", ["`tool apply` has no option `--to`", "It is an option of `tool plan`."], "tool apply"),
            (
                "--json apply p",
                ["`tool` has no option `--json`", "Write it after its command: `tool plan`, `tool apply`"],
                "tool"
            ),
            ("plan --json=yes -c a", ["`--json` takes no value", "Write `--json`, or leave it out."], "tool plan"),
            ("plan -c", ["`--config` needs a value"], "tool plan"),
            (
                "plan -c --to x",
                ["`--config` needs a value", "If `--to` is the value, write: --config=--to"],
                "tool plan"
            ),
            (
                "plan -c a --config=b",
                [
                    "`--config` is given twice: `a` and `b`",
                    "Give it once: each configuration has a plan of its own, and several may fill one target.",
                ],
                "tool plan"
            ),
            ("plan -c a --to b --to c", ["`--to` is given twice: `b` and `c`", "Give it once."], "tool plan"),
            (
                "mirror.yaml",
                [
                    "`mirror.yaml` is not a command",
                    "Name the command first: mirror plan -c isc.yaml --to docker://host[:port][/namespace]",
                    "Command lines of oc-mirror work behind its name: mirror oc-mirror …",
                ],
                "tool"
            ),
        ]
    )
    func refused(line: String, sentences: [String], command: String) throws {
        #expect(try fault(line)?.description == (sentences + ["See: \(command) --help"]).joined(separator: "\n"))
    }

    @Test("shows characters that a terminal would obey as their codes")
    func controls() throws {
        let fault = try #require(try fault("\u{1b}[31mplan"))
        #expect(!fault.description.contains("\u{1b}"))
        #expect(fault.message.contains("[31mplan"))
    }

    @Test("passes with any words behind a request for help", arguments: ["-h", "--help", "-help"])
    func help(word: String) throws {
        #expect(try fault("plan --zebra a b \(word)") == nil)
        #expect(try fault("plan --zebra a b") != nil)
    }
}
