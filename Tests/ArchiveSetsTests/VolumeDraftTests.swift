// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import Glibc
import OCI
import Plans
import TestSupport
import Testing

@Suite("A volume while it is written")
struct VolumeDraftTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private var path: String { folder["mirror_000001.tar.partial"] }

    private static func volume(blob size: Int64) throws -> ArchiveLayout.Volume {
        let contents = SetContents(
            documents: [],
            images: [],
            blobs: [.init(digest: Digest(of: Array("blob".utf8)), size: size)]
        )
        let rules = ArchiveLayout.Rules(limit: .max, firstVolume: 1)
        return try #require(try ArchiveLayout(contents, plan: Digest(of: []), planSize: 0, rules: rules).volumes.first)
    }

    private func draft(_ volume: ArchiveLayout.Volume) throws -> VolumeDraft {
        try VolumeDraft(volume, description: Array("description".utf8), folder: folder.path)
    }

    /// Makes a draft of an earlier run of which one member is complete; returns that member.
    private func begun(_ volume: ArchiveLayout.Volume) throws -> ArchiveLayout.Placed {
        let draft = try draft(volume)
        try draft.begin()
        try draft.write(Array("description".utf8), at: volume.members[0].dataOffset)
        let placed = try #require(volume.members.last)
        try draft.write(Array("blob".utf8), at: placed.dataOffset)
        try draft.complete(placed)
        return placed
    }

    @Test("leaves existing bytes until it begins")
    func untouched() throws {
        let volume = try Self.volume(blob: 4)
        try folder.write("of another plan", to: "mirror_000001.tar.partial")
        let draft = try draft(volume)
        #expect(!draft.resumes)
        draft.withdraw()
        #expect(try folder.read("mirror_000001.tar.partial") == Array("of another plan".utf8))
        try draft.begin()
        #expect(try folder.read("mirror_000001.tar.partial").isEmpty)
        draft.withdraw()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("knows a member that an earlier run completed, and tells with its path what cannot be read")
    func holds() throws {
        let volume = try Self.volume(blob: 4)
        let placed = try begun(volume)
        let draft = try draft(volume)
        #expect(draft.resumes)
        #expect(try draft.holds(placed, Digest(of: Array("blob".utf8))))
        #expect(try !draft.holds(placed, Digest(of: Array("other".utf8))))
        try FileManager.default.removeItem(atPath: path)
        #expect { try draft.holds(placed, Digest(of: Array("blob".utf8))) } throws: { error in
            (error as? ArchiveSetError)?.path == path
        }
        try folder.makeDirectory("mirror_000001.tar.partial")
        #expect { try draft.holds(placed, Digest(of: Array("blob".utf8))) } throws: { error in
            (error as? ArchiveSetError)?.message.contains("a folder") == true
        }
    }

    @Test("counts bytes on the disk, not the length of a sparse file")
    func lack() throws {
        let volume = try Self.volume(blob: 1 << 20)
        #expect(VolumeFolder(folder.path).lack(of: volume) == volume.size)
        try folder.write([], to: "mirror_000001.tar.partial")
        #expect(unsafe truncate(path, Int(volume.size)) == 0)
        #expect(VolumeFolder(folder.path).lack(of: volume) == volume.size, "a hole takes no space yet")
        try folder.write([UInt8](repeating: 1, count: 1 << 19), to: "mirror_000001.tar.partial")
        #expect((1...volume.size - 1 << 19).contains(VolumeFolder(folder.path).lack(of: volume)))
        try folder.write([UInt8](repeating: 1, count: 1 << 21), to: "mirror_000001.tar.partial")
        #expect(VolumeFolder(folder.path).lack(of: volume) == 0)
    }

    /// Far beyond what ext4 and FAT have, and less than what a file may be elsewhere.
    private static let huge: Int64 = 1 << 61

    /// Whether files end before that in the folder of temporary files.
    private static var filesEnd: Bool {
        guard let folder = try? TemporaryDirectory(), let path = try? folder.write("", to: "file") else { return false }
        return unsafe truncate(path, Int(huge)) != 0
    }

    @Test(
        "is refused where the file system has no such long files, and nothing stays behind",
        .enabled(if: filesEnd, "files have no limit here")
    )
    func tooLong() throws {
        let volume = try Self.volume(blob: Self.huge)
        let error = #expect(throws: ArchiveSetError.self) { try draft(volume) }
        #expect(error?.path == folder.path)
        #expect(error?.message.contains("has no files of \(volume.size) bytes") == true, "\(String(describing: error))")
        #expect(error?.remedy?.contains("--archive-size 3GiB") == true)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
