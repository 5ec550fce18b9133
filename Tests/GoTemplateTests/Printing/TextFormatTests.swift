// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct TextFormatTests {
    @Test(
        arguments: [
            ("%s", "ab", "ab"),
            ("%v", "ab", "ab"),
            ("%5s|", "ab", "   ab|"),
            ("%-5s|", "ab", "ab   |"),
            ("%05s", "ab", "000ab"),
            ("%-05s|", "ab", "ab   |"),
            ("%.1s", "ab", "a"),
            ("%.0s|", "ab", "|"),
            ("%5.1s|", "ab", "    a|"),
            ("%.2s", "日本語", "日本"),
            ("%4s|", "日本", "  日本|"),
            ("%q", "a\"b", "\"a\\\"b\""),
            ("%+q", "é", "\"\\u00e9\""),
            ("%#q", "a\tb", "`a\tb`"),
            ("%#q", "a`b", "\"a`b\""),
            ("%#q", "a\nb", "\"a\\nb\""),
            ("%8q|", "ab", "    \"ab\"|"),
            ("%-8q|", "ab", "\"ab\"    |"),
            ("%.1q", "ab", "\"a\""),
            ("%08q", "ab", "0000\"ab\""),
            ("%x", "hi!", "686921"),
            ("%X", "hi", "6869"),
            ("%X", "\u{FF}", "C3BF"),
            ("% x", "abc", "61 62 63"),
            ("%#x", "abc", "0x616263"),
            ("%# x", "abc", "0x61 0x62 0x63"),
            ("%.2x", "abc", "6162"),
            ("%8x|", "ab", "    6162|"),
            ("%-8x|", "ab", "6162    |"),
            ("%x|", "", "|"),
            ("%4x|", "", "    |"),
            ("%08x", "ab", "00006162"),
            ("%#v", "a\"b", "\"a\\\"b\""),
            ("%#v", "a`b", "\"a`b\""),
            ("%T", "a", "string"),
            ("%10T|", "a", "    string|"),
            ("%d", "a", "%!d(string=a)"),
            ("%f", "a", "%!f(string=a)"),
            ("%.2f", "3.1", "%!f(string=3.)"),
            ("%t", "true", "%!t(string=true)"),
            ("%c", "a", "%!c(string=a)"),
            ("%U", "a", "%!U(string=a)"),
            ("%5d", "a", "%!d(string=    a)"),
            ("%+s", "a", "a"),
            ("% s", "a", "a"),
            ("%p", "a", "%!p(string=a)"),
            ("%é", "a", "%!é(string=a)"),
        ]
    )
    func formatsTexts(format: String, value: String, text: String) {
        #expect(formatted(Text(format), [.string(Text(value))]).string == text)
    }
}
