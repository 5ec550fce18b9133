// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Audit

@Suite("What a machine remembers of plans")
struct StateFolderTests {
    private let folder: TemporaryDirectory
    private let state: StateFolder
    private let plan = Sample.digest("plan")

    init() throws {
        folder = try TemporaryDirectory()
        state = try StateFolder(environment: ["XDG_STATE_HOME": folder["state"]])
    }

    private var pointer: String { folder["state/mirror/trails/\(plan.hex)"] }

    @Test("is where the plan was recorded, until it is forgotten")
    func remembers() throws {
        #expect(state.trail(of: plan) == nil)
        try state.remember(trail: "/srv/mirror", of: plan)
        #expect(state.trail(of: plan) == "/srv/mirror")
        #expect(state.trail(of: Sample.digest("other")) == nil)
        try state.remember(trail: "/srv/second", of: plan)
        #expect(state.trail(of: plan) == "/srv/second")
        state.forget(plan)
        #expect(state.trail(of: plan) == nil && !FileManager.default.fileExists(atPath: pointer))
        state.forget(plan)
    }

    @Test("is for the user's eyes only")
    func permissions() throws {
        try state.remember(trail: "/srv/mirror", of: plan)
        func permissions(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try permissions(pointer) == 0o600)
        #expect(try permissions(folder["state/mirror/trails"]) == 0o700)
    }

    @Test("is not read through a link, and not where others may write it")
    func links() throws {
        try folder.write("/elsewhere", to: "theirs")
        try folder.makeDirectory("state/mirror/trails")
        try FileManager.default.createSymbolicLink(atPath: pointer, withDestinationPath: folder["theirs"])
        #expect(state.trail(of: plan) == nil)
    }

    @Test("names the journal and the lock below its folder")
    func names() {
        #expect(state.journal(of: plan) == folder["state/mirror/journals/\(plan.hex).jsonl"])
        #expect(state.lock(of: "a.example/x").hasPrefix(folder["state/mirror/locks/"]))
        #expect(state.lock(of: "a.example/x") != state.lock(of: "a.example/y"))
    }

    @Test("cannot be kept where the folder cannot be made")
    func unwritable() throws {
        try folder.write("I am a file", to: "state/mirror")
        #expect(throws: UserFolderError.self) { try state.remember(trail: "/srv/mirror", of: plan) }
        #expect(state.trail(of: plan) == nil)
    }
}
