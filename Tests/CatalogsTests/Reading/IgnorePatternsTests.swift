// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalogs

@Suite("Patterns of .indexignore")
struct IgnorePatternsTests {
    /// Patterns, the paths that they leave out, and those that they do not.
    private static let cases: [(patterns: String, out: [String], kept: [String])] = [
        ("", [], ["a"]),
        ("# a\n\n", [], ["a", "# a"]),
        ("\\#a", ["#a", "b/#a"], ["a"]),
        ("a", ["a", "b/a", "a/b", "b/a/c"], ["ab", "b/ab"]),
        ("/a", ["a", "a/b"], ["b/a"]),
        ("a/", ["a/b", "c/a/b"], ["a", "c/a"]),
        ("a/b", ["a/b", "a/b/c"], ["c/a/b", "a/bc"]),
        ("a/b/", ["a/b/c"], ["a/b"]),
        ("*.md", ["x.md", "a/README.md", ".md"], ["x.mdx", "md"]),
        ("a/*.md", ["a/x.md"], ["x.md", "a/b/x.md"]),
        ("**/b", ["b", "a/b", "a/c/b", "a/b/c"], ["ab"]),
        ("a/**", ["a/b", "a/b/c"], ["a", "b/a"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["b", "x/a/b"]),
        ("a/**/b/", ["a/x/b/c"], ["a/x/b"]),
        ("?.json", ["a.json", "x/b.json"], ["ab.json", ".json"]),
        ("[a-c]x", ["ax", "cx"], ["dx", "[a-c]x"]),
        ("[!a]x", ["bx"], ["ax", "x"]),
        ("[^a]x", ["bx"], ["ax"]),
        ("[]]x", [], ["ax"]),
        ("[x", ["[x"], ["x"]),
        ("a\\*b", ["a*b"], ["axb"]),
        ("a \nb\\ ", ["a", "b "], ["b"]),
        ("*\n!*.json\n", ["a.yaml", "x/b"], ["a.json", "x/a.json"]),
        ("a/\n!a/keep\n", ["a/b"], ["a/keep"]),
        ("!a\na", ["a"], []),
        ("a*b*c", ["abc", "aXbXc", "abcbc"], ["ab", "acb"]),
    ]

    @Test("leave out what gitignore's would", arguments: cases.indices)
    func root(index: Int) {
        let (text, out, kept) = Self.cases[index]
        var patterns = IgnorePatterns()
        patterns.add(text, in: "")
        for path in out { #expect(patterns.ignores(path), "\(path)") }
        for path in kept { #expect(!patterns.ignores(path), "\(path)") }
    }

    @Test("of a folder hold below it, and outweigh those above")
    func folders() {
        var patterns = IgnorePatterns()
        patterns.add("*.yaml\n", in: "")
        patterns.add("/x\n!a.yaml\n", in: "one/two")
        #expect(patterns.ignores("one/two/x"))
        #expect(!patterns.ignores("x"))
        #expect(!patterns.ignores("one/two/three/x"))
        #expect(!patterns.ignores("one/two/a.yaml"))
        #expect(patterns.ignores("one/a.yaml"))
    }

    @Test("cost time that grows with their length times that of the name")
    func stars() {
        var patterns = IgnorePatterns()
        patterns.add(String(repeating: "*a", count: 500) + "b", in: "")
        #expect(!patterns.ignores(String(repeating: "a", count: 2000)))
        patterns.add(String(repeating: "**/a/", count: 200) + "b", in: "")
        #expect(!patterns.ignores(String(repeating: "a/", count: 500) + "c"))
    }
}
