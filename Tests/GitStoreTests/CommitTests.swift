// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

extension GitSandbox {
    /// Commits files of the repository through libgit2.
    func commitThroughLibrary(
        _ paths: [String],
        removing removed: [String] = [],
        message: String = "Record\n",
        in folder: String? = nil
    ) throws -> String? {
        let ada = GitIdentity(name: "Ada", email: "ada@example.com")
        return try GitRepository(at: folder ?? path).commit(
            GitChange(
                adding: paths.map { try GitPath($0) },
                removing: removed.map { try GitPath($0) },
                message: message,
                author: ada,
                committer: ada,
                time: GitTime(seconds: 1_700_000_000)
            )
        )
    }
}

@Suite("A commit", .waitsForPrograms)
struct CommitTests {
    let sandbox: GitSandbox

    init() throws { sandbox = try GitSandbox() }

    @Test("takes exactly its own files and leaves everything else as it was")
    func leavesTheRest() throws {
        for name in ["staged", "unstaged", "both", "deleted", "removed"] { try sandbox.commit("1\n", to: name) }
        try sandbox.write("2\n", to: "staged")
        try sandbox.write("new\n", to: "added")
        try sandbox.write("2\n", to: "both")
        try sandbox.git("add", "staged", "added", "both")
        try sandbox.write("3\n", to: "both")
        try sandbox.write("2\n", to: "unstaged")
        try sandbox.git("rm", "--quiet", "removed")
        try FileManager.default.removeItem(atPath: "\(sandbox.path)/deleted")
        try sandbox.write("?\n", to: "untracked/file")
        let status = try sandbox.status
        let staged = try sandbox.git("diff", "--cached")
        let unstaged = try sandbox.git("diff")

        try sandbox.write("plan\n", to: "plans/1/plan.json")
        let commit = try sandbox.commitThroughLibrary(["plans/1/plan.json"])

        #expect(try sandbox.git("rev-parse", "HEAD") == commit)
        #expect(try sandbox.status == status)
        #expect(try sandbox.git("diff", "--cached") == staged)
        #expect(try sandbox.git("diff") == unstaged)
        #expect(try sandbox.git("show", "--format=", "--name-status", "HEAD") == "A\tplans/1/plan.json")
        #expect(try sandbox.git("show", "HEAD:plans/1/plan.json") == "plan")
        #expect(try sandbox.git("reflog", "-1", "--format=%gs") == "commit: Record")
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("keeps flags and intentions in the index")
    func keepsIndexFlags() throws {
        for name in ["assumed", "skipped", "plain"] { try sandbox.commit("1\n", to: name) }
        try sandbox.git("update-index", "--assume-unchanged", "assumed")
        try sandbox.git("update-index", "--skip-worktree", "skipped")
        try sandbox.write("later\n", to: "intended")
        try sandbox.git("add", "--intent-to-add", "intended")
        let flags = try sandbox.git("ls-files", "-v", "--stage")
        try sandbox.write("plan\n", to: "zz")
        _ = try sandbox.commitThroughLibrary(["zz"])
        #expect(try sandbox.git("ls-files", "-v", "--stage").hasPrefix(flags))
        #expect(try sandbox.status == [" A intended"])
    }

    @Test("hides no change that was made within the tick of the clock in which its file was staged")
    func staysRacy() throws {
        // The file, its change and the index all have one time, as on a coarse clock.
        try sandbox.git("config", "core.trustCtime", "false")
        let time = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)]
        try sandbox.write("a\n", to: "racy")
        try FileManager.default.setAttributes(time, ofItemAtPath: "\(sandbox.path)/racy")
        try sandbox.git("add", "racy")
        try FileManager.default.setAttributes(time, ofItemAtPath: "\(sandbox.path)/.git/index")
        try sandbox.write("plan\n", to: "plan")
        let inode = try toolOutput(["stat", "-c", "%i", "racy"], in: sandbox.path)
        try toolOutput(["sh", "-c", "printf 'b\\n' > racy"], in: sandbox.path)
        #expect(try toolOutput(["stat", "-c", "%i", "racy"], in: sandbox.path) == inode)
        try FileManager.default.setAttributes(time, ofItemAtPath: "\(sandbox.path)/racy")
        _ = try sandbox.commitThroughLibrary(["plan"])
        #expect(try sandbox.status == ["AM racy"])
    }

    @Test("loses nothing that git stages meanwhile")
    func whileGitStages() async throws {
        let sandbox = sandbox
        let numbers = 0..<10
        for number in numbers {
            try sandbox.write("\(number)\n", to: "staged\(number)")
            try sandbox.write("\(number)\n", to: "plan\(number)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in numbers {
                    // git itself does not wait for the lock.
                    while try sandbox.tryGit("add", "staged\(number)").status != 0 {}
                }
            }
            group.addTask {
                for number in numbers { _ = try sandbox.commitThroughLibrary(["plan\(number)"]) }
            }
            try await group.waitForAll()
        }
        #expect(try sandbox.status == numbers.map { "A  staged\($0)" })
        #expect(try sandbox.git("rev-list", "--count", "HEAD") == "\(numbers.count)")
    }

    @Test("is not made where HEAD has the files already")
    func isNotMadeTwice() throws {
        try sandbox.write("plan\n", to: "plan")
        let first = try sandbox.commitThroughLibrary(["plan"])
        #expect(first != nil)
        #expect(try sandbox.commitThroughLibrary(["plan"]) == nil)
        #expect(try sandbox.git("rev-list", "--count", "HEAD") == "1")
        try sandbox.write("plan 2\n", to: "plan")
        #expect(try sandbox.commitThroughLibrary(["plan"]) != nil)
        #expect(try sandbox.status == [])
    }

    @Test("cleans the index where only the index strayed from HEAD")
    func cleansTheIndex() throws {
        try sandbox.commit("plan\n", to: "plan")
        try sandbox.git("rm", "--quiet", "--cached", "plan")
        #expect(try sandbox.commitThroughLibrary(["plan"]) == nil)
        #expect(try sandbox.status == [])
    }

    @Test("is the first on an unborn branch")
    func unborn() throws {
        try sandbox.write("other\n", to: "staged")
        try sandbox.git("add", "staged")
        #expect(try GitRepository(at: sandbox.path).head() == .unborn(name: "main"))
        #expect(try sandbox.commitThroughLibrary([]) == nil)
        try sandbox.write("plan\n", to: "plan")
        let commit = try #require(try sandbox.commitThroughLibrary(["plan"]))
        #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD") == "plan")
        #expect(try sandbox.status == ["A  staged"])
        #expect(try GitRepository(at: sandbox.path).head() == .branch(name: "main", commit: commit))
    }

    @Test("takes files out, also those that are gone or never were")
    func removes() throws {
        for name in ["a/b/c", "a/d", "e"] { try sandbox.commit("1\n", to: name) }
        try FileManager.default.removeItem(atPath: "\(sandbox.path)/a/b")
        let commit = try sandbox.commitThroughLibrary([], removing: ["a/b/c", "never"])
        #expect(commit != nil)
        #expect(try sandbox.status == [])
        #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD") == "a/d\ne")
        #expect(try sandbox.commitThroughLibrary([], removing: ["e"]) != nil)
        #expect(try sandbox.status == ["?? e"])
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("takes the bytes as they are on disk, whatever the attributes say")
    func bytesAsTheyAre() throws {
        try sandbox.git("config", "core.autocrlf", "true")
        try sandbox.commit("* text=auto eol=crlf ident\n", to: ".gitattributes")
        try sandbox.write("a\r\nb\n$Id$\n", to: "plan")
        _ = try sandbox.commitThroughLibrary(["plan"])
        let size = try sandbox.git("cat-file", "-s", "HEAD:plan")
        #expect(size == "\("a\r\nb\n$Id$\n".utf8.count)")
    }

    @Test("takes ignored files, which were named for once")
    func ignored() throws {
        try sandbox.commit("*.json\nplans/\n", to: ".gitignore")
        try sandbox.write("plan\n", to: "plans/plan.json")
        try sandbox.write("other\n", to: "plans/other.json")
        #expect(try sandbox.commitThroughLibrary(["plans/plan.json"]) != nil)
        #expect(try sandbox.status == ["!! plans/other.json"])
    }

    @Test("keeps names that are not ASCII and files that may be executed")
    func namesAndModes() throws {
        try sandbox.write("plan\n", to: "pläne/计划 1.json")
        try sandbox.write("#!/bin/sh\n", to: "run")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(sandbox.path)/run")
        _ = try sandbox.commitThroughLibrary(["pläne/计划 1.json", "run"])
        #expect(try sandbox.status == [])
        let tree = try sandbox.git("-c", "core.quotePath=false", "ls-tree", "-r", "HEAD").split(separator: "\n")
        #expect(tree.map { $0.split(separator: "\t")[1] } == ["pläne/计划 1.json", "run"])
        #expect(tree.map { $0.prefix(6) } == ["100644", "100755"])
    }

    @Test("leaves modes alone where the file system has none")
    func modesWithoutFileSystem() throws {
        try sandbox.git("config", "core.fileMode", "false")
        try sandbox.write("1\n", to: "plan")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(sandbox.path)/plan")
        _ = try sandbox.commitThroughLibrary(["plan"])
        #expect(try sandbox.git("ls-tree", "HEAD").hasPrefix("100644"))
    }

    @Test("works in a linked working tree and leaves the main one alone")
    func linkedWorkingTree() throws {
        try sandbox.commit("1\n", to: "file")
        let linked = sandbox.directory["linked"]
        try sandbox.git("worktree", "add", "--quiet", "-b", "site", linked)
        let main = try sandbox.git("rev-parse", "main")
        try sandbox.directory.write("plan\n", to: "linked/plan")
        let commit = try sandbox.commitThroughLibrary(["plan"], in: linked)
        #expect(try sandbox.git("rev-parse", "site") == commit)
        #expect(try sandbox.git("rev-parse", "main") == main)
        #expect(try sandbox.git(in: linked, "status", "--porcelain") == "")
        #expect(try sandbox.status == [])
    }

    @Test("works in a sparse checkout")
    func sparseCheckout() throws {
        for name in ["a/x", "b/y"] { try sandbox.commit("1\n", to: name) }
        try sandbox.git("sparse-checkout", "set", "--no-sparse-index", "a")
        try sandbox.write("plan\n", to: "plans/plan")
        #expect(try sandbox.commitThroughLibrary(["plans/plan"]) != nil)
        #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD") == "a/x\nb/y\nplans/plan")
        #expect(try sandbox.git("status", "--porcelain") == "")
    }

    @Test("leaves submodules alone")
    func submodules() throws {
        let other = try GitSandbox()
        try other.commit("1\n", to: "inside")
        try sandbox.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.path, "module")
        try sandbox.git("commit", "--quiet", "--message", "Add a submodule")
        try sandbox.write("changed\n", to: "module/inside")
        let before = try sandbox.git("ls-tree", "HEAD", "module")
        let status = try sandbox.status
        try sandbox.write("plan\n", to: "plan")
        _ = try sandbox.commitThroughLibrary(["plan"])
        #expect(try sandbox.git("ls-tree", "HEAD", "module") == before)
        #expect(try sandbox.status == status)
        let error = #expect(throws: GitError.self) { try sandbox.commitThroughLibrary(["module/inside"]) }
        #expect(error?.message == "`module` is a submodule")
    }

    @Test("replaces a file by a folder of that name")
    func fileBecomesFolder() throws {
        try sandbox.commit("1\n", to: "plans")
        try FileManager.default.removeItem(atPath: "\(sandbox.path)/plans")
        try sandbox.write("plan\n", to: "plans/plan")
        _ = try sandbox.commitThroughLibrary(["plans/plan"])
        #expect(try sandbox.git("ls-tree", "-r", "--name-only", "HEAD") == "plans/plan")
        #expect(try sandbox.status == [])
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("keeps conflicts that a stash left in the index")
    func conflicts() throws {
        try sandbox.commit("1\n", to: "file")
        try sandbox.write("2\n", to: "file")
        try sandbox.git("stash", "--quiet")
        try sandbox.commit("3\n", to: "file")
        #expect(try sandbox.tryGit("stash", "pop").status != 0)
        #expect(try sandbox.status == ["UU file"])
        try sandbox.write("plan\n", to: "plan")
        #expect(try sandbox.commitThroughLibrary(["plan"]) != nil)
        #expect(try sandbox.status == ["UU file"])
        #expect(try sandbox.git("ls-files", "--unmerged").split(separator: "\n").count == 3)
        // A file of its own that is in conflict is resolved by what it commits.
        try sandbox.write("4\n", to: "file")
        #expect(try sandbox.commitThroughLibrary(["file"]) != nil)
        #expect(try sandbox.status == [])
    }
}
