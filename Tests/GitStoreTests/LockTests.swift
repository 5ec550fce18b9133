// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("A lock of git", .waitsForPrograms)
struct LockTests {
    private let sandbox: GitSandbox
    private var manager: FileManager { .default }

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "file")
    }

    private func exists(_ name: String) -> Bool { manager.fileExists(atPath: "\(sandbox.path)/.git/\(name)") }

    /// Leaves behind what a kill does between taking a lock and using it.
    private func leave(_ scratch: String, as lock: String) throws {
        try sandbox.write("prepared\n", to: ".git/mirror/\(scratch)")
        try manager.linkItem(atPath: "\(sandbox.path)/.git/mirror/\(scratch)", toPath: "\(sandbox.path)/.git/\(lock)")
    }

    @Test(
        "that a killed run of this tool left behind is removed by the next one",
        arguments: [("index", "index.lock"), ("branch", "refs/heads/main.lock"), ("branch", "refs/heads/a/b.lock")]
    )
    func ours(scratch: String, lock: String) throws {
        try manager.createDirectory(atPath: "\(sandbox.path)/.git/refs/heads/a", withIntermediateDirectories: true)
        try leave(scratch, as: lock)
        try sandbox.write("", to: ".git/mirror/index.lock")
        let repository = try GitRepository(at: sandbox.path)
        let mirror = try RepositoryLock(of: repository)
        #expect(!exists(lock) && !exists("mirror/\(scratch)") && !exists("mirror/index.lock"))
        try repository.requireUnlocked()
        try sandbox.write("plan\n", to: "plan")
        #expect(try sandbox.commitThroughLibrary(["plan"]) != nil)
        #expect(try sandbox.status == [])
        withExtendedLifetime(mirror) {}
    }

    @Test(
        "of somebody else is left alone and told of, before anything is done",
        arguments: ["index", "refs/heads/main"]
    )
    func foreign(name: String) throws {
        try sandbox.write("", to: ".git/\(name).lock")
        let repository = try GitRepository(at: sandbox.path)
        let mirror = try RepositoryLock(of: repository)
        let error = #expect(throws: GitError.self) { try repository.requireUnlocked() }
        #expect(error?.reason == .locked)
        #expect(error?.remedy?.hasSuffix("rm \(sandbox.path)/.git/\(name).lock") == true)
        #expect(exists("\(name).lock"))
        withExtendedLifetime(mirror) {}
    }

    @Test("is gone after a commit, and so is what was prepared")
    func nothingLeft() throws {
        try sandbox.write("plan\n", to: "plan")
        _ = try sandbox.commitThroughLibrary(["plan"])
        let files = try manager.subpathsOfDirectory(atPath: "\(sandbox.path)/.git")
        #expect(files.filter { $0.hasSuffix(".lock") || $0.hasPrefix("mirror/") } == [])
    }

    @Test("is not asked for while files are prepared: git stages on, and nothing of it is lost")
    func indexChangesMeanwhile() throws {
        // What is staged between two commits of ours, with branches of deep names, is kept.
        try sandbox.git("checkout", "--quiet", "-b", "deep/er/branch")
        for number in 0..<3 {
            try sandbox.write("\(number)\n", to: "staged\(number)")
            try sandbox.git("add", "staged\(number)")
            try sandbox.write("\(number)\n", to: "plan\(number)")
            #expect(try sandbox.commitThroughLibrary(["plan\(number)"]) != nil)
        }
        #expect(try sandbox.status == ["A  staged0", "A  staged1", "A  staged2"])
        #expect(
            try sandbox.git("reflog", "--format=%gs").split(separator: "\n").prefix(3).allSatisfy {
                $0 == "commit: Record"
            }
        )
        try sandbox.git("pack-refs", "--all")
        try sandbox.write("packed\n", to: "packed")
        #expect(try sandbox.commitThroughLibrary(["packed"]) == sandbox.git("rev-parse", "HEAD"))
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("is not followed where it is a link")
    func link() throws {
        let victim = try sandbox.directory.write("precious\n", to: "victim")
        try manager.createSymbolicLink(atPath: "\(sandbox.path)/.git/mirror.lock", withDestinationPath: victim)
        let error = #expect(throws: GitError.self) { _ = try RepositoryLock(of: GitRepository(at: sandbox.path)) }
        #expect(error?.message.contains("symbolic link") == true)
        #expect(try sandbox.directory.read("victim") == Array("precious\n".utf8))
    }

    @Test("lies in a repository that is shared, and the group can use it and what is committed")
    func shared() throws {
        try sandbox.git("config", "core.sharedRepository", "group")
        try sandbox.write("plan\n", to: "plan")
        let repository = try GitRepository(at: sandbox.path)
        let mirror = try RepositoryLock(of: repository)
        _ = try sandbox.commitThroughLibrary(["plan"])
        let tree = WorkingTree(root: sandbox.path, sharing: try repository.sharing())
        try tree.write([1], to: GitPath("new/file"))
        for path in [".git/mirror.lock", ".git/refs/heads/main", ".git/index", "new/file"] {
            let found = try manager.attributesOfItem(atPath: "\(sandbox.path)/\(path)")[.posixPermissions] as? Int
            // The index keeps the permissions that it had.
            if path != ".git/index" { #expect((found ?? 0) & 0o660 == 0o660, "\(path)") }
        }
        let blob = try sandbox.git("rev-parse", "HEAD:plan")
        for folder in [".git/objects/\(blob.prefix(2))", "new"] {
            let found = try manager.attributesOfItem(atPath: "\(sandbox.path)/\(folder)")[.posixPermissions] as? Int
            #expect((found ?? 0) & 0o2070 == 0o2070, "\(folder)")
        }
        withExtendedLifetime(mirror) {}
    }
}
