// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct UnquotingTests {
    @Test(
        arguments: [
            (#""""#, ""),
            (#""abc""#, "abc"),
            (#""a\\b""#, #"a\b"#),
            (#""\"""#, "\""),
            (#""'""#, "'"),
            (#""\a\b\f\n\r\t\v""#, "\u{7}\u{8}\u{C}\n\r\t\u{B}"),
            (#""\x41\101\u0041\U00000041""#, "AAAA"),
            (#""\u00e9\u65e5""#, "é日"),
            (#""\U0001F600""#, "\u{1F600}"),
            (#""é日""#, "é日"),
            (#""\xc3\xa9""#, "é"),
            (#""\000""#, "\u{0}"),
            ("`a\\n`", "a\\n"),
            ("``", ""),
            ("`a\r\nb`", "a\nb"),
            ("`\"'`", "\"'"),
        ]
    )
    func readsLiterals(literal: String, text: String) {
        #expect(Unquoting.text(of: Array(literal.utf8))?.string == text)
    }

    @Test(
        arguments: [
            #""\'""#,
            #""\q""#,
            #""\""#,
            #""\x""#,
            #""\x4""#,
            #""\xg0""#,
            #""\u123""#,
            #""\ud800""#,
            #""\U00110000""#,
            #""\U0000004""#,
            #""\8""#,
            #""\08""#,
            #""\400""#,
            "\"a\nb\"",
        ]
    )
    func refusesBadEscapes(literal: String) {
        #expect(Unquoting.text(of: Array(literal.utf8)) == nil)
    }

    @Test func isTheOppositeOfQuoting() {
        let texts: [Text] = [
            "", "abc", "a\"b\\c", "\u{0}\u{1}\u{1F}\u{7F}", "é日\u{1F600}", "\u{200B}\u{FEFF}\u{A0}\u{E000}",
            "\n\r\t\u{7}\u{8}\u{B}\u{C}", "'`",
            Text([0xFF, 0xFE, 0x61, 0xC3]), Text([0xED, 0xA0, 0x80]), Text(0...255),
        ]
        for text in texts {
            #expect(Unquoting.text(of: text.quoted.bytes) == text)
            #expect(Unquoting.text(of: Quoting(isASCIIOnly: true).quote(text.bytes)) == text)
        }
    }

    @Test(
        arguments: [
            ("abc", true),
            ("a\tb", true),
            ("é", true),
            ("", true),
            ("a`b", false),
            ("a\nb", false),
            ("\u{7F}", false),
            ("\u{FEFF}", false),
        ]
    )
    func knowsWhatBackquotesCanHold(text: String, isPossible: Bool) {
        #expect(Quoting.canBackquote(Array(text.utf8)) == isPossible)
    }

    @Test func quotesCharacters() {
        let quoting = Quoting(mark: UInt8(ascii: "'"))
        #expect(quoting.quote(Rune("a")) == Array("'a'".utf8))
        #expect(quoting.quote(Rune("'")) == Array("'\\''".utf8))
        #expect(quoting.quote(Rune("\"")) == Array("'\"'".utf8))
        #expect(quoting.quote(Rune(value: 0xD800)) == Array("'\u{FFFD}'".utf8))
        #expect(Quoting(mark: UInt8(ascii: "'"), isASCIIOnly: true).quote(Rune("é")) == Array("'\\u00e9'".utf8))
    }
}
