// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Compatibility

@Suite("The syntax of flags")
struct SyntaxTests {
    private static func flags(_ words: [String]) throws -> GivenFlags {
        GivenFlags(try CommandWords(words, tool: "oc-mirror").flags)
    }

    @Test(
        "has a value behind a blank, an equals sign, or a letter",
        arguments: [
            ["--config=isc.yaml"], ["--config", "isc.yaml"], ["-c", "isc.yaml"], ["-cisc.yaml"], ["-c=isc.yaml"],
            ["-c", "other.yaml", "--config=isc.yaml"],
        ]
    )
    func values(words: [String]) throws {
        #expect(try Self.flags(words).text(.config) == "isc.yaml")
    }

    @Test(
        "has switches with the words of Go",
        arguments: [
            ("--dry-run", true), ("--dry-run=true", true), ("--dry-run=T", true), ("--dry-run=1", true),
            ("--dry-run=false", false), ("--dry-run=F", false), ("--dry-run=0", false),
        ]
    )
    func switches(word: String, value: Bool) throws {
        #expect(try Self.flags([word]).isOn(.dryRun) == value)
    }

    @Test("does not give the next word to a switch")
    func nextWord() throws {
        let words = try CommandWords(["--dry-run", "false"], tool: "oc-mirror")
        #expect(words.operands == ["false"])
        let refusal = try Line("oc-mirror -c a.yaml --dry-run file://x false").refusal()
        #expect(refusal.explanation.remedy?.contains("`--dry-run=false`") == true)
    }

    @Test("takes letters in one word, the last of which may have a value")
    func letters() throws {
        let flags = try Self.flags(["-hc", "isc.yaml"])
        #expect(flags.isOn(.help) && flags.text(.config) == "isc.yaml")
    }

    @Test("has no flags behind two dashes")
    func end() throws {
        let words = try CommandWords(["-c", "a", "--", "--config=b", "-x"], tool: "oc-mirror")
        #expect(words.operands == ["--config=b", "-x"] && words.flags.count == 1)
    }

    @Test("counts the last value of a repeated flag, adds lists up, and says so if that changes something")
    func repeated() throws {
        let flags = try Self.flags(["--config=a", "--config=b", "--from=x", "--from=x"])
        #expect(flags.text(.config) == "b" && flags.notes.map(\.flag) == [.config])
        #expect(
            try Self.flags(["--filter-by-archs=amd64,arm64", "--filter-by-archs", "multi"]).list(.filterByArchs) == [
                "amd64", "arm64", "multi",
            ]
        )
    }

    @Test(
        "is refused where it is wrong, with the flag in the message",
        arguments: [
            (["--conf=a"], "did you mean `--config`?"), (["--Config=a"], "did you mean `--config`?"),
            (["--skip-tls"], "--help"), (["-x"], "oc-mirror --help"), (["--" + "=x"], "oc-mirror --help"),
            (["--config"], "`--config=FILE`"), (["--config="], "`--config=FILE`"),
            (["--config", "--dry-run"], "`--config=--dry-run` if that is the value"),
            (["-c"], "`--config=FILE`"), (["--version"], "`version` without dashes"),
            (["-config=a"], "write `--config=a`"), (["-dry-run"], "write `--dry-run`"),
            (["--dry-run=maybe"], "`--dry-run=false`"), (["--max-per-registry=many"], "a number from 1"),
            (["--max-per-registry=0"], "a number from 1"), (["--parallel-images=11"], "a number from 1 to 10"),
            (["--image-timeout=10"], "`10m`"), (["--image-timeout=-1m"], "`10m`"),
            (["--filter-by-archs=a,,b"], "ARCHITECTURES"),
        ]
    )
    func refused(words: [String], remedy: String) throws {
        let refusal = try #require(throws: ToolRefusal.self) { try CommandWords(words, tool: "oc-mirror") }
        #expect(refusal.explanation.remedy?.contains(remedy) == true, "\(refusal)")
    }

    @Test("takes the times of Go", arguments: ["10m", "1h30m", "0", "1.5s", "500ms", "2h45m0.5s"])
    func times(text: String) throws {
        #expect(try Self.flags(["--image-timeout=\(text)"]).has(.imageTimeout))
    }

    @Test("is shown without passwords, and dashes that a text program made are recognized")
    func shown() throws {
        let secret = try Line("oc-mirror -c a.yaml docker://joe:secret@registry.example:5000").refusal()
        #expect(!"\(secret)".contains("secret"))
        for flag in ["--dest-creds=joe:secret", "--src-password=secret", "--dest-registry-token=secret"] {
            let refusal = try Line(stringLiteral: "oc-mirror --v2 -c a.yaml file://x \(flag)").refusal()
            #expect(!"\(refusal)".contains("secret"))
        }
        let dash = try Line("oc-mirror –config=a.yaml file://x").refusal()
        #expect(dash.explanation.remedy == "write `--config=a.yaml`")
    }
}
