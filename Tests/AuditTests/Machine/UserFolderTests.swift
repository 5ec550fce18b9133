// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import OCI
import TestSupport
import Testing

@Suite("The folders of a user")
struct UserFolderTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("home")
        try folder.makeDirectory("tmp")
        try folder.write("", to: "file")
    }

    private func environment(_ variables: [String: String]) -> [String: String] {
        variables.mapValues { $0.isEmpty || $0.hasPrefix(".") ? $0 : folder[$0] }
    }

    @Test(
        "are below the variable, or in the home folder, or else in one for temporary files",
        arguments: [
            (["XDG_STATE_HOME": "state", "HOME": "home"], "state/mirror"),
            (["XDG_STATE_HOME": "./relative", "HOME": "home"], "home/.local/state/mirror"),
            (["XDG_STATE_HOME": "", "HOME": "home"], "home/.local/state/mirror"),
            (["HOME": "file", "TMPDIR": "tmp"], "tmp/mirror-\(geteuid())/state"),
            (["HOME": "", "TMPDIR": "tmp"], "tmp/mirror-\(geteuid())/state"),
        ]
    )
    func path(variables: [String: String], path: String) throws {
        #expect(try UserFolder.state.path(environment(variables)) == folder[path])
    }

    @Test("that are not in the home folder are told of, with the variables that name them")
    func note() {
        #expect(UserFolder.fallbackNote(environment(["HOME": "home"])) == nil)
        let note = UserFolder.fallbackNote(environment(["XDG_CACHE_HOME": "cache", "TMPDIR": "tmp"]))
        #expect(
            note == "note: HOME is not set, so files are kept in \(folder["tmp"])/mirror-\(geteuid()); "
                + "set XDG_STATE_HOME to folders that last\n"
        )
    }

    @Test("are refused where others can use the folder for temporary files")
    func shared() throws {
        let path = try folder.makeDirectory("tmp/mirror-\(geteuid())")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let error = try #require(throws: UserFolderError.self) {
            try UserFolder.cache.path(environment(["TMPDIR": "tmp"]))
        }
        #expect(error == .unusable(folder: path, problem: "it is not a folder of yours alone"))
    }

    @Test("remember where a plan was recorded until it is done")
    func pointer() throws {
        let state = try StateFolder(environment: environment(["XDG_STATE_HOME": "state"]))
        let plan = Sample.digest("plan")
        #expect(state.trail(of: plan) == nil)
        try state.remember(trail: "/srv/mirror", of: plan)
        #expect(state.trail(of: plan) == "/srv/mirror")
        state.forget(plan)
        #expect(state.trail(of: plan) == nil)
    }
}
