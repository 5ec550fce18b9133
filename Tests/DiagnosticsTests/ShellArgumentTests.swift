// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("An argument of a suggested command", .waitsForPrograms)
struct ShellArgumentTests {
    @Test(
        "is quoted only where a shell would read something else",
        arguments: [
            ("isc.yaml", "isc.yaml"), ("docker://host:5000/a@b,c+d=e%f", "docker://host:5000/a@b,c+d=e%f"),
            ("équipe/語.yaml", "équipe/語.yaml"), ("a~b", "a~b"), ("-c", "-c"),
            ("", "''"), ("~", "'~'"), ("~joe/a", "'~joe/a'"), ("a b", "'a b'"), ("a*", "'a*'"), ("$HOME", "'$HOME'"),
            ("it's", #"'it'\''s'"#), ("'", #"''\'''"#), ("a\nb", "'a\nb'"), ("#a", "'#a'"), ("a!b", "'a!b'"),
        ]
    )
    func quotes(text: String, argument: String) { #expect(shellArgument(text) == argument) }

    @Test("is what a shell hands over, whatever the text")
    func shell() throws {
        var texts = [
            "", "~", "~root", "-n", "a  b", "\\", "\\n", "'", "''", "\"", "`id`", "$(id)", "a;b", "a\nb\n", "é🗝",
        ]
        var generator = SeededGenerator(seed: 1)
        let signs = Array("ab~ '\"\\$`!*?[]{}()<>|&;#=%\té\n-")
        for _ in 0..<200 {
            let length = Int.random(in: 0...6, using: &generator)
            texts.append(String((0..<length).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] }))
        }
        let run = try runTool(["sh", "-c", "printf '%s\\0' " + texts.map(shellArgument).joined(separator: " ")])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output == texts.map { "\($0)\0" }.joined())
    }
}
