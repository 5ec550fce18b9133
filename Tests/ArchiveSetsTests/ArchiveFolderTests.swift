// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Archives
import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("A folder of volumes")
struct ArchiveFolderTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test func `lists volumes and unfinished ones by their numbers, and nothing else`() throws {
        let names = [
            "mirror_000010.tar", "mirror_000009.tar", "mirror_1000000.tar", "mirror_000011.tar.partial",
            "mirror_000002.tar.partial", "mirror_1.tar", "mirror_000001.tar.bak", "mirror_000000.tar",
            "mirror_index.json",
            "mirror_0000012.tar", "Mirror_000003.tar", "x.partial", "mirror_000004.tar.partial.partial",
        ]
        for name in names { try folder.write("", to: name) }
        let found = try ArchiveFolder(folder.path)
        #expect(found.volumes.map(\.number) == [9, 10, 1_000_000])
        #expect(found.partials.map(\.number) == [2, 11])
    }

    @Test(
        "is named with or without its transport",
        arguments: [
            ("file:///media/usb", "/media/usb"), ("/media/usb", "/media/usb"), ("file://usb", "usb"), ("usb/", "usb/"),
        ]
    )
    func plain(name: String, path: String) { #expect(ArchiveFolder.plain(name) == path) }

    @Test func `has files in it however its name ends`() throws {
        for path in [folder.path, folder.path + "/", "file://\(folder.path)"] {
            let name = try ArchiveFolder(path).path(of: "x")
            #expect(name == "\(folder.path)/x")
        }
    }

    @Test func `that is none is told what it is`() throws {
        try folder.write("", to: "file")
        for (path, message) in [("file", "it is a file, not a folder"), ("none", "there is no such folder")] {
            let error = #expect(throws: ArchiveSetError.self) { try ArchiveFolder(folder[path]) }
            #expect(error?.path == folder[path])
            #expect(error?.message == message)
            #expect(error?.remedy == "Name the folder that the volumes of the archive are in.")
        }
    }

    @Test(
        "in which a volume is not finished is refused with the first of them",
        arguments: [([3], ""), ([7, 3], ", and so are 1 more"), ([7, 3, 12], ", and so are 2 more")]
    )
    func unfinished(numbers: [Int], others: String) throws {
        for number in numbers { try folder.write("", to: VolumeName(number).partial) }
        let error = #expect(throws: ArchiveSetError.self) { try ArchiveFolder(folder.path).requireFinished() }
        #expect(error?.path == folder["mirror_000003.tar.partial"])
        #expect(
            error?.message
                == "this volume is not finished\(others): the apply that writes its set has not ended"
        )
    }

    @Test func `has volumes that no index lists, as far as mirror wrote them and they can be read`() async throws {
        let sample = try SampleArchive()
        try sample.one.write(to: folder)
        try sample.two.write(to: folder)
        try folder.write(TestArchive(["docker/registry/v2/x": "1"]).bytes, to: "mirror_000004.tar")
        try folder.write("broken", to: "mirror_000005.tar")
        #expect(await (try ArchiveFolder(folder.path)).unlistedVolumes().map(\.number) == [1, 2, 3])
        try [sample.one].index.write(in: folder.path)
        #expect(await (try ArchiveFolder(folder.path)).unlistedVolumes().map(\.number) == [3])
        try [sample.one, sample.two].index.write(in: folder.path)
        #expect(await (try ArchiveFolder(folder.path)).unlistedVolumes() == [])
    }
}

@Suite("Why a volume cannot be read")
struct ArchiveSetErrorTests {
    @Test(
        "is told with what helps",
        arguments: [
            (.compressed("gzip"), "Decompress it first, with `gunzip` say: volumes are read in place."),
            (.compressed("zstd"), "Decompress it first, with `zstd -d`: volumes are read in place."),
            (.unreadable, "Check its permissions."),
            (.stored("x"), "Unpack the archive, and name the folder that it was unpacked into."),
            (.empty, "Copy it again from where the archive was made."),
            (.noTar, "Copy it again from where the archive was made."),
            (.truncated("x", end: 2, size: 1), "Copy it again from where the archive was made."),
            (.endless(end: 2, size: 1), "Copy it again from where the archive was made."),
            (.malformed("x", "y"), "Copy it again from where the archive was made."),
        ] as [(PlainTarError, String)]
    )
    func remedies(problem: PlainTarError, remedy: String) {
        let error = ArchiveSetError(path: "/media/usb/mirror_000001.tar", problem)
        #expect(error.remedy == remedy)
        #expect(error.description == "/media/usb/mirror_000001.tar: \(problem)\n\(remedy)")
    }

    @Test func `is one line where nothing helps`() {
        #expect(ArchiveSetError(path: "a", message: "b").description == "a: b")
        #expect(ArchiveSetError.damaged("a", "b").description == "a: b\nCopy it again from where the archive was made.")
    }
}
