// SPDX-License-Identifier: Apache-2.0

import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("Volumes that are put together to sets")
struct SetAssemblyTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func whole(_ volumes: [ArchiveVolume]) -> ArchiveSetError? {
        do throws(ArchiveSetError) {
            try SetAssembly(volumes).requireWhole(in: ArchiveFolder(folder.path))
            return nil
        } catch {
            return error
        }
    }

    @Test func `are sets in the order of their volumes, with the names of what is there and what is not`() throws {
        let volumes =
            VolumeValues.set("one", first: 1, parts: 3, there: [1, 3])
            + VolumeValues.set("two", first: 4, parts: 2, there: [2])
        let groups = try SetAssembly(volumes).groups
        #expect(groups.map(\.plan) == ["one", "two"].map(VolumeValues.digest))
        #expect(groups.map(\.first) == [VolumeName(1), VolumeName(4)])
        #expect(groups.map { $0.names.map(\.number) } == [[1, 2, 3], [4, 5]])
        #expect(groups.map { $0.missing.map(\.number) } == [[2], [4]])
        #expect(groups.map { $0.volumes.map(\.name.number) } == [[1, 3], [5]])
        #expect(try SetAssembly([]).groups.isEmpty)
    }

    @Test func `are whole where every part is there, and sets need not follow each other`() {
        let one = VolumeValues.set("one", first: 1, parts: 2, there: [1, 2])
        let two = VolumeValues.set("two", first: 9, parts: 1, there: [1])
        #expect(whole(one + two) == nil)
        #expect(whole([]) == nil)
    }

    @Test(
        "are told which part is missing, and how many more",
        arguments: [
            ([2, 3], "mirror_000004.tar is missing, which is part 1 of 3 of the set "),
            ([1, 3], "mirror_000005.tar is missing, which is part 2 of 3 of the set "),
            ([1], "mirror_000005.tar is missing, which is part 2 of 3 of the set "),
        ]
    )
    func missing(there: [Int], message: String) {
        let error = whole(VolumeValues.set("one", first: 4, parts: 3, there: there))
        let others = there.count == 1 ? ", and 1 more of its volumes" : ""
        #expect(error?.message == message + VolumeValues.digest("one").short + others)
        #expect(error?.path == folder.path)
        #expect(error?.remedy?.contains("mirror plan --report-missing FILE") == true)
    }

    @Test func `are told where a volume of another set has the name of one that is missing`() {
        let one = VolumeValues.set("one", first: 1, parts: 2, there: [1])
        let two = [VolumeValues.volume(2, of: "two", part: 2, parts: 2)]
        // Of the second set the first volume is the one that the first set has.
        let error = whole(one + two)
        #expect(
            error?.message
                == "it belongs to the set \(VolumeValues.digest("two").short), expected part 2 of 2 of the set "
                + VolumeValues.digest("one").short
        )
        #expect(error?.path == folder["mirror_000002.tar"])
    }

    @Test func `are refused where one has another name than it says of itself`() {
        let error = #expect(throws: ArchiveSetError.self) {
            try SetAssembly([VolumeValues.volume(2, of: "one", part: 1, parts: 1, says: 1)])
        }
        #expect(error?.path == "/media/usb/mirror_000002.tar")
        #expect(
            error?.message
                == "its description says that it is mirror_000001.tar, part 1 of 1 of the set "
                + VolumeValues.digest("one").short
        )
    }

    @Test(
        "are refused where parts of one set do not fit together",
        arguments: [
            // Another number of parts, and another first volume.
            (2, 2, 3, "it is part 2 of 3 of the set"), (3, 2, 2, "it is part 2 of 2 of the set"),
            (2, 1, 2, "it is part 1 of 2 of the set"),
        ]
    )
    func misfits(number: Int, part: Int, parts: Int, message: String) {
        let first = VolumeValues.volume(1, of: "one", part: 1, parts: 2)
        let error = #expect(throws: ArchiveSetError.self) {
            try SetAssembly([first, VolumeValues.volume(number, of: "one", part: part, parts: parts)])
        }
        #expect(error?.message.hasPrefix(message) == true)
        #expect(error?.message.hasSuffix("which begins with mirror_000001.tar and has 2") == true)
    }

    @Test func `are refused where others wrote one`() {
        let volumes = [VolumeValues.volume(1, of: "one"), VolumeValues.volume(2, of: nil)]
        let error = #expect(throws: ArchiveSetError.self) { try SetAssembly(volumes) }
        #expect(error?.path == "/media/usb/mirror_000002.tar")
        #expect(error?.message.hasPrefix("mirror did not write it") == true)
    }
}

@Suite("An index beside the volumes that are there")
struct IndexComparisonTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func comparison(_ volumes: [ArchiveVolume], _ listed: [ArchiveIndex.VolumeSet]?) throws -> IndexComparison {
        IndexComparison(
            folder: try ArchiveFolder(folder.path),
            index: listed.map { ArchiveIndex(sets: $0) },
            groups: try SetAssembly(volumes).groups
        )
    }

    private static let one = VolumeValues.set("one", first: 1, parts: 2, there: [1, 2])

    @Test func `says nothing against volumes that it does not list, or lists in their set`() throws {
        try comparison(Self.one, nil).requireSameVolumes()
        try comparison(Self.one, []).requireSameVolumes()
        try comparison(Self.one, [VolumeValues.listed("one", [1, 2], size: 9)]).requireSameVolumes()
        try comparison(Self.one, [VolumeValues.listed("two", [3])]).requireSameVolumes()
    }

    @Test func `refuses a volume of another set than had its name`() throws {
        let error = #expect(throws: ArchiveSetError.self) {
            try comparison(Self.one, [VolumeValues.listed("two", [2])]).requireSameVolumes()
        }
        let (one, two) = (VolumeValues.digest("one").short, VolumeValues.digest("two").short)
        #expect(error?.path == "/media/usb/mirror_000002.tar")
        #expect(error?.message == "it belongs to the set \(one), by mirror_index.json to the set \(two)")
        #expect(error?.remedy?.hasSuffix("mirror describe --write-index \(folder.path)") == true)
    }

    @Test func `lets a set be planned anew whose volume is the same to the byte`() throws {
        var volume = VolumeValues.volume(1, of: "one")
        volume.blobs = [.init(digest: VolumeValues.digest("blob 1"), offset: 0, size: 1)]
        try comparison([volume], [VolumeValues.listed("two", [1])]).requireSameVolumes()
    }

    /// The sets of an index, and which of them is told.
    struct Newest: Sendable {
        let listed: [(String, [Int])]?
        let missing: String?
    }

    static let newest = [
        Newest(listed: [("one", [1, 2])], missing: nil),
        Newest(listed: [("one", [1, 2]), ("two", [3])], missing: "two"),
        Newest(listed: [("two", [3, 4, 5])], missing: "two"),
        Newest(listed: [("two", [3]), ("three", [4])], missing: "three"),
        // Older ones were brought before.
        Newest(listed: [("zero", [1])], missing: nil), Newest(listed: [], missing: nil),
        Newest(listed: nil, missing: nil),
    ]

    @Test("tells that the newest set is missing where it comes behind all that is there", arguments: newest)
    func laterSet(row: Newest) throws {
        let comparison = try comparison(Self.one, row.listed?.map { VolumeValues.listed($0, $1) })
        do throws(ArchiveSetError) {
            try comparison.requireNewest()
            #expect(row.missing == nil)
        } catch {
            let digest = try #require(row.missing.map(VolumeValues.digest))
            #expect(error.message.hasPrefix("the newest set \(digest.short) is missing: mirror_index.json lists "))
            #expect(error.path == folder.path)
        }
    }

    @Test func `tells how many volumes of the newest set are missing`() throws {
        let error = #expect(throws: ArchiveSetError.self) {
            try comparison(Self.one, [VolumeValues.listed("two", [3, 4, 5])]).requireNewest()
        }
        #expect(error?.message.hasSuffix("lists mirror_000003.tar and 2 more") == true)
    }

    @Test func `knows what is lost, why, of which set, and what was in it`() throws {
        let there = VolumeValues.set("one", first: 1, parts: 3, there: [1])
        let listed = [VolumeValues.listed("one", [1, 2, 3]), VolumeValues.listed("two", [4])]
        let damage = ArchiveSetError(path: "/media/usb/mirror_000003.tar", message: "it is cut")
        let lost = try comparison(there, listed).lost([], [VolumeName(3): damage])
        #expect(lost.map(\.name.number) == [2, 3, 4])
        #expect(lost.map(\.reason) == ["it is missing", "it is cut", "it is missing"])
        #expect(lost.map(\.plan) == ["one", "one", "two"].map(VolumeValues.digest))
        #expect(lost.map(\.blobs) == [2, 3, 4].map { [VolumeValues.digest("blob \($0)")] })
    }

    @Test func `cannot know what was in a volume that nothing tells of`() throws {
        let there = VolumeValues.set("one", first: 1, parts: 2, there: [1])
        let lost = try comparison(there, nil).lost([], [:])
        #expect(lost.map(\.name.number) == [2])
        #expect(lost.map(\.blobs) == [nil])
        #expect(lost.map(\.plan) == [VolumeValues.digest("one")])
        // What an index says of another set under that name does not count.
        let other = try comparison(there, [VolumeValues.listed("two", [2])]).lost([], [:])
        #expect(other.map(\.blobs) == [nil])
    }

    @Test func `is made up for by the plan of a set, which tells the blobs of its volumes`() async throws {
        let sample = try SampleArchive()
        let set = ArchiveSet(plan: sample.one.plan, configuration: [], volumes: [VolumeName(1)])
        var volume = ArchiveVolume(name: VolumeName(1), path: "x", size: 1)
        volume.description = VolumeDescription(plan: sample.one.plan.id, volume: VolumeName(1), part: 1, parts: 2)
        let lost = try comparison([volume], nil).lost([set], [:])
        #expect(lost.map(\.blobs) == [sample.one.blobs[1].keys.sorted()])
    }
}
