// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import GitStore

@Suite("Who shares a repository's files", .waitsForPrograms)
struct FileSharingTests {
    @Test(
        "is what git's setting says",
        arguments: [
            (nil, .umask), ("umask", .umask), ("false", .umask), ("0", .umask), ("no", .umask),
            ("group", .adding(0o660)), ("GROUP", .adding(0o660)),
            ("true", .adding(0o660)), ("yes", .adding(0o660)), ("on", .adding(0o660)), ("1", .adding(0o660)),
            ("all", .adding(0o664)),
            ("world", .adding(0o664)), ("everybody", .adding(0o664)), ("2", .adding(0o664)), ("0600", .exactly(0o600)),
            ("0640", .exactly(0o640)),
            ("0666", .exactly(0o666)), ("0777", .exactly(0o666)), ("0660", .exactly(0o660)), ("0400", .umask),
            ("0200", .umask), ("0999", .umask),
            ("660", .exactly(0o660)), ("3", .umask), ("nonsense", .umask), ("", .umask),
        ] as [(String?, FileSharing)]
    )
    func settings(setting: String?, sharing: FileSharing) {
        #expect(FileSharing(setting) == sharing)
    }

    @Test(
        "decides the permissions of new files and folders",
        arguments: [
            (.adding(0o660), 0o666, 0o660, 0o2770), (.adding(0o664), 0o666, 0o664, 0o2775),
            (.exactly(0o600), 0o666, 0o600, 0o2700),
            (.exactly(0o640), 0o666, 0o640, 0o2750), (.exactly(0o640), 0o444, 0o440, 0o2750),
            (.exactly(0o666), 0o600, 0o600, 0o2777),
        ] as [(FileSharing, mode_t, mode_t, mode_t)]
    )
    func modes(sharing: FileSharing, wanted: mode_t, file: mode_t, folder: mode_t) {
        // What the umask of this process allows may come along where it is only added to.
        let isExact = if case .exactly = sharing { true } else { false }
        #expect(sharing.mode(ofNew: wanted) & file == file)
        #expect(sharing.mode(ofNewFolder: 0o777) & folder == folder)
        if isExact {
            #expect(sharing.mode(ofNew: wanted) == file)
            #expect(sharing.mode(ofNewFolder: 0o777) == folder)
        }
    }

    @Test("without a setting is left to the umask, as it is for every program")
    func umask() throws {
        let folder = try TemporaryDirectory()
        try toolOutput(["sh", "-c", "touch \(folder["file"]); mkdir \(folder["folder"])"])
        func mode(_ name: String) throws -> mode_t? {
            (try FileManager.default.attributesOfItem(atPath: folder[name])[.posixPermissions] as? Int).map {
                mode_t($0)
            }
        }
        #expect(try mode("file") == FileSharing.umask.mode(ofNew: 0o666))
        #expect(try mode("folder") == FileSharing.umask.mode(ofNewFolder: 0o777))
    }

    @Test("is given to a file or folder that was just made, and to no link")
    func shares() throws {
        let folder = try TemporaryDirectory()
        try folder.write("x", to: "file")
        try folder.makeDirectory("folder")
        try folder.write("x", to: "target")
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: folder["target"])
        for name in ["file", "folder", "target"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder[name])
        }
        func mode(_ name: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: folder[name])[.posixPermissions] as? Int
        }
        for name in ["file", "folder", "link", "none"] { FileSharing.umask.share(folder[name]) }
        #expect(try mode("file") == 0o600)
        for name in ["file", "folder", "link", "none"] { FileSharing.exactly(0o640).share(folder[name]) }
        #expect(try mode("file") == 0o640)
        #expect(try mode("folder") == 0o2750)
        #expect(try mode("target") == 0o600)
    }

    @Test(
        "is the same for files that git writes and for those that we do",
        arguments: ["group", "all", "0640", "0600", "0664"]
    )
    func asGit(setting: String) throws {
        let sandbox = try GitSandbox()
        try sandbox.git("config", "core.sharedRepository", setting)
        try sandbox.commit("1\n", to: "by-git")
        _ = try sandbox.commitThroughLibrary(["by-git"])
        try sandbox.write("2\n", to: "ours")
        _ = try sandbox.commitThroughLibrary(["ours"])
        func mode(_ name: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: "\(sandbox.path)/.git/\(name)")[.posixPermissions] as? Int
        }
        let ours = try [mode("refs/heads/main"), mode("index"), mode("logs/HEAD")]
        try sandbox.commit("3\n", to: "by-git")
        #expect(try [mode("refs/heads/main"), mode("index"), mode("logs/HEAD")] == ours)
    }
}
