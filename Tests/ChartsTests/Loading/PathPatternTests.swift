// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Testing

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("a", "a", true),
        ("a", "b", false),
        ("*", "abc", true),
        ("*", "a/b", false),
        ("*.txt", "a.txt", true),
        ("a*c", "abbc", true),
        ("a*c", "ab/c", false),
        ("?", "a", true),
        ("?", "/", false),
        ("?", "\u{e9}", true),
        ("[abc]", "b", true),
        ("[^abc]", "b", false),
        ("[^abc]", "d", true),
        ("[a-c]x", "bx", true),
        ("\\*", "*", true),
        ("\\*", "a", false),
        ("a/*/c", "a/b/c", true),
        ("a/*", "a/b/c", false),
        ("", "", true),
        ("[]a]", "]", false),
        ("[\\]a]", "]", true),
        ("**", "ab", true),
    ])
    func `a pattern of an ignore file matches whole texts`(pattern: String, text: String, matches: Bool) {
        #expect(PathPattern(pattern)?.matches(text) ?? false == matches)
    }

    @Test(arguments: ["[", "[a", "[]", "[a-", "a\\", "[-a]"])
    func `a malformed pattern is none`(pattern: String) {
        #expect(PathPattern(pattern) == nil)
    }

    @Test(arguments: [
        ("*", "a", true),
        ("*", "a/b", false),
        ("**", "a/b", true),
        ("a/**", "a/b/c", true),
        ("a/**", "a", false),
        ("**.txt", "a/b.txt", true),
        ("**/*.txt", "a.txt", false),
        ("**/*.txt", "a/b.txt", true),
        ("?", "a", true),
        ("[xy]", "y", true),
        ("[!xy]", "y", false),
        ("[!x]", "z", true),
        ("[a-c]", "b", true),
        ("[!a-c]", "b", false),
        ("{a,b}.yaml", "b.yaml", true),
        ("{a,b}.yaml", "c.yaml", false),
        ("{a,{b,c}}", "c", true),
        ("{a/*,**b}", "x/b", true),
        ("\\*", "*", true),
        ("\\*", "a", false),
        ("[^x]", "^", true),
        ("a,b", "a,b", true),
        ("a}", "a}", true),
        ("{,x}a", "a", true),
    ])
    func `a glob crosses folders only with two stars`(pattern: String, text: String, matches: Bool) {
        #expect(PathPattern(glob: pattern).matches(text) == matches)
    }

    @Test(arguments: [
        ("conf/?.txt", "conf/\u{e9}.txt", false), ("conf/?.*", "conf/\u{e9}.txt", false),
        ("conf/*?.txt", "conf/\u{e9}.txt", true), ("conf/?*.txt", "conf/\u{e9}.txt", true), ("?", "\u{e9}", true),
        ("*?.z", "\u{e9}\u{e9}.z", true), ("??.z", "\u{e9}\u{e9}.z", false), ("[!b].txt", "\u{e9}.txt", false),
        ("[\u{e9}].txt", "\u{e9}.txt", false), ("[\u{e9}]", "\u{e9}", true), ("\u{e9}/?.y", "\u{e9}/x.y", true),
        ("?\u{e9}.z", "a\u{e9}.z", true), ("a?\u{e9}", "ab\u{e9}", false), ("a?*", "a\u{e9}b", true),
        ("conf/b[!a]", "conf/b\u{e9}", true), ("conf/b[\u{e9}]", "conf/b\u{e9}", false), ("*/?", "d/\u{e9}", false),
        ("**", "\u{e9}/x", true), ("\u{e9}*", "\u{e9}\u{e9}.z", true), ("conf/\u{e9}.???", "conf/\u{e9}.txt", true),
    ])
    func `beside other characters a place for one takes a single byte`(pattern: String, text: String, matches: Bool) {
        #expect(PathPattern(glob: pattern).matches(text) == matches)
    }

    @Test(arguments: ["[", "[a", "[]", "[!]", "[a-]", "[c-a]", "[a-cx]"])
    func `a malformed glob matches everything`(pattern: String) {
        #expect(PathPattern(glob: pattern).matches("any/file"))
    }

    @Test func `many stars do not take long`() {
        let pattern = PathPattern(glob: String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
        #expect(PathPattern(glob: String(repeating: "{", count: 1000)).matches("x"))
    }
}
