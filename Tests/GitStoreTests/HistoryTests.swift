// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("The history of a repository", .waitsForPrograms)
struct HistoryTests {
    private let sandbox: GitSandbox

    init() throws { sandbox = try GitSandbox() }

    private func names(_ commits: [GitCommit]) -> [String] { commits.map(\.id) }

    private func git(_ arguments: String...) throws -> [String] {
        try toolOutput(
            ["git", "log", "--format=%H"] + arguments,
            environment: ["HOME": sandbox.directory.path],
            in: sandbox.path
        )
        .split(separator: "\n").map(String.init)
    }

    @Test("touches a path where git says so, files and folders, branches and merges")
    func touching() throws {
        try sandbox.commit("1\n", to: "a/x")
        try sandbox.commit("1\n", to: "b")
        try sandbox.git("checkout", "--quiet", "-b", "side")
        try sandbox.commit("2\n", to: "a/y")
        try sandbox.git("checkout", "--quiet", "main")
        try sandbox.commit("2\n", to: "b")
        try sandbox.git("merge", "--quiet", "--no-edit", "side")
        try sandbox.git("mv", "b", "c")
        try sandbox.git("commit", "--quiet", "--message", "Move")
        try sandbox.git("update-index", "--chmod=+x", "c")
        try sandbox.git("commit", "--quiet", "--message", "Mode")
        let repository = try GitRepository(at: sandbox.path)
        #expect(Set(names(try repository.log())) == Set(try git()))
        for path in ["a", "a/x", "a/y", "b", "c", "none"] {
            let ours = names(try repository.log(touching: [GitPath(path)]))
            let gits = try git("--", path)
            #expect(Set(ours) == Set(gits), "\(path)")
        }
        let both = names(try repository.log(touching: [GitPath("a/x"), GitPath("c")]))
        #expect(Set(both) == Set(try git("--", "a/x", "c")))
    }

    @Test("is cut to a number of commits, the newest", arguments: [0, 1, 3, 100])
    func limits(limit: Int) throws {
        for number in 1...4 { try sandbox.commit("\(number)\n", to: "file") }
        let found = names(try GitRepository(at: sandbox.path).log(limit: limit))
        #expect(found == (try git("--max-count=\(limit)")))
    }

    @Test(
        "has the trailers that git finds in a message",
        arguments: [
            "Subject\n\nPlan: a\nTarget: b\n", "Subject\n\nBody: no\n\nPlan: a\n", "Subject only\n",
            "Subject\n\nPlan:a\nPlan: b\n", "Plan: in the subject\n",
            "Subject\n\ntext\nPlan: a\n", "Subject\n\nPlan: a\n  continued\n",
        ]
    )
    func trailers(message: String) throws {
        try sandbox.write("1\n", to: "file")
        _ = try sandbox.commitThroughLibrary(["file"], message: message)
        let commit = try #require(try GitRepository(at: sandbox.path).log().first)
        let gits = try sandbox.git("log", "-1", "--format=%(trailers:only,unfold)")
        let lines = gits.split(separator: "\n").map { $0.replacing(": ", with: ":") }
        #expect(commit.trailers.map { "\($0.key):\($0.value.replacing("\n  ", with: " "))" } == lines)
        #expect(commit.subject == (try sandbox.git("log", "-1", "--format=%s")))
        #expect(try GitRepository(at: sandbox.path).log(havingTrailers: ["Nobody"]).isEmpty)
    }

    @Test("outside of HEAD is what other branches and HEAD's own log remember")
    func outside() throws {
        try sandbox.commit("1\n", to: "file")
        try sandbox.git("checkout", "--quiet", "-b", "side")
        try sandbox.commit("2\n", to: "side")
        try sandbox.git("checkout", "--quiet", "main")
        let side = try sandbox.git("rev-parse", "side")
        try sandbox.commit("3\n", to: "lost")
        let lost = try sandbox.git("rev-parse", "HEAD")
        try sandbox.git("reset", "--quiet", "--hard", "HEAD~1")
        let repository = try GitRepository(at: sandbox.path)
        #expect(Set(names(try repository.log(outsideHead: true))) == [side, lost])
        #expect(names(try repository.log(touching: [GitPath("lost")], outsideHead: true)) == [lost])
        #expect(try repository.log(touching: [GitPath("file")], outsideHead: true).isEmpty)
    }

    @Test("has the files of every commit")
    func contents() throws {
        try sandbox.commit("1\n", to: "a/file")
        let first = try sandbox.git("rev-parse", "HEAD")
        try sandbox.commit("2\n", to: "a/file")
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.content(of: GitPath("a/file"), at: first) == Array("1\n".utf8))
        #expect(try repository.committed(GitPath("a/file")) == Array("2\n".utf8))
        #expect(try repository.content(of: GitPath("a"), at: first) == nil)
        #expect(try repository.content(of: GitPath("none"), at: first) == nil)
        #expect(throws: GitError.self) {
            try repository.content(of: GitPath("a"), at: String(repeating: "0", count: 40))
        }
        #expect(throws: GitError.self) { try repository.content(of: GitPath("a"), at: "main") }
        try FileManager.default.createSymbolicLink(atPath: "\(sandbox.path)/link", withDestinationPath: "a/file")
        try sandbox.git("add", "link")
        try sandbox.git("commit", "--quiet", "--message", "Link")
        // A link is no file, and its target's text not its content.
        #expect(try repository.committed(GitPath("link")) == nil)
    }

    @Test("of an unborn branch is empty")
    func unborn() throws {
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.log().isEmpty)
        #expect(try repository.log(outsideHead: true).isEmpty)
        #expect(try repository.committed(GitPath("file")) == nil)
        #expect(try repository.head() == .unborn(name: "main"))
    }
}
