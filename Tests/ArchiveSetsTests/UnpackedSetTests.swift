// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Sets of ours that somebody unpacked into a folder.
@Suite("Unpacked sets", .waitsForPrograms)
struct UnpackedSetTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Unpacks several sets of one volume each.
    private func unpack(_ count: Int) throws -> [TestArchiveSet] {
        let sets = try (1...count).map { number in
            try TestArchiveSet([.init("a/b\(number)", .seeded(UInt64(number)))], first: number)
        }
        for set in sets { try set.write(to: folder) }
        let script = "mkdir all && for volume in mirror_*.tar; do tar -C all -xf $volume; done"
        try toolOutput(["sh", "-c", script], in: folder.path)
        return sets
    }

    @Test("that are all broken are told in one order")
    func order() async throws {
        let sets = try unpack(8)
        for set in sets {
            let digest = try #require(set.blobs[0].keys.min())
            let hex = digest.hex
            try FileManager.default.removeItem(
                atPath: folder["all/docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)"]
            )
        }
        let first = try #require(sets.map(\.plan.id).min())
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["all"]) }
        #expect(error?.message.hasSuffix("which the set \(first.short) brings") == true, "\(error?.message ?? "")")
    }

    @Test("have to describe volumes under their names")
    func renamed() async throws {
        _ = try unpack(2)
        let descriptions = "all/mirror/volumes"
        try FileManager.default.moveItem(
            atPath: folder["\(descriptions)/mirror_000002.tar.json"],
            toPath: folder["\(descriptions)/mirror_000003.tar.json"]
        )
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["all"]) }
        #expect(error?.path == folder["\(descriptions)/mirror_000003.tar.json"])
        #expect(error?.message == "it does not describe a volume of its name")
    }
}
