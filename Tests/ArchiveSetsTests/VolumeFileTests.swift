// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Layouts
import OCI
import Plans
import SystemPackage
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("Bytes of a volume's file")
struct VolumeFileTests {
    private let folder: TemporaryDirectory
    private let path: String

    init() throws {
        folder = try TemporaryDirectory()
        path = try folder.write("0123456789", to: "file")
    }

    private func range(_ offset: Int64, _ size: Int64, of length: Int64 = 10, path: String? = nil) -> FileRange {
        FileRange(path: path ?? self.path, fileSize: length, offset: offset, size: size)
    }

    @Test(
        "are those of the range",
        arguments: [(0, 10, "0123456789"), (0, 0, ""), (3, 4, "3456"), (10, 0, ""), (9, 1, "9")]
            as [(Int64, Int64, String)]
    )
    func bytes(offset: Int64, size: Int64, text: String) throws {
        #expect(try range(offset, size).bytes() == Array(text.utf8))
        #expect(try range(offset, size).bytes(of: "x", limit: 10) == Array(text.utf8))
    }

    @Test func `are not read where the member is longer than its limit`() {
        let error = #expect(throws: ArchiveSetError.self) { try range(0, 10).bytes(of: "a/b", limit: 9) }
        #expect(error?.message == "its member `a/b` has 10 bytes, more than the 9 that are read")
    }

    @Test func `are not read of a file that changed, is gone, or ends early`() {
        #expect(
            #expect(throws: ArchiveSetError.self) { try range(0, 1, of: 11).bytes() }?.message
                == "it has changed while it was in use: found 10 bytes, expected 11"
        )
        #expect(
            #expect(throws: ArchiveSetError.self) { try range(0, 1, path: folder["none"]).bytes() }?.message
                == "it cannot be read; it may have been removed"
        )
        #expect(
            #expect(throws: ArchiveSetError.self) { try range(5, 6).bytes() }?.message
                == "it ends early, inside the member at 5"
        )
    }

    @Test func `in chunks are at least one, and an end too early is told with what is lacking`() throws {
        let file = try #require(FileHandle(forReadingAtPath: path))
        #expect(try file.chunk(of: path, upTo: 4) == Array("0123".utf8))
        #expect(try file.chunk(of: path, upTo: 100) == Array("456789".utf8))
        let error = #expect(throws: ArchiveSetError.self) { try file.chunk(of: path, upTo: 3) }
        #expect(error?.message == "it ends 3 bytes early")
        #expect(error?.remedy == ArchiveSetError.copyAgain)
    }

    @Test(
        "are never those of a link, a folder or a pipe that somebody put there",
        arguments: [
            ("link", "a symbolic link"), ("folder", "a folder"), ("pipe", "a pipe"),
        ]
    )
    func irregular(name: String, kind: String) throws {
        let place = folder["mirror_000001.tar.partial"]
        switch name {
        case "link": try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: path)
        case "folder": try folder.makeDirectory("mirror_000001.tar.partial")
        default: #expect(unsafe mkfifo(place, 0o600) == 0)
        }
        for making in [true, false] {
            let error = #expect(throws: ArchiveSetError.self) {
                try FileDescriptor.regular(place, .readWrite, making: making).close()
            }
            #expect(error?.message == "it is \(kind), but a file was expected")
            #expect(error?.remedy?.contains("it was not changed") == true)
        }
        #expect(try folder.read("file") == Array("0123456789".utf8))
    }

    @Test func `lie at a path as long as it leads to this very file`() throws {
        let file = try FileDescriptor.regular(path, .readOnly)
        defer { try? file.close() }
        #expect(file.lies(at: path))
        try FileManager.default.linkItem(atPath: path, toPath: folder["other"])
        #expect(file.lies(at: folder["other"]))
        try FileManager.default.removeItem(atPath: path)
        #expect(!file.lies(at: path))
        try folder.write("0123456789", to: "file")
        #expect(!file.lies(at: path))
    }
}

@Suite("A volume that is finished, or given up")
struct VolumeCompletionTests {
    private let folder: TemporaryDirectory
    private let volume: ArchiveLayout.Volume

    init() throws {
        folder = try TemporaryDirectory()
        let contents = SetContents(documents: [], images: [], blobs: [])
        let rules = ArchiveLayout.Rules(limit: .max, firstVolume: 1)
        let layout = try ArchiveLayout(contents, plan: Digest(of: []), planSize: 0, rules: rules)
        volume = try #require(layout.volumes.first)
    }

    private func draft() throws -> VolumeDraft {
        let draft = try VolumeDraft(volume, description: [], folder: folder.path)
        try draft.begin()
        return draft
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func `gets its name, and its exact length`() throws {
        let draft = try draft()
        try draft.settle()
        try draft.publish()
        #expect(try files == ["mirror_000001.tar"])
        #expect(try Int64(folder.read("mirror_000001.tar").count) == volume.size)
    }

    @Test func `never takes its name from a file that has it`() throws {
        try folder.write("precious", to: "mirror_000001.tar")
        let draft = try draft()
        try draft.settle()
        let error = #expect(throws: ArchiveSetError.self) { try draft.publish() }
        #expect(error?.path == folder["mirror_000001.tar"])
        #expect(error?.remedy?.hasPrefix("A volume is never overwritten.") == true)
        #expect(try folder.read("mirror_000001.tar") == Array("precious".utf8))
    }

    @Test func `is told where its file was taken away, or somebody else wrote to it`() throws {
        let gone = try draft()
        try FileManager.default.removeItem(atPath: gone.path)
        let first = #expect(throws: ArchiveSetError.self) { try gone.settle() }
        #expect(first?.message.hasPrefix("it disappeared") == true)
        let changed = try draft()
        try changed.write([1], at: volume.size)
        let second = #expect(throws: ArchiveSetError.self) { try changed.settle() }
        #expect(
            second?.message
                == "somebody else changed it while it was written: found \(volume.size + 1) bytes, expected \(volume.size)"
        )
    }

    @Test func `is written by one apply at a time, and removed by no other`() throws {
        let held = try draft()
        try held.write([1], at: 0)
        let error = #expect(throws: ArchiveSetError.self) {
            try VolumeDraft(volume, description: [], folder: folder.path)
        }
        #expect(error?.message == "another `mirror apply` writes this volume")
        VolumeFolder(folder.path).removeAbandoned(VolumeName(1))
        #expect(try files == ["mirror_000001.tar.partial"])
        withExtendedLifetime(held) {}
    }

    @Test func `that nobody writes any more is removed`() throws {
        try folder.write("left", to: "mirror_000001.tar.partial")
        try folder.write("kept", to: "mirror_000002.tar")
        VolumeFolder(folder.path).removeAbandoned(VolumeName(1))
        VolumeFolder(folder.path).removeAbandoned(VolumeName(2))
        #expect(try files == ["mirror_000002.tar"])
    }

    @Test func `is not written where its file has another name, too`() throws {
        try folder.write("shared", to: "elsewhere")
        try FileManager.default.linkItem(atPath: folder["elsewhere"], toPath: folder["mirror_000001.tar.partial"])
        let error = #expect(throws: ArchiveSetError.self) { try draft() }
        #expect(error?.message == "it has another name, too (a hard link)")
        #expect(try folder.read("elsewhere") == Array("shared".utf8))
    }

    @Test func `takes small members in one piece only where they have the length that was planned`() throws {
        let draft = try draft()
        var small = SmallMembers(draft)
        let placed = volume.members[0]
        let error = #expect(throws: ArchiveSetError.self) { try small.add(placed, [1, 2, 3]) }
        #expect(error?.message == "`\(placed.member.path)` has 3 bytes, expected \(placed.member.size)")
    }
}
