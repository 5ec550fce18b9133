// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

@testable import Runs

@Suite("The description of an archive")
struct DescribeRunTests {
    private let folder: TemporaryDirectory
    private let archive: TestArchiveSet

    init() throws {
        folder = try TemporaryDirectory()
        archive = try TestArchiveSet(
            [
                .init("a/one", try TestImage(layers: [Array("layer one".utf8)])),
                .init("a/two", tag: "2", try TestImage(layers: [Array("layer two".utf8)])),
            ],
            parts: 2
        )
        try archive.write(to: folder, "usb")
    }

    private var blobs: Int { archive.blobs.map(\.count).reduce(0, +) }

    private func report(
        _ name: String,
        verifies: Bool = false,
        writesIndex: Bool = false,
        prefix: String = ""
    ) async throws -> (report: ArchiveReport, notes: [String], read: [Int64]) {
        let heard = Guarded<[DescribeEvent]>([])
        let run = DescribeRun(of: prefix + folder[name], verifies: verifies, writesIndex: writesIndex) { event in
            heard.withLock { $0.append(event) }
        }
        let report = try await run.report()
        let events = heard.withLock { $0 }
        return (
            report, events.compactMap { if case .note(let text) = $0 { text } else { nil } },
            events.compactMap { if case .reading(let bytes, _) = $0 { bytes } else { nil } }
        )
    }

    /// Changes a byte of the layer in the second volume.
    private func damage() throws -> Digest {
        var bytes = archive.volumes[1].bytes
        let place = try #require(bytes.firstRange(of: Array("layer two".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "L")
        try folder.write(bytes, to: "usb/mirror_000002.tar")
        return Digest(of: Array("layer two".utf8))
    }

    @Test("tells what a folder of volumes brings without reading them", arguments: ["", "file://"])
    func folderOfVolumes(prefix: String) async throws {
        let (report, notes, read) = try await report("usb", prefix: prefix)
        #expect(report.path == folder["usb"] && report.kind == .archive)
        #expect(report.isWhole && !report.verified && notes == [] && read == [])
        #expect(report.volumes.map(\.name) == ["mirror_000001.tar", "mirror_000002.tar"])
        #expect(report.volumes.map(\.part) == [1, 2] && report.volumes.allSatisfy { $0.parts == 2 })
        #expect(report.volumes.map(\.size) == archive.volumes.map { Int64($0.bytes.count) })
        #expect(report.volumes.map(\.blobs) == archive.blobs.map(\.count))
        #expect(report.blobs == blobs)
        #expect(report.bytes == archive.blobs.flatMap(\.values).reduce(0) { $0 + Int64($1.count) })
        #expect(report.repositories == ["a/one", "a/two"] && report.tags == 2)

        let brought = try #require(report.sets.first)
        #expect(
            report.sets.count == 1 && brought.plan == archive.plan.id && brought.target == archive.plan.plan.target.name
        )
        #expect(brought.images.map { "\($0.count) \($0.type.rawValue)" } == ["2 \(ImageType.additionalImage.rawValue)"])
        #expect(brought.brings.blobs == blobs && brought.brings.bytes == report.bytes && brought.reuses.blobs == 0)
        #expect(brought.documents == 0 && brought.broughtBefore == 0 && brought.serial == 0)
    }

    @Test("tells of one volume only what is in it")
    func volume() async throws {
        let first = try await report("usb/mirror_000001.tar").report
        #expect(first.kind == .volume && first.sets.map(\.plan) == [archive.plan.id])
        #expect(first.sets[0].volumes == ["mirror_000001.tar"] && first.blobs == archive.blobs[0].count)
        let second = try await report("usb/mirror_000002.tar").report
        #expect(second.sets.isEmpty && second.blobs == archive.blobs[1].count && second.tags == 0)
        #expect(second.isWhole)
    }

    @Test("notices a volume that has another name than it says of itself")
    func renamed() async throws {
        try folder.write(archive.volumes[1].bytes, to: "usb/mirror_000009.tar")
        let report = try await report("usb/mirror_000009.tar").report
        #expect(report.problems == ["mirror_000009.tar: its description says that it is mirror_000002.tar"])
    }

    @Test("tells of an index what it lists")
    func index() async throws {
        try [archive].index.write(in: folder["usb"])
        let report = try await report("usb/mirror_index.json").report
        #expect(report.kind == .index && report.sets.isEmpty)
        #expect(report.volumes.map(\.name) == archive.volumes.map { "\($0.name)" })
        #expect(report.volumes.map(\.part) == [1, 2])
        #expect(report.volumes.allSatisfy { $0.plan == archive.plan.id && $0.checksum != nil })
        #expect(report.blobs == blobs)
    }

    @Test("reads every byte where that is asked for, and finds what is damaged")
    func verifies() async throws {
        let whole = try await report("usb", verifies: true)
        #expect(whole.report.verified && whole.report.isWhole)
        let size = archive.volumes.reduce(0) { $0 + Int64($1.bytes.count) }
        #expect(whole.read.max() == size)
        #expect(whole.report.volumes.map(\.checksum) == [archive].index.sets[0].volumes.map(\.checksum))

        let digest = try damage()
        #expect(try await report("usb").report.isWhole)
        for name in ["usb", "usb/mirror_000002.tar"] {
            let found = try await report(name, verifies: true).report
            #expect(found.problems.count == 1 && !found.isWhole)
            #expect(found.problems.first?.hasPrefix("mirror_000002.tar: \(digest) at ") == true, "\(found.problems)")
        }
        #expect(try await report("usb/mirror_000001.tar", verifies: true).report.isWhole)
    }

    @Test("compares the volumes with the checksums of an index")
    func checksums() async throws {
        try [archive].index.write(in: folder["usb"])
        #expect(try await report("usb", verifies: true).report.isWhole)
        let digest = try damage()
        for name in ["usb", "usb/mirror_000002.tar"] {
            let problems = try await report(name, verifies: true).report.problems
            #expect(problems.count == 2, "\(problems)")
            #expect(problems.contains { $0.contains("\(digest)") })
            #expect(problems.contains { $0.contains("its checksum is") && $0.contains("mirror_index.json") })
        }
    }

    @Test("names volumes that are missing")
    func lost() async throws {
        try FileManager.default.removeItem(atPath: folder["usb/mirror_000002.tar"])
        let report = try await report("usb").report
        #expect(report.lost.map(\.name) == ["mirror_000002.tar"] && !report.isWhole)
        #expect(report.volumes.map(\.name) == ["mirror_000001.tar"])
    }

    @Test("writes the index of a folder that is whole")
    func writesIndex() async throws {
        let (report, notes, _) = try await report("usb", writesIndex: true)
        #expect(report.verified && report.isWhole)
        #expect(
            notes == ["The index of 1 set in 2 volumes is written: \(folder["usb/mirror_index.json"])\n"]
        )
        let written = try ArchiveIndex.read(folder["usb/mirror_index.json"])
        #expect(written.sets.map(\.plan) == [archive.plan.id])
        #expect(written.sets[0].volumes.map(\.checksum) == [archive].index.sets[0].volumes.map(\.checksum))
    }

    /// Whether a volume is gone, or only damaged.
    @Test("writes no index where something is missing or damaged", arguments: [true, false])
    func writesNoIndex(isLost: Bool) async throws {
        if isLost {
            try FileManager.default.removeItem(atPath: folder["usb/mirror_000002.tar"])
        } else {
            _ = try damage()
        }
        let (report, notes, read) = try await report("usb", writesIndex: true)
        #expect(!report.isWhole)
        #expect(notes.count == 1 && notes[0].hasPrefix("The index is not written"), "\(notes)")
        #expect(read.isEmpty == isLost)
        #expect(!FileManager.default.fileExists(atPath: folder["usb/mirror_index.json"]))
    }

    @Test("takes an index that cannot be read for a problem, unless it is written anew")
    func unreadableIndex() async throws {
        try folder.write("{}", to: "usb/mirror_index.json")
        let problems = try await report("usb").report.problems
        #expect(problems.count == 1 && problems[0].contains("--write-index"), "\(problems)")
        #expect(try await report("usb", writesIndex: true).report.isWhole)
        #expect(try await report("usb").report.isWhole)
    }

    @Test("is refused where it cannot be what was meant")
    func refused() async throws {
        try [archive].index.write(in: folder["usb"])
        let refusals: [(name: String, verifies: Bool, writes: Bool, refusal: DescribeRefusal)] = [
            ("none", false, false, .nothing(path: folder["none"])),
            ("none", true, true, .nothing(path: folder["none"])),
            ("usb/mirror_000001.tar", false, true, .noFolder(path: folder["usb/mirror_000001.tar"])),
            ("usb/mirror_index.json", false, true, .noFolder(path: folder["usb/mirror_index.json"])),
            ("usb/mirror_index.json", true, false, .noContent(path: folder["usb/mirror_index.json"])),
        ]
        for (name, verifies, writes, refusal) in refusals {
            await #expect(throws: refusal) { try await report(name, verifies: verifies, writesIndex: writes) }
        }
    }
}
