// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("A commit on a checkout of CI", .waitsForPrograms)
struct CommitPlaceTests {
    private let sandbox: GitSandbox
    /// The commit that is checked out.
    private let start: String

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "file")
        start = try sandbox.git("rev-parse", "HEAD")
        try sandbox.git("checkout", "--quiet", "--detach")
    }

    private func commit(_ text: String, to name: String, _ place: CommitPlace) throws -> String? {
        try sandbox.write(text, to: name)
        let ada = GitIdentity(name: "Ada", email: "ada@example.com")
        var change = GitChange(
            adding: [try GitPath(name)],
            message: "Record \(name)\n",
            author: ada,
            committer: ada,
            time: GitTime(seconds: 1_700_000_000)
        )
        change.place = place
        return try GitRepository(at: sandbox.path).commit(change)
    }

    @Test(
        "goes onto a branch that is made from HEAD, and the next one continues it; HEAD stays",
        arguments: ["plans", "deep/er/name", "größe"]
    )
    func branch(name: String) throws {
        let place = try CommitPlace(branch: name)
        let first = try commit("1\n", to: "plans/a", place)
        let second = try commit("2\n", to: "plans/b", place)
        #expect(try sandbox.git("rev-parse", "refs/heads/\(name)") == second)
        #expect(try sandbox.git("rev-parse", "refs/heads/\(name)~1") == first)
        #expect(try sandbox.git("rev-parse", "refs/heads/\(name)~2") == start)
        #expect(try GitRepository(at: sandbox.path).head() == .detached(commit: start))
        #expect(try sandbox.git("reflog", "--format=%gs", "refs/heads/\(name)").hasPrefix("commit: Record plans/b"))
        #expect(try commit("2\n", to: "plans/b", place) == nil, "nothing is new")
        // The index has the files, so that git switches without a complaint.
        try sandbox.git("switch", "--quiet", name)
        #expect(try sandbox.status == [])
        #expect(try sandbox.git("fsck", "--strict", "--no-dangling") == "")
    }

    @Test("goes onto any reference, of which git keeps no log")
    func reference() throws {
        let place = try CommitPlace(reference: "refs/mirror/plans")
        let made = try commit("1\n", to: "plans/a", place)
        #expect(try sandbox.git("rev-parse", "refs/mirror/plans") == made)
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/.git/logs/refs/mirror/plans"))
        #expect(try sandbox.git("branch", "--format=%(refname)", "--list", "main", "plans*") == "refs/heads/main")
    }

    @Test("continues HEAD where that is newer than the branch")
    func forward() throws {
        try sandbox.git("branch", "plans")
        try sandbox.commit("2\n", to: "file")
        let head = try sandbox.git("rev-parse", "HEAD")
        let made = try #require(try commit("1\n", to: "plans/a", try CommitPlace(branch: "plans")))
        #expect(try sandbox.git("rev-parse", "\(made)~1") == head)
    }

    @Test("is refused where branch and HEAD went different ways, and the branch stays")
    func diverged() throws {
        try sandbox.git("checkout", "--quiet", "-b", "plans")
        try sandbox.commit("2\n", to: "other")
        let tip = try sandbox.git("rev-parse", "plans")
        try sandbox.git("checkout", "--quiet", "--detach", start)
        try sandbox.commit("3\n", to: "file")
        let error = #expect(throws: GitError.self) { try commit("1\n", to: "plan", try CommitPlace(branch: "plans")) }
        #expect(error?.reason == .diverged)
        #expect(error?.message.contains(tip.prefix(12)) == true, "\(error?.message ?? "")")
        #expect(try sandbox.git("rev-parse", "plans") == tip)
    }

    @Test("is refused on a reference that cannot move")
    func unmovable() throws {
        try sandbox.git("worktree", "add", "--quiet", "-b", "busy", "\(sandbox.path)-2", start)
        try sandbox.git("symbolic-ref", "refs/heads/link", "refs/heads/main")
        try sandbox.git("tag", "--annotate", "--message", "v1", "v1")
        let refusals = [
            ("refs/heads/busy", "checked out in another working tree"), ("refs/heads/link", "symbolic"),
            ("refs/tags/v1", "does not lead to a commit"), ("refs/heads/main/more", "beside refs/heads/main"),
            ("refs/heads", "beside refs/heads/"),
        ]
        try sandbox.git("pack-refs", "--all")
        for (name, part) in refusals {
            let place = try CommitPlace(reference: name == "refs/heads" ? "refs/heads" : name)
            let error = #expect(throws: GitError.self, "\(name)") { try commit("1\n", to: "plan", place) }
            #expect(error?.message.contains(part) == true, "\(name): \(error?.message ?? "")")
        }
    }

    @Test("has no place whose name git does not allow", arguments: ["", "a b", "-x", "a..b", "refs/tags/v1", "x.lock"])
    func names(name: String) {
        #expect(throws: GitError.self) { try CommitPlace(branch: name) }
        #expect(throws: GitError.self) { try CommitPlace(reference: "heads/\(name)") }
        #expect(throws: GitError.self) { try CommitPlace(reference: "refs/heads/a b") }
    }

    @Test("goes into a bundle, which a pipeline fetches; the next bundle has the earlier commits as well")
    func bundle() throws {
        let file = "\(sandbox.directory.path)/record.bundle"
        let first = try commit("1\n", to: "plans/a", .bundle(file))
        let second = try commit("2\n", to: "plans/b", .bundle(file))
        #expect(try sandbox.git("bundle", "list-heads", file) == "\(try #require(second)) \(CommitPlace.bundled)")
        try sandbox.git("clone", "--quiet", "--bare", sandbox.path, "\(sandbox.path).git")
        let origin = "\(sandbox.path).git"
        try sandbox.git(in: origin, "fetch", "--quiet", file, "\(CommitPlace.bundled):refs/heads/plans")
        #expect(try sandbox.git(in: origin, "rev-parse", "plans") == second)
        #expect(try sandbox.git(in: origin, "rev-parse", "plans~1") == first)
        #expect(try GitRepository(at: sandbox.path).head() == .detached(commit: start))
        // What is delivered is not delivered again, and a checkout elsewhere begins anew.
        try sandbox.git("checkout", "--quiet", "--force", "--orphan", "fresh")
        try sandbox.git("commit", "--quiet", "--message", "Fresh")
        let third = try #require(try commit("3\n", to: "plans/c", .bundle(file)))
        #expect(try sandbox.git("rev-list", "--count", third) == "2")
    }
}
