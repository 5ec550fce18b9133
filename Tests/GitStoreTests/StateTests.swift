// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("The state of a repository", .waitsForPrograms)
struct StateTests {
    private let sandbox: GitSandbox

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "file")
    }

    private func open() throws -> GitRepository { try GitRepository(at: sandbox.path) }

    @Test("is where HEAD is", arguments: ["main", "feature/deep/name", "größe"])
    func heads(branch: String) throws {
        if branch != "main" { try sandbox.git("checkout", "--quiet", "-b", branch) }
        let commit = try sandbox.git("rev-parse", "HEAD")
        #expect(try open().head() == .branch(name: branch, commit: commit))
        try sandbox.git("checkout", "--quiet", "--detach")
        #expect(try open().head() == .detached(commit: commit))
        try sandbox.git("checkout", "--quiet", "--orphan", "born/later")
        #expect(try open().head() == .unborn(name: "born/later"))
    }

    @Test("is a commit on whatever branch HEAD is at, born or not", arguments: ["feature/deep/name", "größe"])
    func branches(branch: String) throws {
        try sandbox.git("checkout", "--quiet", "--orphan", branch)
        try sandbox.write("2\n", to: "other")
        let commit = try sandbox.commitThroughLibrary(["other"])
        #expect(try sandbox.git("rev-parse", "refs/heads/\(branch)") == commit)
        #expect(try sandbox.git("rev-list", "--count", "HEAD") == "1")
        try sandbox.write("3\n", to: "other")
        let next = try sandbox.commitThroughLibrary(["other"])
        #expect(try sandbox.git("rev-parse", "HEAD~1") == commit)
        #expect(try sandbox.git("rev-parse", "HEAD") == next)
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test(
        "is told of a file as git tells it",
        arguments: [
            ("clean", GitFileStatus()), ("modified", .modified), ("staged", .staged), ("both", [.staged, .modified]),
            ("untracked", .untracked),
            ("ignored", .ignored), ("deleted", .modified), ("none", nil),
        ] as [(String, GitFileStatus?)]
    )
    func files(name: String, expected: GitFileStatus?) throws {
        for tracked in ["clean", "modified", "staged", "both", "deleted"] { try sandbox.commit("1\n", to: tracked) }
        try sandbox.commit("ignored\n", to: ".gitignore")
        for changed in ["modified", "staged", "untracked", "ignored"] { try sandbox.write("2\n", to: changed) }
        try sandbox.write("2\n", to: "both")
        try sandbox.git("add", "staged", "both")
        try sandbox.write("3\n", to: "both")
        try FileManager.default.removeItem(atPath: "\(sandbox.path)/deleted")
        do {
            let repository = try open()
            let status = try repository.status(GitPath(name))
            guard let expected else {
                #expect(status == nil)
                return
            }
            let found = try #require(status)
            for kind in [GitFileStatus.staged, .modified, .untracked, .ignored, .conflicted] {
                #expect(found.hasAny(kind) == expected.hasAny(kind), "\(kind)")
            }
            #expect(found.isClean == expected.isEmpty)
        }
    }

    @Test("allows a commit, unless something waits to be finished or no branch is checked out")
    func committable() throws {
        do {
            let repository = try open()
            #expect(repository.unfinishedOperation() == nil)
            try repository.requireCommittable()
            try repository.requireUnlocked()
            try repository.requireWritable()
        }
        try sandbox.git("checkout", "--quiet", "--detach")
        let commit = try sandbox.git("rev-parse", "HEAD")
        do {
            let repository = try open()
            let error = #expect(throws: GitError.self) { try repository.requireCommittable() }
            #expect(error?.reason == .detached)
            #expect(
                error?.message
                    == "HEAD is detached at \(commit.prefix(12)), as CI checks out: the commit would be on no branch"
            )
            #expect(
                error?.remedy?.hasSuffix("(for the pipeline to push); or check out a branch: git switch <branch>")
                    == true
            )
        }
    }

    @Test(
        "is what git's files say of an operation",
        arguments: [("MERGE_HEAD", "merge"), ("REVERT_HEAD", "revert"), ("CHERRY_PICK_HEAD", "cherry-pick")]
    )
    func unfinished(file: String, name: String) throws {
        let commit = try sandbox.git("rev-parse", "HEAD")
        try sandbox.write("\(commit)\n", to: ".git/\(file)")
        do {
            let repository = try open()
            #expect(repository.unfinishedOperation() == name)
            let error = #expect(throws: GitError.self) { try repository.requireCommittable() }
            #expect(error?.reason == .busy)
            #expect(error?.message == "a \(name) is in progress")
            #expect(error?.remedy == "finish it first: git \(name) --continue, or git \(name) --abort")
        }
    }

    @Test("has its folders where git has them, in a linked working tree too")
    func folders() throws {
        let linked = sandbox.directory["linked"]
        try sandbox.git("worktree", "add", "--quiet", linked)
        do {
            let repository = try open()
            #expect(repository.root == sandbox.path)
            #expect(repository.gitDirectory == "\(sandbox.path)/.git")
            #expect(repository.commonDirectory == repository.gitDirectory)
        }
        let other = try GitRepository(at: linked)
        #expect(other.root == linked)
        #expect(other.gitDirectory == (try sandbox.git(in: linked, "rev-parse", "--absolute-git-dir")))
        #expect(other.commonDirectory == "\(sandbox.path)/.git")
        #expect(try other.head() == .branch(name: "linked", commit: sandbox.git("rev-parse", "HEAD")))
    }

    @Test("is not had of a folder without a repository")
    func noRepository() throws {
        let folder = try TemporaryDirectory()
        let error = #expect(throws: GitError.self) { _ = try GitRepository(at: folder.path) }
        #expect(error?.operation == "open the repository in")
        #expect(error?.path == folder.path)
        #expect(try GitRepository.discover(around: folder.path) == nil)
        #expect(try GitRepository.discover(around: folder["none/deep"]) == nil)
        #expect(throws: GitError.self) { try GitRepository.create(in: sandbox.path) }
    }
}
