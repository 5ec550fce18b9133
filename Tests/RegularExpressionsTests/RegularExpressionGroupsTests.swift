// SPDX-License-Identifier: Apache-2.0

import RegularExpressions
import Testing

@Suite struct RegularExpressionGroupsTests {
    /// Patterns, texts, where to start, and where the match and its groups are.
    @Test(
        arguments: [
            ("b+", "abbc", 0, [1..<3]),
            ("b+", "abbc", 2, [2..<3]),
            ("b+", "abbc", 3, nil),
            ("", "abc", 2, [2..<2]),
            ("", "", 0, [0..<0]),
            ("x*", "", 0, [0..<0]),
            ("^b", "ab", 1, nil),
            ("\\bb", "ab", 1, nil),
            ("$", "ab", 2, [2..<2]),
            ("é", "aéb", 0, [1..<3]),
            ("(a)(b)?", "ac", 0, [0..<1, 0..<1, nil]),
            ("(a)|(b)", "b", 0, [0..<1, nil, 0..<1]),
            ("((a)b)", "xab", 0, [1..<3, 1..<3, 1..<2]),
            ("(x*)", "a", 0, [0..<0, 0..<0]),
            ("a|ab", "ab", 0, [0..<1]),
            ("(?i)A", "xa", 0, [1..<2]),
            ("a.c", "a\nc", 0, nil),
            ("(?s)a.c", "a\nc", 0, [0..<3]),
        ] as [(String, String, Int, [Range<Int>?]?)]
    )
    func areFound(pattern: String, text: String, start: Int, match: [Range<Int>?]?) throws {
        let expression = try RegularExpression(pattern)
        let count = expression.groupNames.count - 1
        #expect(expression.firstMatch(in: Array(text.utf8), from: start, groupCount: count) == match)
        let whole = expression.firstMatch(in: Array(text.utf8), from: start, groupCount: 0)
        #expect(whole == match.map { Array($0.prefix(1)) })
    }

    @Test(
        arguments: [
            ("a", [nil]),
            ("(a)", [nil, nil]),
            ("(?P<x>a)(b)(?P<y_1>c)", [nil, "x", nil, "y_1"]),
            ("(?:a)(b)", [nil, nil]),
            ("((a)(b))", [nil, nil, nil, nil]),
        ] as [(String, [String?])]
    )
    func haveNames(pattern: String, names: [String?]) throws {
        #expect(try RegularExpression(pattern).groupNames == names)
    }

    @Test func bytesAreMatched() throws {
        #expect(try RegularExpression("^a$").matches(Array("a".utf8)))
        #expect(try !RegularExpression("^a$").matches(Array("b".utf8)))
        #expect(try RegularExpression("a\\x00b").matches([0x61, 0, 0x62]))
        #expect(try RegularExpression("").matches([] as [UInt8]))
    }

    @Test(
        arguments: [
            ("(", RegularExpressionError.Kind.missingParenthesis, "("),
            ("a)", .unexpectedParenthesis, "a)"),
            ("[a", .missingBracket, "[a"),
            ("[z-a]", .badRange, "z-a"),
            ("*", .missingRepetition, "*"),
            ("a**", .badRepetition, "**"),
            ("a{1001}", .badRepetitionSize, "{1001}"),
            ("(?=a)", .badPerlSyntax, "(?="),
            ("\\8", .badEscape, "\\8"),
            ("a\\", .trailingBackslash, ""),
            ("(?P<a b>x)", .badGroupName, "(?P<a b>"),
            ("\\pX", .badRange, "\\pX"),
        ]
    )
    func errorsSayWhatAndWhere(pattern: String, kind: RegularExpressionError.Kind, part: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.kind == kind)
        #expect(error?.part == part)
    }
}
