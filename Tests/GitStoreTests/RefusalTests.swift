// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import GitStore
import TestSupport
import Testing

@Suite("No commit is made", .waitsForPrograms)
struct RefusalTests {
    let sandbox: GitSandbox

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "file")
        try sandbox.write("plan\n", to: "plan")
    }

    /// Tries to commit and expects an error and that nothing changed.
    private func expectRefusal(_ reason: GitError.Reason, _ texts: String...) throws {
        let head = try sandbox.git("rev-parse", "HEAD")
        let status = try sandbox.status
        let error = #expect(throws: GitError.self) { try sandbox.commitThroughLibrary(["plan"]) }
        #expect(error?.reason == reason)
        for text in texts { #expect(error?.description.contains(text) == true, "\(error?.description ?? "")") }
        #expect(try sandbox.git("rev-parse", "HEAD") == head)
        #expect(try sandbox.status == status)
    }

    @Test("on a detached HEAD")
    func detached() throws {
        try sandbox.git("checkout", "--quiet", "--detach")
        let commit = try sandbox.git("rev-parse", "HEAD")
        #expect(try GitRepository(at: sandbox.path).head() == .detached(commit: commit))
        try expectRefusal(.detached, "HEAD is detached at \(commit.prefix(12))", "git switch")
    }

    @Test("amid a merge, a rebase, a cherry-pick or a revert", arguments: ["merge", "rebase", "cherry-pick", "revert"])
    func busy(operation: String) throws {
        try sandbox.commit("2\n", to: "file")
        try sandbox.git("checkout", "--quiet", "-b", "side", "HEAD~")
        try sandbox.commit("3\n", to: "file")
        let run =
            operation == "revert"
            ? try sandbox.tryGit("revert", "--no-edit", "main") : try sandbox.tryGit(operation, "main")
        #expect(run.status != 0)
        try expectRefusal(.busy, "a \(operation) is in progress", "git \(operation) --abort")
    }

    @Test("while another process holds the index")
    func locked() throws {
        try sandbox.write("", to: ".git/index.lock")
        try expectRefusal(.locked, "index.lock", "another process holds the lock")
        #expect(FileManager.default.fileExists(atPath: "\(sandbox.path)/.git/index.lock"))
    }

    @Test("while another process holds the branch, and the index stays as it was")
    func lockedBranch() throws {
        try sandbox.write("", to: ".git/refs/heads/main.lock")
        try expectRefusal(.locked, "main.lock")
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/.git/index.lock"))
    }

    @Test("of a file that is missing, a link, or behind a link")
    func files() throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(sandbox.path)/link",
            withDestinationPath: "/etc/passwd"
        )
        try FileManager.default.createSymbolicLink(atPath: "\(sandbox.path)/folder", withDestinationPath: "/etc")
        for (path, text) in [
            ("missing", "no such file"), ("link", "symbolic link"), ("folder/passwd", "symbolic link"),
            (".", "`.`"), ("../x", "`..`"), ("../\u{301}x", "`..`"), ("/etc/passwd", "relative"),
            ("a//b", "empty parts"), (".GIT/x", "git"),
            ("a\nb", "control"), ("", "relative"),
        ] {
            let error = #expect(throws: GitError.self) { try sandbox.commitThroughLibrary([path]) }
            #expect(error?.reason == .path)
            #expect(error?.message.contains(text) == true, "\(error?.description ?? "")")
        }
    }

    @Test("to a bare repository")
    func bare() throws {
        try sandbox.git("clone", "--quiet", "--bare", sandbox.path, sandbox.directory["bare"])
        let error = #expect(throws: GitError.self) { _ = try GitRepository(at: sandbox.directory["bare"]) }
        #expect(error?.reason == .bare)
    }

    @Test("to an index that libgit2 cannot write", arguments: ["--split-index", "sparse"])
    func unsupported(kind: String) throws {
        if kind == "sparse" {
            for name in ["a/x", "b/y"] { try sandbox.commit("1\n", to: name) }
            try sandbox.git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
        } else {
            try sandbox.git("update-index", kind)
        }
        let head = try sandbox.git("rev-parse", "HEAD")
        let error = #expect(throws: GitError.self) { try sandbox.commitThroughLibrary(["plan"]) }
        #expect(error?.reason == .unsupported, "\(error?.description ?? "")")
        #expect(error?.remedy?.hasPrefix("write a full index: git ") == true)
        #expect(try sandbox.git("rev-parse", "HEAD") == head)
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/.git/index.lock"))
    }

    @Test("to a repository with names that libgit2 does not know")
    func otherObjectNames() throws {
        let other = try GitSandbox(making: false)
        try other.git("init", "--quiet", "--object-format=sha256")
        let error = #expect(throws: GitError.self) { _ = try GitRepository(at: other.path) }
        #expect(error?.reason == .unsupported, "\(error?.description ?? "")")
        #expect(error?.remedy != nil)
    }

    @Test("to another user's repository", .enabled(if: getuid() == 0, "only root gives files away"))
    func foreignOwner() throws {
        try FileManager.default.setAttributes([.ownerAccountID: 4242], ofItemAtPath: sandbox.path)
        try FileManager.default.setAttributes([.ownerAccountID: 4242], ofItemAtPath: "\(sandbox.path)/.git")
        let found = try #require(try GitRepository.discover(around: sandbox.path))
        let error = #expect(throws: GitError.self) { _ = try GitRepository(at: found) }
        #expect(error?.reason == .foreignOwner, "\(error?.description ?? "")")
        #expect(error?.remedy?.hasSuffix("git config --global --add safe.directory \(sandbox.path)") == true)
    }
}
