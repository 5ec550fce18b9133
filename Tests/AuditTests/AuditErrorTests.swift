// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import GitStore
import Ledger
import Scheduling
import TestSupport
import Testing

@testable import Audit

@Suite("What is said where the trail cannot go on")
struct AuditErrorTests {
    @Test(
        "has git's remedy, another way out, or both",
        arguments: [
            ("a", "b", "a, or b"), ("a", nil, "a"), (nil, "b", "b"), (nil, nil, nil),
        ] as [(String?, String?, String?)]
    )
    func remedies(own: String?, other: String?, remedy: String?) {
        let error = AuditError(GitError(.unsupported, "commit to", "/srv", "it is odd", remedy: own), orElse: other)
        #expect(error.remedy == remedy)
        #expect(error.subject == "commit to /srv")
        #expect(error.reason == .unsupported)
        #expect(error.description == "commit to /srv: it is odd" + (remedy.map { "\n\($0)" } ?? ""))
    }

    @Test(
        "says what was tried, and what to do",
        arguments: [
            (
                .notAReceipt(path: "receipts/x.json", fault: "it is not JSON"),
                "receipts/x.json is not a receipt: it is not JSON\nRestore it with `git checkout -- receipts/x.json`."
            ),
            (
                .noHistory(folder: "/a"),
                "/a is not in a git repository, so there is no history to show\n"
                    + "Change to a folder of the audit repository, or name a file in it."
            ),
            (
                .outrun(target: "a.io"),
                "another plan was applied to a.io while this command was at work\nNothing was written: run it again."
            ),
        ] as [(AuditTrailError, String)]
    )
    func trail(error: AuditTrailError, text: String) { #expect(error.description == text) }

    @Test(
        "names the process that holds a target, if it wrote itself down",
        arguments: [(42, true), (nil, false)] as [(Int?, Bool)]
    )
    func locks(process: Int?, isNamed: Bool) {
        let text = TargetLockError.held(target: "a.io", process: process).description
        #expect(text.hasPrefix("another `mirror apply` or `mirror history repair` of a.io is running on this machine"))
        #expect(text.contains("process 42") == isNamed)
        #expect(text.hasSuffix("has finished, then run this command again."))
    }

    @Test(
        "names the variables that say another folder",
        arguments: [
            (
                .unwritable(path: "/a", problem: "no space"),
                "/a cannot be written: no space\nSet XDG_STATE_HOME to another folder."
            ),
            (.shared, "it is not a folder of yours alone"),
            (
                .unusable(folder: "/tmp/mirror-0", problem: "it is odd"),
                """
                neither your home folder nor /tmp/mirror-0 can be used: it is odd
                Set XDG_STATE_HOME and XDG_CACHE_HOME to folders that you can write to.
                """
            ),
        ] as [(UserFolderError, String)]
    )
    func folders(error: UserFolderError, text: String) { #expect(error.description == text) }

    @Test func `names a folder that could be a repository, in a form that a shell reads`() {
        let error = NewRepositoryError(folder: "/my home", reason: "your home folder", better: "/my home/mirror")
        #expect(
            error.description == """
                /my home is not in a git repository, and mirror does not make one there: it is your home folder
                Put the configuration into a separate folder: git init '/my home/mirror'
                Or make the repository in this folder with --init-audit, or go without a commit: --no-audit
                """
        )
    }

    @Test(
        "says which former names are known",
        arguments: [
            (["isc.yaml"], "did you mean `isc.yaml`?"), (["one.yaml", "two.yaml"], "It knows one.yaml, two.yaml."),
            ([], "It knows none."),
        ] as [([String], String)]
    )
    func formerNames(known: [String], end: String) {
        let text = FormerNameError.unknown(name: "ics.yaml", target: "a.io", known: known).description
        #expect(text == "--formerly ics.yaml: the ledger of a.io knows no configuration of that name\n\(end)")
    }

    private static func foreign(_ paths: [String], isInGit: Bool = false, commits: Bool = true) -> String {
        let files = paths.map {
            ForeignManifestsError.File(path: $0, found: "a\nb\n", planned: "a\nc\n", isInGit: isInGit)
        }
        return ForeignManifestsError(files: files, commits: commits).description
    }

    @Test func `shows what would be lost of a file, and how to keep it`() {
        let lines = Self.foreign(["a b.yaml"]).split(separator: "\n").map(String.init)
        #expect(lines.first == "a b.yaml is not as mirror wrote it, and would be overwritten")
        #expect(lines.contains("--- a b.yaml") && lines.contains("+++ a b.yaml, as the plan has it"))
        #expect(
            lines.contains { $0.hasPrefix("-") && $0.hasSuffix("b") }
                && lines.contains { $0.hasPrefix("+") && $0.hasSuffix("c") }
        )
        #expect(lines.contains("Move it away, or let mirror replace it: --adopt"))
        #expect(lines.last == "To keep it in git before that: git add 'a b.yaml' && git commit")
    }

    @Test(
        "says how several files are kept or replaced",
        arguments: [
            (false, false, "Move them away, or let mirror replace them: --adopt"),
            (true, true, "Move them away, or let mirror replace them: --adopt"),
            (
                false, true,
                "Move them away, or let mirror replace them: --adopt\n"
                    + "To keep them in git before that: git add a b c d && git commit"
            ),
        ]
    )
    func several(isInGit: Bool, commits: Bool, remedy: String) {
        let text = Self.foreign(["a", "b", "c", "d"], isInGit: isInGit, commits: commits)
        #expect(text.hasPrefix("a, b, c and d are not as mirror wrote them, and would be overwritten\n"))
        #expect(text.hasSuffix(remedy))
        // Of many files the first three are shown.
        #expect(text.contains("--- c\n") && !text.contains("--- d\n"))
    }
}

@Suite("The message of a commit, whatever is in it")
struct AuditMessageRuleTests {
    @Test(
        "has a subject on one line, and one where none is given",
        arguments: [
            ("Plan", "Plan"), ("", "Record"), (" \n ", "Record"), ("a\nb\r\nc", "a b c"), ("a\u{1b}[31m b", "a[31m b"),
            ("a\tb", "a b"),
        ]
    )
    func subjects(subject: String, text: String) { #expect(AuditMessage(subject: subject).text == "\(text)\n") }

    @Test(
        "has keys of trailers that git takes for ones",
        arguments: [
            ("Plan-Id", "Plan-Id"), ("Tar get:", "Target"), ("", "Note"), ("Ünï", "n"), ("::", "Note"),
            ("a_b.c", "abc"),
        ]
    )
    func keys(key: String, text: String) {
        #expect(AuditMessage(subject: "s", trailers: [(key: key, value: "v")]).text == "s\n\n\(text): v\n")
    }

    @Test(
        "has its body without blank lines around it, and closed where it could be taken for trailers",
        arguments: [
            ("\n\na\n\n", "a"), ("a \n\tb", "a\n\tb"), ("--- x", " --- x"), ("a\u{2028}b", "a\nb"),
            ("a\u{0}\u{9b}b", "ab"),
        ]
    )
    func bodies(body: String, text: String) {
        #expect(AuditMessage(subject: "s", body: body).text == "s\n\n\(text)\n\nThis commit records no plan.\n")
        let trailers = [(key: "K", value: "v")]
        #expect(AuditMessage(subject: "s", body: body, trailers: trailers).text == "s\n\n\(text)\n\nK: v\n")
    }

    @Test func `ends with exactly the trailers that were given`() {
        var generator = SeededGenerator(seed: 9)
        let pieces = [
            "a", " ", "\n", "\r\n", "\u{2028}", "\u{85}", ":", "Plan-Id: x", "---", "\u{1b}[0m", "\t", "é", "\u{0}",
        ]
        func text() -> String {
            (0..<Int.random(in: 0...8, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
                .joined()
        }
        for _ in 0..<400 {
            let count = Int.random(in: 1...4, using: &generator)
            let trailers = (0..<count).map { (key: "Key-\($0)", value: text()) }
            let message = AuditMessage(subject: text(), body: text(), trailers: trailers).text
            let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.last == "" && message.hasSuffix("\n") && !message.hasSuffix("\n\n"))
            let end = lines.dropLast().suffix(count)
            for (number, line) in end.enumerated() {
                #expect(line.hasPrefix("Key-\(number):"), "\(message.debugDescription)")
            }
            // A blank line stands before them, so that nothing above is taken for one.
            #expect(lines.dropLast(count + 1).last == "")
            let controls = message.unicodeScalars.filter { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }
            let isClean = controls.allSatisfy { $0 == "\n" || $0 == "\t" }
            #expect(isClean)
        }
    }
}
