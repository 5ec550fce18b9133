// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Testing

@Suite struct HelmIgnoreTests {
    @Test(arguments: [
        ("*.bak", "a.bak", true),
        ("*.bak", "deep/a.bak", true),
        ("/a.txt", "a.txt", true),
        ("/a.txt", "b/a.txt", false),
        ("a/*.tmp", "a/b.tmp", true),
        ("a/*.tmp", "c/a/b.tmp", false),
        ("# *.md", "a.md", false),
        ("", "a", false),
        ("  *.md  ", "a.md", true),
        ("", "templates/.hidden", true),
        ("", "templates/sub/.hidden", false),
        ("", "templates/.", false),
        ("!*.txt", "a.md", true),
        ("!*.txt", "a.txt", false),
        ("dir/", "dir", false),
        ("!dir/", "a.txt", true),
    ])
    func `a file is ignored by its name or its path`(rule: String, path: String, isIgnored: Bool) throws {
        #expect(try HelmIgnore(rule).ignores(path, isFolder: false) == isIgnored)
    }

    @Test(arguments: [("dir/", "dir", true), ("dir/", "a/dir", true), ("/dir/", "a/dir", false), ("dir", "dir", true)])
    func `a folder is ignored by rules for folders`(rule: String, path: String, isIgnored: Bool) throws {
        #expect(try HelmIgnore(rule).ignores(path, isFolder: true) == isIgnored)
    }

    @Test func `the first rule that decides counts`() throws {
        let rules = try HelmIgnore("*.md\n!*.txt\n")
        #expect(rules.ignores("a.md", isFolder: false))
        #expect(!rules.ignores("a.txt", isFolder: false))
        #expect(rules.ignores("Chart.yaml", isFolder: false))
    }

    @Test(arguments: [("**/a", "double-star (**) syntax is not supported"), ("[", "syntax error in pattern")])
    func `a rule that cannot be read is an error with its line`(rule: String, message: String) {
        let error = #expect(throws: ChartError.self) { try HelmIgnore("# comment\n\(rule)\n") }
        #expect(error?.message == message && error?.place == ChartError.Place(file: ".helmignore", line: 2))
    }
}
