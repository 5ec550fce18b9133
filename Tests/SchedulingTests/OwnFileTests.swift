// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Testing

@Suite("A file of this tool", .waitsForPrograms)
struct OwnFileTests {
    private let folder: TemporaryDirectory
    private var manager: FileManager { .default }

    init() throws { folder = try TemporaryDirectory() }

    @Test("is not opened through a link, and not where something else stands", arguments: ["link", "dangling", "pipe"])
    func foreign(kind: String) throws {
        try folder.write("precious\n", to: "victim")
        switch kind {
        case "link": try manager.createSymbolicLink(atPath: folder["x"], withDestinationPath: folder["victim"])
        case "dangling": try manager.createSymbolicLink(atPath: folder["x"], withDestinationPath: folder["none"])
        default: try #require(try runTool(["mkfifo", folder["x"]]).status == 0)
        }
        let error = #expect(throws: OwnFileError.self) { try OwnFile.open(folder["x"], O_RDWR | O_CREAT) }
        guard case .foreign? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        let locking = #expect(throws: FileLockError.self) { try FileLock(folder["x"]) }
        guard case .foreign? = locking else { return #expect(Bool(false), "\(String(describing: locking))") }
        #expect(try folder.read("victim") == Array("precious\n".utf8))
        #expect(!manager.fileExists(atPath: folder["none"]))
    }

    @Test("is no lock where it says something else, which stays")
    func otherContent() throws {
        try folder.write("precious\n", to: "victim")
        try manager.linkItem(atPath: folder["victim"], toPath: folder["lock"])
        #expect(throws: FileLockError.foreign(path: folder["lock"], "it is not a lock file")) {
            try FileLock(folder["lock"])
        }
        #expect(try folder.read("victim") == Array("precious\n".utf8))
    }

    @Test("of another user is no private one", .enabled(if: geteuid() == 0, "only root gives files away"))
    func otherUser() throws {
        try folder.write("", to: "journal")
        try manager.setAttributes([.ownerAccountID: 4242], ofItemAtPath: folder["journal"])
        #expect(throws: OwnFileError.foreign(path: folder["journal"], "it belongs to another user")) {
            try OwnFile.open(folder["journal"], O_RDWR, isPrivate: true)
        }
        // A lock may be anybody's, and other users of a repository can only read it.
        withExtendedLifetime(try FileLock(folder["journal"])) {}
    }

    @Test("is locked by a user who can only read it", .enabled(if: geteuid() == 0, "only root becomes somebody else"))
    func readOnly() throws {
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        var held: FileLock? = try FileLock(folder["lock"], permissions: 0o644)
        let other = [
            "setpriv", "--reuid=4242", "--regid=4242", "--clear-groups", "flock", "--nonblock", folder["lock"], "true",
        ]
        #expect(try runTool(other).status == 1)
        withExtendedLifetime(held) {}
        held = nil
        #expect(try runTool(other).status == 0)
    }

    @Test("of a folder is a lock that leaves no file")
    func folderLock() throws {
        let lock = try FileLock(folder: folder.path)
        #expect(throws: FileLockError.held(process: nil)) { try FileLock(folder: folder.path) }
        #expect(try manager.contentsOfDirectory(atPath: folder.path) == [])
        withExtendedLifetime(lock) {}
    }
}

@Suite("A file that is written as a whole", .waitsForPrograms)
struct WholeFileTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder[name])[.posixPermissions] as? Int
    }

    @Test("takes the place of a link, and what that leads to stays")
    func link() throws {
        try folder.write("precious\n", to: "victim")
        try FileManager.default.createSymbolicLink(atPath: folder["plan"], withDestinationPath: folder["victim"])
        try WholeFile.write(Array("plan\n".utf8), to: folder["plan"])
        #expect(try folder.read("victim") == Array("precious\n".utf8))
        #expect(try folder.read("plan") == Array("plan\n".utf8))
        try WholeFile.write([1], to: folder["plan"], permissions: 0o600)
        #expect(try mode("plan") == 0o600)
    }

    @Test("removes the drafts of runs that were killed, and not one that is being written")
    func drafts() throws {
        for name in [".mirror-1-0.partial", ".mirror-2-0.partial", "other.partial"] { try folder.write("x", to: name) }
        let descriptor = try OwnFile.open(folder[".mirror-2-0.partial"], O_RDONLY)
        #expect(flock(descriptor, LOCK_EX) == 0)
        try WholeFile.write([1], to: folder["plan"])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == [".mirror-2-0.partial", "other.partial", "plan"])
        close(descriptor)
    }

    @Test("says what the system says")
    func failure() throws {
        try folder.makeDirectory("plan")
        #expect(throws: SystemError(EISDIR)) { try WholeFile.write([1], to: folder["plan"]) }
        #expect(throws: SystemError(ENOENT)) { try WholeFile.write([1], to: folder["none/plan"]) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plan"])
    }
}
