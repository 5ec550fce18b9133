// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import ConfigurationDrafts

@Suite("The text of a first configuration")
struct DraftTextTests {
    @Test(
        "quotes values, so that no version is a number",
        arguments: [
            ("4.10", #""4.10""#), (#"a"b\"#, #""a\"b\\""#), ("a\nb", #""a\x0ab""#), ("\u{a0}", #""\xa0""#),
            ("\u{2028}", #""\u2028""#), ("", #""""#),
        ]
    )
    func quoted(text: String, yaml: String) { #expect(text.quoted == yaml) }

    @Test("keeps a comment on its line")
    func comments() {
        #expect("a\nb: c\u{2028}".comment(indent: 2) == "  # a b: c ")
        #expect("   # x".isComment && !"x # y".isComment)
    }
}
