// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Glibc
import Scheduling
import TestSupport
import Testing

@Suite("Files and the system", .waitsForPrograms)
struct SystemFileTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder[name])[.posixPermissions] as? Int
    }

    @Test("have the permissions that are asked for, whatever the umask", arguments: [0o600, 0o644, 0o666, 0o400])
    func permissions(mode: mode_t) throws {
        try WholeFile.write([1, 2], to: folder["file"], permissions: mode)
        #expect(try self.mode("file") == Int(mode))
        #expect(try folder.read("file") == [1, 2])
    }

    @Test("take the place of what was there, and leave no draft", arguments: [0, 1, 100_000])
    func replaces(count: Int) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        let bytes = generator.bytes(count)
        try folder.write("before", to: "file")
        try WholeFile.write(bytes, to: folder["file"])
        #expect(try folder.read("file") == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test("whose folder is not there are not written, and the folder is not made")
    func noFolder() throws {
        #expect(throws: SystemFailure(ENOENT)) { try WholeFile.write([1], to: folder["none/file"]) }
        #expect(throws: SystemFailure(ENOTDIR)) {
            try folder.write("", to: "file")
            try WholeFile.write([1], to: folder["file/file"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }

    @Test("that stay as they were leave no draft either")
    func failures() throws {
        try folder.makeDirectory("folder/inside")
        #expect(throws: SystemFailure(EISDIR)) { try WholeFile.write([1], to: folder["folder"]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["folder"])
    }

    @Test(
        "of which a draft is being written keep it, and others go",
        arguments: [".mirror-7-0.partial", ".mirror-.partial"]
    )
    func drafts(name: String) throws {
        try folder.write("x", to: name)
        try folder.write("x", to: "mirror-7-0.partial")
        try folder.write("x", to: ".mirror-7-0.partial.bak")
        let descriptor = unsafe open(folder.path, O_RDONLY | O_DIRECTORY)
        defer { close(descriptor) }
        WholeFile.removeDrafts(in: descriptor)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                ".mirror-7-0.partial.bak", "mirror-7-0.partial",
            ]
        )
    }

    @Test("say in words why they were not opened")
    func words() {
        let missing = OwnFileError.unopened(path: "f", ENOENT)
        #expect(missing.description == "f cannot be opened: there is no such file or folder")
        #expect(
            OwnFileError.foreign(path: "f", "it is a symbolic link").description
                == "f: it is a symbolic link, and mirror uses only a file of its own there\nRemove it; mirror makes it anew."
        )
        #expect(FileLockError.held(process: 7).holder == " (process 7)")
        #expect(FileLockError.held(process: nil).holder.isEmpty)
        #expect(
            FileLockError.unopened(path: "f", EACCES).description == "f: the lock cannot be opened: permission denied"
        )
        #expect(
            FileLockError.failed(path: "f", ENOLCK).description.hasPrefix("f: the system does not lock this file: ")
        )
        #expect(
            FileLockError.foreign(path: "f", "it is not a lock file").description
                == OwnFileError.foreign(path: "f", "it is not a lock file").description
        )
        #expect(FileLockError.failed(path: "f", ENOLCK).holder.isEmpty)
    }

    @Test(
        "that lock say which process holds them, unless it has ended",
        arguments: [("1\n", 1), ("999999999\n", nil), ("0\n", nil), ("x\n", nil), ("", nil)] as [(String, Int?)]
    )
    func holders(content: String, process: Int?) throws {
        try folder.write("", to: "lock")
        let lock = try FileLock(folder["lock"], .shared)
        try folder.write(content, to: "lock")
        #expect(throws: FileLockError.held(process: process)) { try FileLock(folder["lock"]) }
        withExtendedLifetime(lock) {}
    }

    @Test("may be open in the number that is needed, as far as the system allows")
    func openFiles() {
        let now = OpenFileLimit.raise(to: 1)
        #expect(now > 1)
        #expect(OpenFileLimit.raise(to: now) == now)
        #expect(OpenFileLimit.raise(to: now - 1) == now)
        let raised = OpenFileLimit.raise(to: now + 1)
        #expect(raised == now + 1 || raised == now, "only the system's own limit may be in the way")
        #expect(OpenFileLimit.raise(to: 1) == raised)
    }

    @Test("of the standard streams stay as they are where they are open")
    func standardStreams() {
        func files() -> [UInt64] {
            (0...2).map { (number: CInt) in
                var status = stat()
                return unsafe fstat(number, &status) == 0 ? UInt64(status.st_ino) : 0
            }
        }
        let before = files()
        openMissingStandardStreams()
        #expect(files() == before)
    }
}
