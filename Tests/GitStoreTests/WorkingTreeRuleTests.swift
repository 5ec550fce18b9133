// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("The rules of a working tree", .waitsForPrograms)
struct WorkingTreeRuleTests {
    private let directory: TemporaryDirectory
    private let tree: WorkingTree

    init() throws {
        directory = try TemporaryDirectory()
        tree = WorkingTree(root: directory.path)
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: directory[name])[.posixPermissions] as? Int
    }

    @Test("hold for any sequence of writes and removals", arguments: 0..<4)
    func sequences(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var model: [String: [UInt8]] = [:]
        // None of these is a folder of another.
        let names = ["a", "b/c", "b/d/e", "b/d/f", "é/x y", "g/h/i/j"]
        for _ in 0..<120 {
            let name = names.randomElement(using: &generator) ?? "a"
            if Bool.random(using: &generator) {
                let bytes = generator.bytes(Int.random(in: 0...20, using: &generator))
                try tree.write(bytes, to: GitPath(name))
                model[name] = bytes
            } else {
                try tree.remove(GitPath(name))
                model[name] = nil
            }
            for name in names { #expect(try tree.read(GitPath(name)) == model[name]) }
        }
        // No folder stays empty, and no draft of a file stays at all.
        let found = try toolOutput(
            ["find", ".", "-mindepth", "1", "(", "-type", "f", "-o", "-empty", ")"],
            in: directory.path
        )
        #expect(found.split(separator: "\n").map { String($0.dropFirst(2)) }.sorted() == model.keys.sorted())
    }

    @Test(
        "give a file the permissions that the repository's files have",
        arguments: [
            (FileSharing.exactly(0o640), 0o640, 0o2750), (.exactly(0o600), 0o600, 0o2700),
            (.adding(0o660), 0o664, 0o2775),
        ]
    )
    func sharing(sharing: FileSharing, file: Int, folder: Int) throws {
        try WorkingTree(root: directory.path, sharing: sharing).write([1], to: GitPath("folder/file"))
        let isExact = if case .exactly = sharing { true } else { false }
        // What is only added to depends on the umask of this process.
        #expect(try isExact ? mode("folder/file") == file : (mode("folder/file") ?? 0) & 0o660 == 0o660)
        #expect(try isExact ? mode("folder") == folder : (mode("folder") ?? 0) & 0o2770 == 0o2770)
    }

    @Test("let nothing but files be read or replaced", arguments: ["pipe", "folder", "dangling"])
    func kinds(name: String) throws {
        try toolOutput(["mkfifo", directory["pipe"]])
        try directory.write("x", to: "folder/inside")
        try FileManager.default.createSymbolicLink(atPath: directory["dangling"], withDestinationPath: "none")
        let path = try GitPath(name)
        let error = #expect(throws: GitError.self) { try tree.read(path) }
        #expect(error?.reason == .path)
        #expect(error?.path == directory[name])
        #expect(error?.remedy != nil)
        #expect(throws: GitError.self) { try tree.write([1], to: path) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == [
                "dangling", "folder", "pipe",
            ]
        )
    }

    @Test("say where a file stands in the way of a folder")
    func fileInTheWay() throws {
        try directory.write("x", to: "file")
        let error = #expect(throws: GitError.self) { try tree.write([1], to: GitPath("file/inside")) }
        #expect(error?.path == directory["file"])
        #expect(throws: GitError.self) { try tree.read(GitPath("file/inside")) }
        #expect(throws: GitError.self) { try tree.list(GitPath("file")) }
        #expect(try directory.read("file") == Array("x".utf8))
    }

    @Test("remove a link and never what it leads to")
    func removesLinks() throws {
        try directory.write("precious", to: "target")
        try FileManager.default.createSymbolicLink(atPath: directory["link"], withDestinationPath: "target")
        try tree.remove(GitPath("link"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["target"])
        try directory.makeDirectory("folder")
        #expect(throws: GitError.self) { try tree.remove(GitPath("folder")) }
        try tree.remove(GitPath("none/deep"))
    }

    @Test("list names in the order of their bytes")
    func lists() throws {
        for name in ["b", "B", "é", "a", "10", "9"] { try directory.write("", to: "folder/\(name)") }
        #expect(try tree.list(GitPath("folder")) == ["10", "9", "B", "a", "b", "é"])
        #expect(tree.subject(try GitPath("folder/a")) == directory["folder/a"])
    }

    @Test("do not hold where there is no folder")
    func noFolder() throws {
        let gone = WorkingTree(root: directory["gone"])
        for body in [
            { _ = try gone.read(GitPath("a")) }, { try gone.write([1], to: GitPath("a")) },
            { _ = try gone.list(GitPath("a")) },
        ] as [() throws -> Void] {
            let error = #expect(throws: GitError.self, performing: body)
            #expect(error?.path == directory["gone"])
        }
        #expect(!FileManager.default.fileExists(atPath: directory["gone"]))
    }
}

@Suite("What a commit leaves to git", .waitsForPrograms)
struct CommitHabitTests {
    private let sandbox: GitSandbox

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "file")
    }

    @Test("is a log of its places, where git keeps one", arguments: [true, false])
    func logs(keeps: Bool) throws {
        try sandbox.git("config", "core.logAllRefUpdates", keeps ? "true" : "false")
        try sandbox.git("checkout", "--quiet", "-b", "fresh")
        try sandbox.write("2\n", to: "file")
        let before = try sandbox.git("rev-parse", "HEAD")
        let commit = try sandbox.commitThroughLibrary(["file"], message: "First line\n\nmore\n")
        let path = "\(sandbox.path)/.git/logs/refs/heads/fresh"
        guard keeps else {
            #expect(!FileManager.default.fileExists(atPath: path))
            // HEAD's own log was there, and goes on.
            #expect(try sandbox.git("reflog", "-1", "--format=%H %gs", "HEAD").hasSuffix("commit: First line"))
            return
        }
        let line = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").last.map(String.init) ?? ""
        #expect(line == "\(before) \(try #require(commit)) Ada <ada@example.com> 1700000000 +0000\tcommit: First line")
    }

    @Test("is told of a file that is named twice, or added and removed, by its last word")
    func contradictions() throws {
        try sandbox.write("2\n", to: "file")
        #expect(try sandbox.commitThroughLibrary(["file", "file"]) != nil)
        #expect(try sandbox.git("show", "--format=", "--name-status", "HEAD") == "M\tfile")
        try sandbox.write("3\n", to: "file")
        #expect(try sandbox.commitThroughLibrary(["file"], removing: ["file"]) != nil)
        #expect(try sandbox.git("show", "--format=", "--name-status", "HEAD") == "D\tfile")
    }

    @Test(
        "has a message of any text",
        arguments: [
            "Subject\n", "Zeile mit Ümläuten 计划\n", "no line break at the end", "Subject\n\n- a\n- b\n",
            "#no comment\n",
        ]
    )
    func messages(message: String) throws {
        try sandbox.write(message, to: "file")
        _ = try sandbox.commitThroughLibrary(["file"], message: message)
        let raw = try sandbox.git("cat-file", "commit", "HEAD")
        #expect(
            raw.components(separatedBy: "\n\n").dropFirst().joined(separator: "\n\n")
                == message.trimmingCharacters(in: .newlines)
        )
    }
}
