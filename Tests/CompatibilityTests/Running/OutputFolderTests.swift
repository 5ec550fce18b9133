// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import Compatibility

@Suite("Files in folders that are made")
struct OutputFolderTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test("replace what was there")
    func write() throws {
        for text in ["first, which is longer", "second"] { try OutputFolder.write(text, to: folder["a/b/c.txt"]) }
        #expect(String(decoding: try folder.read("a/b/c.txt"), as: UTF8.self) == "second")
    }

    @Test("may have a folder already")
    func make() throws {
        for _ in 0..<2 { try OutputFolder.make(folder["a/b"]) }
        try folder.write("", to: "a/b/c")
    }

    @Test("name the place where nothing can be written, and what to do")
    func unwritable() throws {
        try folder.write("a file", to: "file")
        let made = #expect(throws: UnusableWorkspace.self) { try OutputFolder.make(folder["file/a"]) }
        #expect(made?.folder == folder["file/a"])
        let written = #expect(throws: UnusableWorkspace.self) { try OutputFolder.write("x", to: folder["file/a/b"]) }
        #expect(written?.explanation.summary.hasPrefix("\(folder["file/a/b"]): nothing can be written there: ") == true)
        #expect(written?.explanation.remedy?.isEmpty == false)
    }
}
