// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import TestSupport
import Testing

/// `mirror describe --write-index`, and what is said where it is needed.
@Suite("The index of an archive that was lost", .waitsForPrograms)
struct ArchiveIndexTests {
    private let world: ArchiveWorld

    init() throws { world = try ArchiveWorld() }

    private static let index = ArchiveIndex.fileName

    /// Brings an image more.
    private func bring(_ number: UInt64) async throws {
        let name = try await world.push(try .sample(number, layers: [600_000, 300]), as: "a/image\(number)")
        let other = try await world.push(try .sample(number + 100, layers: [200_000]), as: "b/image\(number)")
        try world.shop.configure([name, other])
        try world.bring("--archive-size", "700KiB")
    }

    private func writeIndex(_ path: String? = nil, _ options: String...) throws -> ToolRun {
        try world.shop.run(["describe", "--write-index", path ?? world.usb] + options)
    }

    @Test("is written anew, byte for byte as it was")
    func rewritten() async throws {
        try await bring(1)
        try await bring(2)
        #expect(world.volumes.count == 4)
        let whole = try world.files()
        for damage in [nil, "", "{\"kind\": \"MirrorIndex\"", "[]"] as [String?] {
            if let damage {
                try world.write(Array(damage.utf8), to: Self.index)
                let described = try world.shop.mirror("describe", world.usb)
                #expect(described.status == 1)
                #expect(described.output.contains("--write-index"), "\(described.output)")
            } else {
                try FileManager.default.removeItem(atPath: world.path(Self.index))
            }
            let run = try writeIndex()
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            let text = "The index of 2 sets in 4 volumes is written: \(world.path(Self.index))\n"
            #expect(run.errors == text)
            #expect(try world.files() == whole)
        }
        // Written where it is right it stays as it is, and describing alone writes nothing.
        #expect(try writeIndex().status == 0)
        #expect(try world.files() == whole)
        try FileManager.default.removeItem(atPath: world.path(Self.index))
        #expect(try world.shop.mirror("describe", "--verify", world.usb).status == 0)
        #expect(try world.files()[Self.index] == nil)
    }

    @Test("is told of by the next apply, whose index has the new set alone")
    func told() async throws {
        try await bring(1)
        let old = try world.read(Self.index)
        for lose in [true, false] {
            if lose {
                try FileManager.default.removeItem(atPath: world.path(Self.index))
            } else {
                try world.write([0x7b], to: Self.index)
            }
            let name = try await world.push(try .sample(lose ? 2 : 3, layers: [5000]), as: "a/more\(lose)")
            try world.shop.configure([name])
            #expect(try world.planToDisk().status == 0)
            let apply = try world.shop.mirror("apply", "plan.json")
            #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
            let told = "does not list mirror_000001.tar to "
            #expect(apply.errors.contains(told), "\(apply.errors)")
            #expect(apply.errors.contains("mirror describe --write-index \(world.usb)\n"), "\(apply.errors)")
            #expect(try writeIndex().status == 0)
        }
        let sets = try ArchiveIndex(reading: Data(world.read(Self.index))).sets
        #expect(sets.flatMap(\.volumes).map(\.name) == world.volumes)
        #expect(try sets.prefix(1) == ArchiveIndex(reading: Data(old)).sets[...])
        // As long as it is whole nobody is told anything.
        try world.shop.configure([try await world.push(try .sample(9), as: "a/last")])
        #expect(try world.planToDisk().status == 0)
        let apply = try world.shop.mirror("apply", "plan.json")
        #expect(apply.status == 0 && !apply.errors.contains("--write-index"), "\(apply.errors)")
    }

    @Test("is not written of volumes that are damaged or missing, and these are named")
    func refused() async throws {
        try await bring(1)
        let whole = try world.files()
        try FileManager.default.removeItem(atPath: world.path(Self.index))
        let volume = try #require(whole["mirror_000002.tar"])
        var damaged = volume
        damaged[damaged.count - 3000] ^= 1
        for bytes in [damaged, volume.dropLast(1024), nil] {
            try? FileManager.default.removeItem(atPath: world.path("mirror_000002.tar"))
            if let bytes { try world.write(bytes, to: "mirror_000002.tar") }
            let run = try writeIndex()
            #expect(run.status == 1, "\(run.output)")
            #expect(run.output.contains("mirror_000002.tar"), "\(run.output)")
            #expect(run.errors.hasPrefix("The index is not written"), "\(run.errors)")
            #expect(try world.files()[Self.index] == nil)
        }
    }

    @Test("is one of our volumes in a folder, and of nothing else")
    func wrongPath() async throws {
        try await bring(1)
        for name in ["mirror_000001.tar", Self.index] {
            let run = try writeIndex(world.path(name))
            #expect(run.status == 1)
            #expect(run.errors.contains("Name the folder that the volume is in."), "\(run.errors)")
        }
        let folder = try TemporaryDirectory()
        for name in world.volumes { try toolOutput(["tar", "xf", world.path(name), "-C", folder.path]) }
        let unpacked = try writeIndex(folder.path)
        #expect(unpacked.status == 1)
        #expect(unpacked.errors.contains("an unpacked archive has no volumes"), "\(unpacked.errors)")
        try toolOutput(["sh", "-c", "tar -cf mirror_000001.tar docker && rm -r docker mirror"], in: folder.path)
        let foreign = try writeIndex(folder.path)
        #expect(foreign.status == 1)
        #expect(foreign.errors.contains("mirror did not write its volumes"), "\(foreign.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mirror_000001.tar"])
    }
}
