// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Usage

@Suite("The words of an unfinished line")
struct ShellWordsTests {
    @Test(
        "are split as a shell does",
        arguments: [
            ("", [], ""), ("mirror", [], "mirror"), ("mirror ", ["mirror"], ""), ("mirror  pl", ["mirror"], "pl"),
            ("a 'b c' d", ["a", "b c"], "d"), (#"a "b c""#, ["a"], "b c"), (#"a b\ c"#, ["a"], "b c"),
            ("a '' ", ["a", ""], ""), ("a --to=docker://h:5", ["a"], "--to=docker://h:5"), ("a 'b c", ["a"], "b c"),
            (#"a 'b\' c"#, ["a", #"b\"#], "c"), (#"a \"#, ["a"], ""), (#"a b'c'"d"e "#, ["a", "bcde"], ""),
        ]
    )
    func words(line: String, words: [String], last: String) {
        #expect(ShellWords(line).words == words)
        #expect(ShellWords(line).last == last)
    }
}
