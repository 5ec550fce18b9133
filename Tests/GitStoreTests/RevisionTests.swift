// SPDX-License-Identifier: Apache-2.0

import GitStore
import TestSupport
import Testing

@Suite("The revisions of a repository", .waitsForPrograms)
struct RevisionTests {
    private let sandbox: GitSandbox

    init() throws { sandbox = try GitSandbox() }

    @Test("are named as git names them")
    func names() throws {
        try sandbox.commit("1\n", to: "a")
        try sandbox.commit("2\n", to: "a")
        try sandbox.git("tag", "--annotate", "--message", "x", "v1")
        let repository = try GitRepository(at: sandbox.path)
        for name in ["HEAD", "main", "HEAD~1", "v1", "refs/heads/main", "main^{commit}"] {
            #expect(try repository.commit(named: name) == (try sandbox.git("rev-parse", "\(name)^{commit}")), "\(name)")
        }
        let short = try sandbox.git("rev-parse", "--short", "HEAD")
        #expect(try repository.commit(named: short) == (try sandbox.git("rev-parse", "HEAD")))
        for name in ["none", "HEAD~9", "", "a..b", "HEAD:a", "\u{1b}", "^", "0000000"] {
            #expect(try repository.commit(named: name) == nil, "\(name.debugDescription)")
        }
    }

    @Test("tell which commit added what a folder has, the newest first, across merges")
    func additions() throws {
        let repository = try GitRepository(at: sandbox.path)
        func added(_ revision: String) throws -> [String] {
            let commit = try #require(try repository.commit(named: revision))
            return try repository.additions(in: GitPath("plans"), at: commit).map(\.name)
        }
        func commit(_ name: String, _ time: Int) throws {
            try sandbox.write("x\n", to: "plans/\(name)/plan.json")
            try sandbox.git("add", "--force", "plans")
            try sandbox.git("commit", "--quiet", "--date", "\(time) +0000", "--message", name)
        }
        try sandbox.commit("x\n", to: "other")
        #expect(try added("HEAD") == [])
        try commit("c", 1)
        try commit("a", 2)
        try sandbox.git("checkout", "--quiet", "-b", "side")
        try commit("b", 3)
        try sandbox.git("checkout", "--quiet", "main")
        #expect(try added("HEAD") == ["a", "c"])
        #expect(try added("side") == ["b", "a", "c"])
        try sandbox.git("merge", "--quiet", "--no-ff", "--no-edit", "side")
        #expect(try added("HEAD") == ["b", "a", "c"])
        try sandbox.git("rm", "--quiet", "-r", "plans/a")
        try sandbox.git("commit", "--quiet", "--message", "Remove a")
        #expect(try added("HEAD") == ["b", "c"])
        #expect(try added("HEAD~1") == ["b", "a", "c"])
    }

    @Test("of a shallow clone added all that their first commits have")
    func shallow() throws {
        for name in ["a", "b", "c"] { try sandbox.commit("x\n", to: "plans/\(name)/plan.json") }
        try sandbox.git(
            in: sandbox.directory.path,
            "clone",
            "--quiet",
            "--depth",
            "1",
            "file://\(sandbox.path)",
            "clone"
        )
        let repository = try GitRepository(at: "\(sandbox.directory.path)/clone")
        let commit = try #require(try repository.commit(named: "HEAD"))
        let found = try repository.additions(in: GitPath("plans"), at: commit)
        #expect(found.map(\.name) == ["a", "b", "c"])
        #expect(Set(found.map(\.commit)) == [commit])
    }
}
