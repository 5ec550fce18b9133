// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import Usage

@Suite("What is said of a mistake in a command line")
struct UsageFaultTests {
    private let tree: CommandTree

    init() throws { tree = try ToolTree.load() }

    private func fault(_ words: String...) throws -> UsageFault {
        var check = CommandLineCheck(words, tree: tree)
        let error = #expect(throws: UsageFault.self) { try check.check() }
        return try #require(error)
    }

    @Test("hides a password, wherever it stands")
    func passwords() throws {
        let reference = "docker://joe:secret@host/a"
        let faults = [
            try fault(reference), try fault("plan", "-c", "a", reference),
            try fault("plan", "--to", reference, "--to", reference),
            try fault("plan", "-c", "-joe:secret@host/a"), try fault("plan", "--joe:secret@host/a"),
            try fault("plan", "-c", "a", "--tok", reference), try fault("plan", "--tok=\(reference)"),
            try fault("apply", "a", reference), try fault("help", reference),
            try fault("delete", "undo", "a", reference),
        ]
        for fault in faults { #expect(!fault.description.contains("secret"), "\(fault)") }
        #expect(faults[1].remedy == "Name the target with --to: --to 'docker://**********@host/a'")
    }

    /// The words behind the tool's name, the message and what to do about it.
    @Test(
        "names what was typed and what to type instead",
        arguments: [
            ("docker://h", "`docker://h` is not a command", "Name the command first: mirror plan -c"),
            ("isc.yml", "`tool` has no command `isc.yml`", "It has: plan, apply, delete, view"),
            ("apply a b.yaml", "`tool apply` does not expect the argument `b.yaml`", nil),
            ("apply a docker://h", "`tool apply` does not expect the argument `docker://h`", nil),
            ("plan it's.yaml", "`tool plan` does not expect the argument `it's.yaml`", #"-c 'it'\''s.yaml'"#),
            ("plan -c --x", "`--config` needs a value", "If `--x` is the value, write: --config=--x"),
            ("plan --to", "`--to` needs a value", nil), ("plan --c a", "`tool plan` has no option `--c`", nil),
            ("plan -json=1", "`--json` takes no value", "Write `--json`, or leave it out."),
            ("plan -c5 -c 6", "`tool plan` has no option `-c5`; did you mean `-c 5`?", nil),
            ("plan -cx", "`tool plan` has no option `-cx`", nil),
            ("plan -c= -c=", "`--config` is given twice: `` and ``", "once"),
            ("plan --zebra=1", "`tool plan` has no option `--zebra`", nil),
            ("plan -t", "`tool plan` has no option `-t`", nil),
            ("view --keep a b", "`tool view` has no option `--keep`", "It is an option of `tool plan`."),
            ("apply --config a", "`tool apply` has no option `--config`", "of `tool plan`, `tool delete plan`."),
            ("delete undo -c a", "`tool delete undo` has no option `-c`", "of `tool plan`, `tool delete plan`."),
            ("-c a plan", "`tool` has no option `-c`", "Write it after its command: `tool plan`, `tool delete plan`"),
            ("help view zebra", "`tool view` has no command `zebra`", nil),
        ] as [(String, String, String?)]
    )
    func texts(line: String, message: String, remedy: String?) throws {
        var check = CommandLineCheck(line.split(separator: " ").map(String.init), tree: tree)
        let error = #expect(throws: UsageFault.self) { try check.check() }
        let fault = try #require(error)
        #expect(fault.message == message)
        #expect(remedy.map { fault.remedy?.contains($0) == true } ?? (fault.remedy == nil), "\(fault)")
    }

    @Test("points to the help of the command, on the last line and after the remedy")
    func help() {
        let fault = UsageFault(command: "tool plan", message: "no", remedy: "do it")
        #expect(fault.description == "no\ndo it\nSee: tool plan --help")
        #expect(UsageFault(command: "tool", message: "no").description == "no\nSee: tool --help")
    }
}
