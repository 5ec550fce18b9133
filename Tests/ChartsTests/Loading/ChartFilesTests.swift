// SPDX-License-Identifier: Apache-2.0

import Charts
import Foundation
import TestSupport
import Testing

@Suite struct ChartFilesTests {
    private func archive(_ members: TestArchive) throws -> ChartFiles {
        try ChartFiles(archive: Compression.gzip.compress(members.bytes), name: "web.tgz")
    }

    private func folder(_ files: [String: String]) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for (path, text) in files { try directory.write(text, to: path) }
        return directory
    }

    @Test func `a folder gives its files in the order of their names`() throws {
        let directory = try folder(["Chart.yaml": "\u{feff}a", "b/c.txt": "c", "a.txt": "1", "B.txt": "2"])
        let files = try ChartFiles(directory: directory.path)
        #expect(files.entries.map(\.path) == ["B.txt", "Chart.yaml", "a.txt", "b/c.txt"])
        #expect(files["Chart.yaml"] == Array("a".utf8))
        #expect(files["nope"] == nil)
    }

    @Test func `what the ignore file names is left out, with all that is in it`() throws {
        let directory = try folder([
            ".helmignore": "*.bak\nsecret/\n", "a.bak": "", "secret/x": "", "d/secret/y": "", "z": "",
        ])
        #expect(try ChartFiles(directory: directory.path).entries.map(\.path) == [".helmignore", "z"])
    }

    @Test func `a link within the chart is followed, one out of it is refused`() throws {
        let directory = try folder(["real/a.txt": "1", "b.txt": "2"])
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: directory["link.txt"], withDestinationPath: "b.txt")
        try manager.createSymbolicLink(atPath: directory["linked"], withDestinationPath: "real")
        #expect(
            try ChartFiles(directory: directory.path).entries.map(\.path)
                == ["b.txt", "link.txt", "linked/a.txt", "real/a.txt"]
        )
        try manager.createSymbolicLink(atPath: directory["out"], withDestinationPath: "/etc/hostname")
        let error = #expect(throws: ChartError.self) { try ChartFiles(directory: directory.path) }
        #expect(error?.message == "out: it is a link that leads out of the chart" && error?.place?.file == "out")
        try manager.removeItem(atPath: directory["out"])
        try manager.createSymbolicLink(atPath: directory["real/loop"], withDestinationPath: "..")
        #expect(throws: ChartError.self) { try ChartFiles(directory: directory.path) }
    }

    @Test func `a folder that is not there, and a file in its place, are errors`() throws {
        let directory = try folder(["file": ""])
        for path in ["/nowhere/at/all", directory["file"]] {
            let error = #expect(throws: ChartError.self) { try ChartFiles(directory: path) }
            #expect(error?.message == "path \"\(path)\" not found" && error?.remedy != nil)
        }
    }

    @Test func `an archive gives the files below its folder`() throws {
        var members = TestArchive()
        try members.add(folder: "web")
        try members.add("web/Chart.yaml", "\u{feff}name: web")
        try members.add("web/templates/a.yaml", "a")
        try members.add("other\\windows\\b.yaml", "b")
        let files = try archive(members)
        #expect(files.entries.map(\.path) == ["Chart.yaml", "templates/a.yaml", "windows/b.yaml"])
        #expect(files["Chart.yaml"] == Array("name: web".utf8))
    }

    @Test func `links in archives are empty files`() throws {
        var members = TestArchive()
        try members.add("web/Chart.yaml", "x")
        try members.add(link: "web/secret", to: "/etc/passwd")
        try members.add(hardLink: "web/hard", to: "web/Chart.yaml")
        let files = try archive(members)
        #expect(files["secret"] == [] && files["hard"] == [])
    }

    @Test(arguments: [
        ("Chart.yaml", "chart illegally contains content outside the base directory: \"Chart.yaml\""),
        ("file", "chart illegally contains content outside the base directory: \"file\""),
        ("web\\..\\..\\x", "chart illegally references parent directory"),
        ("web/c:/x", "chart contains illegally named files"),
        ("Chart.yaml/x", "chart yaml not in base directory"),
    ])
    func `an archive with a hostile path is refused`(path: String, message: String) throws {
        var members = TestArchive()
        try members.add(path, "x")
        let error = #expect(throws: ChartError.self) { try archive(members) }
        let isSame =
            error?.message == message || path == "Chart.yaml" && error?.message == "chart yaml not in base directory"
        #expect(isSame, "\(error?.message ?? "")")
    }

    @Test func `an empty archive, a plain one and a damaged one are errors`() throws {
        #expect(throws: ChartError.self) { try archive(TestArchive()) }
        let plain = try TestArchive(["web/Chart.yaml": "x"]).bytes
        let error = #expect(throws: ChartError.self) { try ChartFiles(archive: plain, name: "web.tgz") }
        #expect(error?.message == "web.tgz: file does not appear to be a gzipped archive")
        let packed = try Compression.gzip.compress(plain)
        #expect(throws: ChartError.self) { try ChartFiles(archive: Array(packed.prefix(40)), name: "web.tgz") }
    }

    @Test func `an archive that unpacks to more than a chart can be is refused`() throws {
        var members = TestArchive()
        try members.add("web/zeros", [UInt8](repeating: 0, count: ChartFiles.sizeLimit + 1))
        #expect(throws: ChartError.self) { try archive(members) }
    }
}
