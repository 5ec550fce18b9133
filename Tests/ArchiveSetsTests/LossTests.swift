// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@Suite("An archive that lacks something", .waitsForPrograms)
struct LossTests {
    private let sample: SampleArchive
    private let folder: TemporaryDirectory

    init() throws {
        sample = try SampleArchive()
        folder = try sample.folder()
    }

    private func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: folder[name]) }

    /// Writes the index as an apply leaves it.
    private func writeIndex(of sets: [TestArchiveSet]? = nil) throws {
        try folder.write([UInt8](try (sets ?? [sample.one, sample.two]).index.data()), to: ArchiveIndex.fileName)
    }

    @Test("that lacks a volume says which, and of which set", arguments: [1, 2])
    func missing(number: Int) async throws {
        try remove("\(VolumeName(number))")
        let error = await refusal(folder)
        #expect(error?.path == folder.path)
        #expect(
            error?.message == "mirror_00000\(number).tar is missing, which is part \(number) of 2 of the set "
                + sample.one.plan.id.short
        )
        #expect(error?.remedy?.contains("--report-missing") == true)
    }

    @Test("is whole without older sets, which were brought before")
    func olderSets() async throws {
        try remove("mirror_000001.tar")
        try remove("mirror_000002.tar")
        #expect(try await OpenedArchive.open(folder.path).sets.map(\.plan) == [sample.two.plan])
        try writeIndex()
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.sets.map(\.plan) == [sample.two.plan])
        #expect(content.lost == [])
    }

    @Test("that lacks the newest set is told by the index")
    func newestSet() async throws {
        try writeIndex()
        try remove("mirror_000003.tar")
        let error = await refusal(folder)
        #expect(
            error?.message == "the newest set \(sample.two.plan.id.short) is missing: mirror_index.json lists "
                + "mirror_000003.tar"
        )
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.lost.map(\.name) == [VolumeName(3)])
        #expect(content.lost.first?.blobs == sample.two.blobs[0].keys.sorted())
        #expect(content.lost.first?.plan == sample.two.plan.id)
    }

    @Test("opens without what is lost, and knows what that was by the index or by the plan", arguments: [true, false])
    func loss(withIndex: Bool) async throws {
        if withIndex { try writeIndex() }
        try remove("mirror_000002.tar")
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.lost.map(\.name) == [VolumeName(2)])
        #expect(content.lost.first?.reason == "it is missing")
        #expect(content.lost.first?.blobs == sample.one.blobs[1].keys.sorted())
        #expect(content.sets.map(\.volumes) == [[VolumeName(1)], [VolumeName(3)]])
        for digest in sample.one.blobs[1].keys { #expect(!content.contains(digest)) }
        for digest in sample.one.blobs[0].keys { #expect(content.contains(digest)) }
    }

    @Test("that lost the first volume of a set has no plan of it")
    func lostPlan() async throws {
        try remove("mirror_000001.tar")
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.sets.map(\.plan) == [sample.two.plan])
        #expect(content.lost.map(\.name) == [VolumeName(1)])
        #expect(content.lost.first?.blobs == nil)
        #expect(content.lost.first?.plan == sample.one.plan.id)
    }

    @Test("counts a volume that is cut as lost, where loss is allowed")
    func lostByDamage() async throws {
        try writeIndex()
        let bytes = sample.one.volumes[1].bytes
        try folder.write(Array(bytes.prefix(bytes.count / 2)), to: "mirror_000002.tar")
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.lost.map(\.name) == [VolumeName(2)])
        #expect(content.lost.first?.reason.hasPrefix("it ends inside its member") == true)
        #expect(content.lost.first?.blobs == sample.one.blobs[1].keys.sorted())
    }

    @Test("counts a volume whose plan is damaged as lost, where loss is allowed")
    func lostByPlan() async throws {
        var bytes = sample.one.volumes[0].bytes
        let place = try #require(bytes.firstRange(of: Array("\"isc.yaml\"".utf8)))
        bytes[place.lowerBound + 1] ^= 1
        try folder.write(bytes, to: "mirror_000001.tar")
        let content = try await OpenedArchive.open(folder.path, allowingLoss: true)
        #expect(content.lost.map(\.name) == [VolumeName(1)])
        #expect(content.lost.first?.reason.hasPrefix("the plan in it cannot be used") == true)
        #expect(content.sets.map(\.plan) == [sample.two.plan])
        #expect(content.volumes.map(\.name) == [VolumeName(2), VolumeName(3)])
        for digest in sample.one.blobs[0].keys { #expect(!content.contains(digest)) }
    }

    @Test("without an archive names what was looked for")
    func nothing() async throws {
        let empty = try TemporaryDirectory()
        #expect(await refusal(empty)?.message.contains("found neither mirror_000001.tar nor") == true)
        try empty.write("", to: "mirror_000001.tar.bak")
        #expect(await refusal(empty)?.message.contains("found neither") == true)
        for path in [empty["none"], empty["mirror_000001.tar.bak"]] {
            await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(path) }
        }
    }
}
