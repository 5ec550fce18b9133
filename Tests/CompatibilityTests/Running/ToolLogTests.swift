// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing
import Views

@testable import Compatibility

@Suite("The log of a run")
struct ToolLogTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func text(_ name: String) throws -> String { String(decoding: try folder.read(name), as: UTF8.self) }

    @Test("has everything but progress, in order, and only its owner reads it")
    func console() throws {
        let told = ToldTexts()
        let console = told.console.logged(by: ToolLog(path: folder["logs/deep/run.log"]))
        console.note("one\n")
        console.output("two\n")
        console.progress(.activity(Activity("never")))
        console.note("three\n")
        #expect(try text("logs/deep/run.log") == "one\ntwo\nthree\n")
        #expect(told.notes == "one\nthree\n" && told.output == "two\n" && told.progress == ["never"])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder["logs/deep/run.log"])
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("is continued by the next run")
    func continued() throws {
        for number in 1...3 { ToolLog(path: folder["run.log"]).write("\(number)\n") }
        #expect(try text("run.log") == "1\n2\n3\n")
    }

    @Test("that cannot be written does not keep anybody from telling")
    func unwritable() throws {
        try folder.write("a file", to: "file")
        let told = ToldTexts()
        let console = told.console.logged(by: ToolLog(path: folder["file/run.log"]))
        console.note("one\n")
        #expect(told.notes == "one\n")
        #expect(try text("file") == "a file")
    }
}
