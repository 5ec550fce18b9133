// SPDX-License-Identifier: Apache-2.0

import RegularExpressions
import Testing

@Suite struct RegularExpressionTests {
    @Test(
        arguments: [
            ("", "", true), ("", "abc", true), ("b", "abc", true), ("d", "abc", false), ("^b", "abc", false),
            ("b$", "abc", false), ("c$", "abc", true), ("c$", "abc\n", false), ("a.c", "a\nc", false),
            ("B", "abc", false), ("(?i)QUAY", "quay.io", true), ("\\.", "abc", false), ("a|x", "xyz", true),
            ("registry\\.redhat\\.io/.*-rhel8", "registry.redhat.io/x/y-rhel8@sha256:0", true),
        ]
    )
    func isFoundAnywhere(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == isMatch)
    }

    @Test(arguments: [("^.$", "é"), ("^.$", "🗝"), ("^é$", "é"), ("(?i)é", "É"), ("^\\pL+$", "né")])
    func readsCharactersAndNotBytes(pattern: String, text: String) throws {
        #expect(try RegularExpression(pattern).matches(text))
    }

    @Test func doesNotStopAtZero() throws {
        #expect(try RegularExpression("b").matches("a\0b"))
        #expect(try !RegularExpression("a\0c").matches("a\0b"))
    }

    @Test(
        arguments: [
            ("*.io", "no argument for repetition operator: *"), ("(a", "missing ): (a"), ("a)", "unexpected ): a)"),
            ("[a", "missing ]: [a"), ("[z-a]", "invalid character class range: z-a"),
            ("a**", "bad repetition operator: **"), ("(?=a)", "invalid perl operator: (?="),
            ("\\", "trailing \\"), ("(a)\\1", "invalid escape sequence: \\1"),
        ]
    )
    func refusesWhatIsNoPattern(pattern: String, message: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            ("a{1001}", "invalid repetition size: {1001}"),
            ("((a{1000}){1000}){1000}", "invalid repetition size: {1000}"),
            ("(((){1000}){1000}){1000}", "invalid repetition size: {1000}"),
            ("(\\pL{30}){30}", "pattern too large - compile failed"),
        ]
    )
    func refusesWhatTakesTooMuchMemory(pattern: String, message: String) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.description == message)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["(a*)*b", "(a|a)*b", "(a?){30}a{30}b", "(.*)(.*)(.*)(.*)(.*)b"]
    )
    func takesNoLongerForNastyPatterns(pattern: String) throws {
        #expect(try !RegularExpression(pattern).matches(String(repeating: "a", count: 1_000_000)))
    }

    @Test(arguments: ["(", "(a|"])
    func refusesWhatIsDeepAndNotClosed(piece: String) {
        #expect(throws: RegularExpressionError.self) { try RegularExpression(String(repeating: piece, count: 100_000)) }
    }

    @Test func matchesInManyTasksAtOnce() async throws {
        let expression = try RegularExpression("^[a-z]+/(x|y)*z$")
        let found = await withTaskGroup(of: Bool.self) { group in
            for count in 0..<100 {
                group.addTask { expression.matches("a/\(String(repeating: "xy", count: count))z") }
            }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(found)
    }
}
