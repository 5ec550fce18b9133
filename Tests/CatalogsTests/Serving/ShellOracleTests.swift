// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Catalogs

/// A shell says what the words of a script are: what is read of one without running it has to be the same.
@Suite("The words of a script", .waitsForPrograms)
struct ShellOracleTests {
    private static let environment = ["DIR=/configs", "EMPTY=", "TWO=a b", "STAR=a*", "Q=it's", "D=$DIR"]

    private static let parts = [
        "a", "/b", "'c d'", "''", "\"\"", "\\x", "\\ ", "$DIR", "${DIR}", "\"$DIR\"", "'$DIR'", "\\$DIR", "\"\\$DIR\"",
        "${NONE:-d}", "${NONE-e}", "${EMPTY:-f}", "${EMPTY-g}", "$EMPTY", "\"$EMPTY\"", "\"$TWO\"", "$TWO", "$STAR",
        "\"$STAR\"",
        "$Q", "$D", "$", "\"$\"", "\"a\\b\"", "\"a\\\\b\"", "'a\\b'", "\\\n", "\"\\\n\"", "\"`\\``\"", "=", "#", "!",
        "{", "}",
        "%", "$DIRx", "\"'\"", "'\"'", "-", ",", "\"\n\"", "é", "[", "*", "~", "$1", "$#", "\\\\", "^",
    ]

    @Test("are those of a shell, wherever their value is known at all", arguments: 0..<4)
    func words(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var known: [(text: String, values: [String])] = []
        for _ in 0..<150 {
            let count = Int.random(in: 1...4, using: &generator)
            let text = (0..<count).compactMap { _ in Self.parts.randomElement(using: &generator) }.joined()
            var reader = ShellReader("p \(text) end", ImageEnvironment(Self.environment))
            guard let commands = try? reader.commands(), commands.count == 1, !text.hasPrefix("#") else { continue }
            let values = commands[0].map(\.value)
            if !values.contains(nil) { known.append((text, values.dropFirst().compactMap(\.self))) }
        }
        #expect(known.count > 50)
        let script = "p() { printf '%s\\0' \"$#\" \"$@\"; }\n" + known.map { "p \($0.text) end\n" }.joined()
        let environment = Dictionary(
            uniqueKeysWithValues: Self.environment.map { line in
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), String(parts[1]))
            }
        )
        let run = try runTool(["sh", "-c", script], environment: environment)
        #expect(run.status == 0, "\(run.errors)")
        let expected = known.map { ["\($0.values.count)"] + $0.values }
        let found = run.output.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        // Word by word, so that a difference shows its text.
        var rest = found[...]
        for (each, words) in zip(known, expected) {
            let got = Array(rest.prefix(words.count))
            rest = rest.dropFirst(words.count)
            #expect(got == words, "\(each.text.debugDescription)")
            guard got == words else { return }
        }
    }

    @Test(
        "are those of one command behind the other, without where their output goes",
        arguments: [
            ("a b;c", [["a", "b"], ["c"]]), ("a&&b||c d", [["a"], [], ["b"], [], ["c", "d"]]),
            ("a # b\nc", [["a"], ["c"]]),
            ("a >x b 2>&1 c", [["a", "b", "c"]]), ("a 2 >x", [["a", "2"]]), ("a <x >>y <>z b", [["a", "b"]]),
            ("a &>x b", [["a", "b"]]),
            ("a \\\n b", [["a", "b"]]), ("(a) | b", [[], ["a"], [], ["b"]]), ("a$EMPTY $EMPTY b", [["a", "b"]]),
            ("", [[]]),
            ("a >$DIR b", [["a", "b"]]), ("2>x a", [["a"]]), ("a\\>b", [["a>b"]]), ("a '>' b", [["a", ">", "b"]]),
        ] as [(String, [[String]])]
    )
    func commands(text: String, words: [[String]]) throws {
        var reader = ShellReader(text, ImageEnvironment(Self.environment))
        #expect(try reader.commands().map { $0.map { $0.value ?? "?" } } == words)
    }

    @Test(
        "are unknown where the script itself gives a variable its value",
        arguments: ["DIR=/x p $DIR", "DIR=; p ${DIR}"]
    )
    func assigned(text: String) throws {
        var reader = ShellReader(text, ImageEnvironment(Self.environment))
        let words = try reader.commands().flatMap(\.self)
        #expect(words.first?.isAssignment == true && words.last?.value == nil)
    }

    @Test(
        "are not guessed where another program writes them",
        arguments: ["p $(id)", "p `id`", "p \"$(id)\"", "p \"`id`\"", "p 'a", "p \"a", "p ${DIR", "p <<E", "p $((1))"]
    )
    func unclear(text: String) {
        var reader = ShellReader(text, ImageEnvironment(Self.environment))
        let error = #expect(throws: ServedCatalog.Failure.self) { try reader.commands() }
        #expect(error?.message.hasPrefix("a shell starts it by `\(text)`, which has ") == true)
    }

    @Test(
        "that are empty variables change nothing in what a catalog's image runs",
        arguments: ["opm $EMPTY serve /configs"]
    )
    func empty(text: String) throws {
        let settings: [String: Any] = ["Cmd": ["sh", "-c", "\(text) --cache-dir=/c"], "Env": Self.environment]
        let served = try ServedCatalog(root: "configs", settings)
        #expect(served.caches == ["c"])
        var adapted = settings
        served.adapt(&adapted)
        #expect(adapted["Cmd"] as? [String] == ["sh", "-c", text])
    }
}
