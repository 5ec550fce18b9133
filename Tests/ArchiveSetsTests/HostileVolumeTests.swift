// SPDX-License-Identifier: Apache-2.0

import Archives
import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

/// What somebody may write into a volume to keep whoever reads it busy.
@Suite("A hostile volume", .waitsForPrograms)
struct HostileVolumeTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private var name: VolumeName { VolumeName(1) }

    private func write(repositories: [String]) throws {
        var archive = TestArchive()
        let digest = Digest(of: [1])
        for repository in repositories {
            try archive.add(StoragePath.revision(digest, in: RepositoryName(repository)), "\(digest)")
        }
        try folder.write(archive.bytes, to: "\(name)")
    }

    @Test("cannot name repositories without end")
    func repositories() throws {
        try write(repositories: (0..<40).map { "a/\($0)" })
        let error = #expect(throws: ArchiveSetError.self) {
            try VolumeScan.volume(name, at: folder["\(name)"], nameLimit: 2000)
        }
        #expect(error?.message == "it has more members than can be read")
        // However many images a repository has, it has one name.
        try write(repositories: (0..<40).map { _ in "a/b" })
        let volume = try VolumeScan.volume(name, at: folder["\(name)"], nameLimit: 2000)
        #expect(volume.repositories == [try RepositoryName("a/b")])
    }

    @Test("has its plan refused where that is longer than any")
    func plan() async throws {
        let id = Digest(of: [1])
        let size = Int64(PlanFile.sizeLimit) + 1
        var start = TestArchive()
        let description = VolumeDescription(plan: id, volume: name, part: 1, parts: 1)
        try start.add(ArchivePath.description(of: name), description.bytes)
        let plan = try TarEntry(path: ArchivePath.plan(id), kind: .file(size: size))
        let header = try start.bytes.dropLast(TarEntry.endOfArchive.count) + plan.header
        try folder.write(Array(header), to: "\(name)")
        let file = try FileHandle(forWritingTo: URL(filePath: folder["\(name)"]))
        let length = Int64(header.count) + size + Int64(plan.padding.count + TarEntry.endOfArchive.count)
        try file.truncate(atOffset: UInt64(length))
        try file.close()
        #expect(
            await refusal(folder)?.message
                == "its member `\(ArchivePath.plan(id))` has \(size) bytes, more than the \(PlanFile.sizeLimit) that are read"
        )
    }
}
