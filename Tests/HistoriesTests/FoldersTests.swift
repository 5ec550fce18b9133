// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import Histories

@Suite("The folders of volumes")
struct FoldersTests {
    private let folder: TemporaryDirectory
    private let set: TestArchiveSet

    init() throws {
        folder = try TemporaryDirectory()
        let images = try (1...2).map { (key: "n\($0)", value: try TestImage(layers: [[UInt8($0)], [9]])) }
        set = try TestArchiveSet(images.map { .init("tools/\($0.key)", $0.value) }, parts: 2)
        try set.write(to: folder, "a")
    }

    @Test("tell of sets that are spread over them, and of each volume once")
    func spread() async throws {
        try folder.makeDirectory("b")
        try folder.makeDirectory("empty")
        let second = "mirror_000002.tar"
        try FileManager.default.moveItem(atPath: folder["a/\(second)"], toPath: folder["b/\(second)"])
        let part = try await HistoryFolders([folder["a"]])
        #expect(part.found.sets.map(\.missing) == [[VolumeName(2)]])
        let names = ["file://\(folder["a"])", folder["b"], folder["a"], folder["empty"]]
        var all = try await HistoryFolders(names)
        #expect(all.found.folders == [folder["a"], folder["b"], folder["a"], folder["empty"]])
        #expect(all.found.volumeCount == 2)
        let found = try #require(all.found.sets.first)
        #expect(found.plan == set.plan.id && found.file?.id == set.plan.id && found.missing.isEmpty)

        try await all.audit(where: { _, volume in volume.name == VolumeName(2) }, progress: { _, _ in })
        let checksums = all.found.sets.flatMap(\.volumes).map { $0.checksum != nil }
        #expect(checksums == [false, true])
        let blobs = found.blobs
        #expect(try await all.incomplete(set.plan.plan, carried: blobs).isEmpty)
        let lost = try #require(set.plan.plan.actions.first?.digest)
        #expect(try await all.incomplete(set.plan.plan, carried: blobs.subtracting([lost])) == [lost])
    }

    @Test("are refused where no history tells of what is in them")
    func refused() async throws {
        try folder.makeDirectory("unpacked/docker/registry/v2")
        try folder.write("x", to: "broken/mirror_000001.tar")
        var foreign = TestArchive()
        try foreign.add("docker/registry/v2/x", [1])
        try folder.write(foreign.bytes, to: "foreign/mirror_000001.tar")
        func error(_ name: String) async -> HistoryFolderError? {
            do {
                _ = try await HistoryFolders([folder[name]])
                return nil
            } catch {
                return error as? HistoryFolderError
            }
        }
        #expect(await error("unpacked") == .unpacked(path: folder["unpacked"]))
        #expect(await error("foreign") == .foreign(path: folder["foreign/mirror_000001.tar"]))
        let broken = try #require(await error("broken"))
        #expect("\(broken)".hasPrefix("\(folder["broken"]): none of its volumes can be read\nmirror_000001.tar: "))
    }

    @Test("have their index written anew once every byte was read")
    func index() async throws {
        let content = try await OpenedArchive.open(folder["a"], allowingLoss: true)
        let rewriting = IndexRewriting(content: content)
        try rewriting.check()
        let audits = try await content.audit()
        let path = folder["a/mirror_index.json"]
        #expect(try rewriting.write(audits, isWhole: false) == IndexRewriting.refusal(folder["a"]))
        #expect(!FileManager.default.fileExists(atPath: path))
        let note = try rewriting.write(audits, isWhole: true)
        #expect(note == "The index of 1 set in 2 volumes is written: \(path)\n")
        let indexed = try await HistoryFolders([folder["a"]])
        #expect(indexed.found.sets.flatMap(\.volumes).map(\.checksum) == audits.map(\.checksum))

        try FileManager.default.removeItem(atPath: folder["a/mirror_000002.tar"])
        let error = try #require(throws: IndexRewritingError.self) { try rewriting.write(audits, isWhole: true) }
        #expect(error == .changed(folder: folder["a"]))
    }
}
