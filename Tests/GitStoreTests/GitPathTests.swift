// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import GitStore

@Suite("A path in a repository")
struct GitPathTests {
    @Test(
        "is read as it is written",
        arguments: [
            "a", "a/b", "a/b.c/d", ".gitignore", "a/.gitx", "pläne/计划 1.json", "...", "a..b", "-x", "a b", "gi.git",
        ]
    )
    func reads(text: String) throws {
        let path = try GitPath(text)
        #expect(path.description == text)
        #expect(path.components.joined(separator: "/") == text)
        #expect(path.folders + [path.name] == path.components)
    }

    @Test(
        "is refused with what is wrong",
        arguments: [
            ("", "expected a relative path without empty parts"),
            ("/a", "expected a relative path without empty parts"),
            ("a/", "expected a relative path without empty parts"),
            ("a//b", "expected a relative path without empty parts"),
            (".", "a part of it is `.`"), ("a/./b", "a part of it is `.`"), ("..", "a part of it is `..`"),
            ("a/../b", "a part of it is `..`"),
            ("../\u{301}a", "a part of it is `..`"), (".git", "`.git` belongs to git"),
            ("a/.GIT/b", "`.git` belongs to git"),
            ("a/.Git", "`.git` belongs to git"), ("a\u{7f}", "it has control characters"),
            ("a/\u{1}", "it has control characters"),
        ]
    )
    func refuses(text: String, problem: String) {
        let error = #expect(throws: GitError.self) { try GitPath(text) }
        #expect(error?.message == problem)
        #expect(error?.reason == .path)
        #expect(error?.operation == "use the path")
        #expect(error?.remedy == nil)
    }

    @Test("shows no control character in a message")
    func controls() {
        let error = #expect(throws: GitError.self) { try GitPath("a\nb\u{1b}[31m\u{7f}") }
        #expect(error?.description == "use the path `a\\u{a}b\\u{1b}[31m\\u{7f}`: it has control characters")
        #expect("a\u{0}é🗝".escapingControls == "a\\u{0}é🗝")
    }

    @Test(
        "has parts of at most 255 bytes",
        arguments: [("a", 255, true), ("a", 256, false), ("é", 127, true), ("é", 128, false)]
    )
    func lengths(letter: String, count: Int, isTaken: Bool) {
        let path = try? GitPath("x/" + String(repeating: letter, count: count))
        #expect((path != nil) == isTaken)
    }

    @Test("is in the order of its bytes, as git sorts")
    func order() throws {
        let paths = try ["A", "a", "a-b", "a.b", "a/b", "a0", "b", "é", "🗝"].map { try GitPath($0) }
        #expect(paths.reversed().sorted() == paths)
    }

    @Test(
        "has no slash too many at its end",
        arguments: [("/", "/"), ("//", "/"), ("a/", "a"), ("a//", "a"), ("/a/b", "/a/b"), ("", "")]
    )
    func slashes(text: String, expected: String) {
        #expect(text.withoutTrailingSlashes == expected)
    }

    @Test("is in an error, with what was tried and what to do")
    func errors() {
        #expect(GitError(.path, "read", "/r/a", "it is gone").description == "read /r/a: it is gone")
        #expect(
            GitError(.busy, "commit to", "/r", "why", remedy: "do that").description == "commit to /r: why\ndo that"
        )
        let index = GitError(locked: "/r/.git/index.lock")
        #expect(index.reason == .locked)
        #expect(
            index.description == """
                lock the index /r/.git/index.lock: another process holds the lock
                wait until the other git process has finished; if none runs, it was killed: rm /r/.git/index.lock
                """
        )
        #expect(GitError(locked: "/r/.git/refs/heads/main.lock").operation == "lock the branch")
    }
}
