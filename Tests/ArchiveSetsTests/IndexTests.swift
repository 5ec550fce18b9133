// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("The index beside volumes", .waitsForPrograms)
struct IndexTests {
    private let sample: SampleArchive
    private let folder: TemporaryDirectory

    init() throws {
        sample = try SampleArchive()
        folder = try sample.folder()
    }

    private var index: ArchiveIndex { [sample.one, sample.two].index }

    @Test("is made again from the volumes, with their checksums")
    func remade() async throws {
        let content = try await OpenedArchive.open(folder.path)
        #expect(content.index == nil)
        #expect(try await content.remadeIndex(content.audit()) == index)
    }

    @Test("keeps the entries of earlier sets")
    func kept() async throws {
        try folder.write([UInt8](index.data()), to: ArchiveIndex.fileName)
        for name in ["mirror_000001.tar", "mirror_000002.tar"] {
            try FileManager.default.removeItem(atPath: folder[name])
        }
        let content = try await OpenedArchive.open(folder.path)
        #expect(try await content.remadeIndex(content.audit()) == index)
    }

    @Test("is not rebuilt from damaged volumes")
    func damaged() async throws {
        var bytes = sample.two.volumes[0].bytes
        bytes[bytes.count - 2048] ^= 1
        try folder.write(bytes, to: "mirror_000003.tar")
        let content = try await OpenedArchive.open(folder.path)
        let error = await #expect(throws: ArchiveSetError.self) { try await content.remadeIndex(content.audit()) }
        #expect(error?.path == folder["mirror_000003.tar"])
        #expect(error?.message.contains("is damaged: its digest is") == true)
        let audits = try await content.audit()
        #expect(audits.map(\.damages.count) == [0, 0, 1])
        let checksums = index.sets.flatMap(\.volumes).map(\.checksum)
        #expect(audits.map(\.checksum).prefix(2) == checksums.prefix(2))
        #expect(audits[2].checksum != checksums[2])
    }

    @Test("is not made of a damaged document, nor where a volume is missing")
    func damagedDocument() async throws {
        var bytes = sample.one.volumes[0].bytes
        let place = try #require(bytes.firstRange(of: Array("fast\0".utf8)))
        bytes[place.lowerBound] ^= 1
        try folder.write(bytes, to: "mirror_000001.tar")
        let damaged = try await OpenedArchive.open(folder.path)
        let audits = try await damaged.audit()
        #expect(audits.map(\.damages.count) == [1, 0, 0])
        #expect(audits[0].damages.first?.offset == Int64(place.lowerBound))
        #expect(throws: ArchiveSetError.self) { try damaged.remadeIndex(audits) }

        try sample.one.write(to: folder)
        try FileManager.default.removeItem(atPath: folder["mirror_000002.tar"])
        let lossy = try await OpenedArchive.open(folder.path, allowingLoss: true)
        let rest = try await lossy.audit()
        let error = #expect(throws: ArchiveSetError.self) { try lossy.remadeIndex(rest) }
        #expect(error?.message == "mirror_000002.tar cannot be listed: it is missing")
    }

    @Test("is nothing that the content depends on", arguments: ["", "{", "[]", "{\"kind\": \"MirrorIndex\"}", "\u{0}"])
    func corrupt(text: String) async throws {
        try folder.write(text, to: ArchiveIndex.fileName)
        let content = try await OpenedArchive.open(folder.path)
        #expect(content.index == nil)
        #expect(content.indexProblem?.path == folder[ArchiveIndex.fileName])
        #expect(content.indexProblem?.message == "it is not the JSON of an index")
        #expect(content.sets.count == 2)
    }

    @Test("may be older than the volumes")
    func stale() async throws {
        try folder.write([UInt8]([sample.one].index.data()), to: ArchiveIndex.fileName)
        let content = try await OpenedArchive.open(folder.path)
        #expect(content.sets.count == 2)
        #expect(try await content.remadeIndex(content.audit()) == index)
    }

    @Test(
        "is told what in it cannot be",
        arguments: [
            (ArchiveIndexError.kind("MirrorPlan"), "\"MirrorIndex\"", "\"MirrorPlan\""),
            (.version("2.0"), "\"1.0\"", "\"2.0\""),
            (.order("mirror_000001.tar"), "mirror_000002", "mirror_000001"),
            (.order("../000002.tar"), "mirror_000002", "../000002"),
            (.ranges("mirror_000001.tar"), "\"offset\": ", "\"offset\": 9"),
            (.ranges("mirror_000001.tar"), "\"offset\": ", "\"offset\": -"),
            (.noIndex, "sha256:", "sha256:x"),
        ]
    )
    func impossible(error: ArchiveIndexError, text: String, replacement: String) throws {
        let bytes = String(decoding: try index.data(), as: UTF8.self)
        let changed = bytes.replacing(text, with: replacement)
        #expect(throws: error) { try ArchiveIndex(reading: Data(changed.utf8)) }
    }

    @Test("never makes a wrong blob of a right one, whichever of its bytes change")
    func fuzz() async throws {
        let original = [UInt8](try index.data())
        var generator = SeededGenerator(seed: 21)
        var outcomes = (opened: 0, refused: 0)
        for _ in 0..<150 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0x20...0x7e, using: &generator)
            }
            try folder.write(bytes, to: ArchiveIndex.fileName)
            do {
                let content = try await OpenedArchive.open(folder.path)
                #expect(content.sets.count == 2)
                try await content.verify(Array(content.digests))
                outcomes.opened += 1
            } catch {
                // The volumes are as they were: only what the index alone says can be refused.
                #expect(error is ArchiveSetError)
                outcomes.refused += 1
            }
        }
        #expect(outcomes.opened > 140, "\(outcomes)")
    }
}
