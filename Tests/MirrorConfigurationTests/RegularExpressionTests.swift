// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MirrorConfiguration

@Suite struct RegularExpressionTests {
    @Test(
        arguments: [
            ("", "", true), ("", "abc", true), ("b", "abc", true), ("d", "abc", false), ("a.c", "abc", true),
            ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("^b", "abc", false), ("c$", "abc", true),
            ("^abc$", "abc", true),
            ("c$", "abc\n", false), ("(?m)c$", "abc\nd", true), ("(?m)^d", "abc\nd", true), ("a|x", "xyz", true),
            ("^(a|b)+$", "abba", true), ("^(a|b)+$", "abcba", false), ("^a*$", "", true), ("^a+$", "", false),
            ("^a?$", "aa", false), ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
            ("^a{2,3}$", "aaaa", false), ("^a{,3}$", "a{,3}", true), ("a{", "a{", true), ("^[a-c]+$", "abc", true),
            ("^[^a-c]+$", "xyz", true), ("^[^a-c]+$", "xaz", false), ("^[]a]+$", "]a", true), ("^[a-]+$", "-a", true),
            ("^[\\d.]+$", "1.2", true), ("^[[:alpha:]]+$", "aZ", true), ("^[[:^alpha:]]+$", "12", true),
            ("^[^[:^alpha:]]+$", "ab", true), ("\\d{4}", "x1234", true), ("^\\w+\\s\\S+$", "ab c", true),
            ("\\.", "abc", false),
            ("\\bb\\b", "a b c", true), ("\\bb\\b", "abc", false), ("a\\Bb", "ab", true), ("\\Aa\\z", "a", true),
            ("(?i)QUAY", "quay.io", true), ("(?i:Q)uay", "quay", true), ("(?i:Q)UAY", "quay", false),
            ("((?i)q)U", "Qu", false),
            ("(?:ab)+?c", "ababc", true), ("(?P<x>a)b", "ab", true), ("(?<x>a)b", "ab", true),
            ("\\Qa.b\\E+", "a.b", true),
            ("\\Qa.b", "axb", false), ("\\x41\\x{42}", "AB", true), ("(a*)*b", "b", true), ("(|a)+$", "aaa", true),
            ("()", "", true), ("^(?i)é$", "É", true), (".", "🗝", true), ("^.$", "e\u{301}", false),
            ("registry\\.redhat\\.io/.*-rhel8", "registry.redhat.io/x/y-rhel8@sha256:0", true),
            ("[[:word:]-]", "-", true),
        ]
    )
    func matches(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == isMatch)
    }

    @Test(
        arguments: [
            ("*", "a `*` repeats nothing, at character 1"), ("a|+", "a `+` repeats nothing, at character 3"),
            ("(a", "a `(` without its `)`, at character 1"), ("a)", "a `)` without its `(`, at character 2"),
            ("[a", "a `[` without its `]`, at character 1"), ("[]", "a `[` without its `]`, at character 1"),
            ("[z-a]", "a range of characters ends before it begins, at character 2"),
            ("[[:a:]]", "`[:` begins no class of characters that RE2 knows, at character 2"),
            ("a**", "a repetition of a repetition, put the first in parentheses, at character 3"),
            ("a{3,2}", "a repetition is of at most 1000 times, the lower number first, at character 2"),
            ("a{1001}", "a repetition is of at most 1000 times, the lower number first, at character 2"),
            (
                "a{99999999999999999999}",
                "a repetition is of at most 1000 times, the lower number first, at character 2"
            ),
            ("(?=a)", "RE2 has no group that begins with `(?=`, at character 1"),
            ("(?<!a)", "RE2 has no group that begins with `(?<`, at character 1"),
            ("(?P<a", "the name of a group is not closed by `>`, at character 1"),
            ("(?", "`(?` is followed by none of the flags i, m, s and U, at character 1"),
            ("\\", "a `\\` at the end, at character 1"), ("(a)\\1", "RE2 has no `\\1`, at character 4"),
            ("\\pL", "Unicode classes are not known, write the characters in brackets, at character 1"),
            ("\\xg", "`\\x` is not followed by the number of a character, at character 1"),
            ("(((){1000}){1000}){1000}", "the repetitions make the pattern too large, at character 1"),
            ("((a{1000}){1000}){1000}", "the repetitions make the pattern too large, at character 1"),
        ]
    )
    func refusesWhatRE2Refuses(pattern: String, message: String) throws {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description == message)
    }

    @Test(arguments: ["(a*)*b", "(a|a)*b", "(a?){30}a{30}b", "(.*)(.*)(.*)(.*)(.*)b"])
    func takesNoLongerForNastyPatterns(pattern: String) throws {
        #expect(try !RegularExpression(pattern).matches(String(repeating: "a", count: 500)))
    }

    @Test(arguments: [("(", 9000), ("(", 100_000), ("a", 100_000)])
    func refusesWhatIsTooDeepOrTooLong(piece: String, count: Int) {
        #expect(throws: RegularExpressionError.self) { try RegularExpression(String(repeating: piece, count: count)) }
    }
}
