// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import TestSupport
import Testing

@Suite("The files of a layout", .waitsForPrograms)
struct LayoutFilesTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("layout/inner")
        try folder.write("text", to: "layout/inner/file")
        try folder.write("out", to: "outside")
    }

    private func files(_ noun: String = "layout") throws -> LayoutFiles {
        try LayoutFiles(path: folder["layout"], noun: noun)
    }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder["layout/\(name)"], withDestinationPath: target)
    }

    @Test("lie in a directory, which a link may lead to")
    func directories() throws {
        #expect(throws: LayoutError(path: folder["none"], message: "there is no such directory")) {
            try LayoutFiles(path: folder["none"])
        }
        #expect(
            throws: LayoutError(path: folder["outside"], message: "it is not a directory; an OCI image layout is one")
        ) {
            try LayoutFiles(path: folder["outside"])
        }
        #expect(throws: LayoutError(path: folder["outside"], message: "it is not a directory; a cache is one")) {
            try LayoutFiles(path: folder["outside"], noun: "cache")
        }
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: folder["layout"])
        let linked = try LayoutFiles(path: folder["link"])
        #expect(linked.path == folder["link"])
        #expect(try linked.read("inner/file", limit: 4) == Array("text".utf8))
    }

    @Test("are found by name, with their size")
    func locates() throws {
        #expect(try files().locate("inner/file")?.size == 4)
        #expect(try files().locate("inner/none") == nil)
        #expect(try files().locate("none/none") == nil)
        #expect(try files().read("inner/none", limit: 10) == nil)
    }

    @Test("are read as far as somebody bounds them", arguments: [(4, true), (5, true), (3, false), (0, false)])
    func limits(limit: Int64, isRead: Bool) throws {
        let files = try files()
        guard !isRead else {
            #expect(try files.read("inner/file", limit: limit) == Array("text".utf8))
            return
        }
        let error = LayoutError(
            path: folder["layout/inner/file"],
            message: "it is longer than the \(limit) bytes that are read"
        )
        #expect(throws: error) { try files.read("inner/file", limit: limit) }
    }

    @Test("are regular files, and no reader waits for anything else")
    func kinds() throws {
        try toolOutput(["mkfifo", folder["layout/pipe"]])
        for name in ["pipe", "inner"] {
            let error = LayoutError(path: folder["layout/\(name)"], message: "it is not a regular file")
            #expect(throws: error) { try files().locate(name) }
        }
    }

    @Test(
        "may be links, as long as they stay inside",
        arguments: [
            ("inner/file", true), ("./inner/../inner/file", true), ("inner/../../layout/inner/file", true),
            ("../outside", false), ("/etc/passwd", false),
        ]
    )
    func links(target: String, isInside: Bool) throws {
        try link("link", to: target)
        guard !isInside else {
            #expect(try files().read("link", limit: 10) == Array("text".utf8))
            return
        }
        let error = LayoutError(
            path: folder["layout/link"],
            message: "it is a symbolic link that leads out of the cache"
        )
        #expect(throws: error) { try files("cache").read("link", limit: 10) }
    }

    @Test("are not outside because a folder beside has a longer name")
    func siblings() throws {
        try folder.write("secret", to: "layout-beside/file")
        try link("link", to: "../layout-beside/file")
        #expect(throws: LayoutError.self) { try files().read("link", limit: 10) }
        // A folder may be a link as well.
        try link("folder", to: "..")
        #expect(throws: LayoutError.self) { try files().read("folder/outside", limit: 10) }
        #expect(throws: LayoutError.self) { try files().list("folder") }
    }

    @Test("are not links that lead to nothing")
    func dangling() throws {
        try link("link", to: "inner/none")
        let error = LayoutError(path: folder["layout/link"], message: "it is not a regular file")
        #expect(throws: error) { try files().locate("link") }
    }

    @Test("are listed by what each is itself")
    func lists() throws {
        try folder.makeDirectory("layout/top")
        try link("top/to-file", to: "../inner/file")
        try link("top/to-folder", to: "../inner")
        try toolOutput(["mkfifo", folder["layout/top/pipe"]])
        try folder.write("12", to: "layout/top/b")
        try folder.write("1", to: "layout/top/a")
        try folder.makeDirectory("layout/top/A")
        let listing = try files().list("top")
        #expect(listing.directories == ["A"])
        #expect(listing.files == ["a": 1, "b": 2])
        #expect(listing.links == ["to-file", "to-folder"])
        #expect(try files().list("top/to-folder").files == ["file": 4])
        let nothing = try files().list("none")
        #expect(nothing.directories.isEmpty && nothing.files.isEmpty && nothing.links.isEmpty)
    }
}
