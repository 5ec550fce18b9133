// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("A working tree")
struct WorkingTreeTests {
    let directory: TemporaryDirectory
    let tree: WorkingTree

    init() throws {
        directory = try TemporaryDirectory()
        tree = WorkingTree(root: directory.path)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: directory[name])[.posixPermissions] as? Int
    }

    @Test("writes files that everyone may read, with the folders above")
    func writes() throws {
        try tree.write(Array("1".utf8), to: GitPath("a/b/c"))
        try tree.write(Array("22".utf8), to: GitPath("a/b/c"))
        #expect(try tree.read(GitPath("a/b/c")) == Array("22".utf8))
        #expect(try mode("a/b/c") == 0o644)
        #expect(try tree.list(GitPath("a/b")) == ["c"])
        #expect(try tree.read(GitPath("a/x")) == nil)
        #expect(try tree.read(GitPath("x/y")) == nil)
        #expect(try tree.list(GitPath("x")) == [])
    }

    @Test("leaves a file alone that has its bytes already")
    func leavesAlone() throws {
        try tree.write([1], to: GitPath("a"))
        let time = Date(timeIntervalSince1970: 1_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: directory["a"])
        try tree.write([1], to: GitPath("a"))
        let found = try FileManager.default.attributesOfItem(atPath: directory["a"])[.modificationDate] as? Date
        #expect(found == time)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory["a"])
        try tree.write([1], to: GitPath("a"))
        #expect(try mode("a") == 0o644)
    }

    @Test("is never left through a symbolic link")
    func staysInside() throws {
        let outside = try TemporaryDirectory()
        try outside.write("secret", to: "file")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: directory["folder"], withDestinationPath: outside.path)
        try manager.createSymbolicLink(atPath: directory["link"], withDestinationPath: outside["file"])
        for name in ["folder/file", "link"] {
            let path = try GitPath(name)
            let error = #expect(throws: GitError.self) { try tree.write([1], to: path) }
            #expect(error?.message.contains("symbolic link") == true)
            #expect(throws: GitError.self) { try tree.read(path) }
        }
        #expect(throws: GitError.self) { try tree.remove(GitPath("folder/file")) }
        #expect(throws: GitError.self) { try tree.list(GitPath("folder")) }
        #expect(try outside.read("file") == Array("secret".utf8))
    }

    @Test("removes files and the folders that they leave empty")
    func removes() throws {
        for name in ["a/b/c", "a/d"] { try tree.write([1], to: GitPath(name)) }
        try tree.remove(GitPath("a/b/c"))
        #expect(try tree.list(GitPath("a")) == ["d"])
        try tree.remove(GitPath("a/b/c"))
        try tree.remove(GitPath("a/d"))
        #expect(!FileManager.default.fileExists(atPath: directory["a"]))
        #expect(FileManager.default.fileExists(atPath: directory.path))
    }

    @Test("refuses a folder in the place of a file and leaves nothing behind")
    func folderInTheWay() throws {
        try directory.makeDirectory("a/b")
        #expect(throws: GitError.self) { try tree.write([1], to: GitPath("a")) }
        #expect(throws: GitError.self) { try tree.read(GitPath("a")) }
        #expect(try tree.list(GitPath("a")) == ["b"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["a"])
    }
}
