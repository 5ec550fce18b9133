// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("What an index says")
struct ArchiveIndexRuleTests {
    private static func read(_ index: ArchiveIndex) throws -> ArchiveIndex { try ArchiveIndex(reading: index.data()) }

    private static func index(_ ranges: [(Int64, Int64)], size: Int64 = 4096) -> ArchiveIndex {
        let blobs = ranges.map { ArchiveIndex.Blob(digest: VolumeValues.digest("\($0)"), offset: $0.0, size: $0.1) }
        let volume = ArchiveIndex.Volume(
            name: "mirror_000001.tar",
            size: size,
            checksum: VolumeValues.digest("sum"),
            blobs: blobs
        )
        return ArchiveIndex(sets: [.init(plan: VolumeValues.digest("one"), volumes: [volume])])
    }

    @Test func `is written with its names in order, so that equal indexes have equal bytes`() throws {
        let text = String(decoding: try Self.index([(1024, 5)]).data(), as: UTF8.self)
        #expect(
            text == """
                {
                  "format_version": "1.0",
                  "kind": "MirrorIndex",
                  "sets": [
                    {
                      "plan": "\(VolumeValues.digest("one"))",
                      "volumes": [
                        {
                          "blobs": [
                            {
                              "digest": "\(VolumeValues.digest("(1024, 5)"))",
                              "offset": 1024,
                              "size": 5
                            }
                          ],
                          "checksum": "\(VolumeValues.digest("sum"))",
                          "name": "mirror_000001.tar",
                          "size": 4096
                        }
                      ]
                    }
                  ]
                }

                """
        )
    }

    typealias Ranges = [(Int64, Int64)]

    static let possible: [Ranges] = [
        [], [(0, 0)], [(0, 4096)], [(4096, 0)], [(0, 10), (10, 10)], [(100, 10), (500, 10)],
    ]

    static let impossible: [Ranges] = [
        [(0, 10), (9, 10)], [(500, 10), (100, 10)], [(0, 4097)], [(1, 4096)], [(4097, 0)], [(-1, 10)], [(0, -1)],
        [(.max, 1)], [(1, .max)], [(.max, .max)], [(.min, 1)],
    ]

    @Test("is read where blobs lie one behind the other in their volume", arguments: possible)
    func acceptedRanges(ranges: Ranges) throws {
        let index = Self.index(ranges)
        #expect(try Self.read(index) == index)
    }

    @Test("is refused where blobs overlap, or reach out of their volume", arguments: impossible)
    func refusedRanges(ranges: Ranges) throws {
        #expect(throws: ArchiveIndexError.ranges("mirror_000001.tar")) { try Self.read(Self.index(ranges)) }
    }

    @Test(
        "of no length is possible without blobs, and of less than none it is not",
        arguments: [(Int64(0), true), (-1, false)]
    )
    func lengths(size: Int64, isPossible: Bool) throws {
        #expect(((try? Self.read(Self.index([], size: size))) != nil) == isPossible)
    }

    /// Sets with the numbers of their volumes, and what is wrong with them.
    struct Sets: Sendable {
        let sets: [(String, [Int])]
        var error: ArchiveIndexError?

        init(_ sets: [(String, [Int])], _ error: ArchiveIndexError? = nil) { (self.sets, self.error) = (sets, error) }
    }

    static let sets = [
        Sets([("one", [1, 2]), ("two", [3])]), Sets([]), Sets([("one", [5])]),
        Sets([("one", [2]), ("two", [1])], .order("mirror_000001.tar")),
        Sets([("one", [1, 1])], .order("mirror_000001.tar")),
        Sets([("one", [1]), ("two", [1])], .order("mirror_000001.tar")), Sets([("one", [1]), ("one", [2])], .sets),
        Sets([("one", [])], .sets), Sets([("one", [1]), ("two", [])], .sets),
    ]

    @Test("has sets of volumes with rising numbers, each set once", arguments: sets)
    func order(row: Sets) throws {
        let index = ArchiveIndex(sets: row.sets.map { VolumeValues.listed($0, $1) })
        let data = try index.data()
        do throws(ArchiveIndexError) {
            #expect(try ArchiveIndex(reading: data) == index)
            #expect(row.error == nil)
        } catch {
            #expect(error == row.error)
        }
    }

    @Test("of a later version that changes nothing is read", arguments: [("1.4", true), ("2.0", false), ("", false)])
    func versions(version: String, isRead: Bool) throws {
        var index = Self.index([])
        index.formatVersion = version
        #expect(((try? Self.read(index)) != nil) == isRead)
    }

    @Test func `takes a set in the place of an earlier record of it, and keeps the order of the volumes`() {
        let (one, two, three) = (
            VolumeValues.listed("one", [1, 2]), VolumeValues.listed("two", [3]), VolumeValues.listed("three", [4])
        )
        var index = ArchiveIndex(sets: [])
        for set in [three, one, two] { index = index.adding(set) }
        #expect(index.sets == [one, two, three])
        let again = VolumeValues.listed("two", [3], size: 1024)
        #expect(index.adding(again).sets == [one, again, three])
        #expect(index.adding(two) == index)
    }

    @Test(
        "knows the set of each volume that it lists",
        arguments: [(1, "one"), (2, "one"), (3, "two"), (4, nil), (999_999, nil)] as [(Int, String?)]
    )
    func entries(number: Int, set: String?) {
        let index = ArchiveIndex(sets: [VolumeValues.listed("one", [1, 2]), VolumeValues.listed("two", [3])])
        let entry = index.entry(of: VolumeName(number))
        #expect(entry?.set.plan == set.map(VolumeValues.digest))
        #expect(entry?.volume.name == (set == nil ? nil : "\(VolumeName(number))"))
    }

    @Test func `describes a volume of its name, its length and its blobs`() {
        let listed = VolumeValues.listed("one", [1]).volumes[0]
        func volume(_ number: Int = 1, size: Int64 = 512, blob: String = "blob 1", offset: Int64 = 0) -> ArchiveVolume {
            var volume = ArchiveVolume(name: VolumeName(number), path: "x", size: size)
            volume.blobs = [.init(digest: VolumeValues.digest(blob), offset: offset, size: 1)]
            return volume
        }
        #expect(listed.describes(volume()))
        for other in [volume(2), volume(size: 513), volume(blob: "blob 2"), volume(offset: 1)] {
            #expect(!listed.describes(other))
        }
    }

    @Test func `is written into its folder whole, and read from there`() throws {
        let folder = try TemporaryDirectory()
        let archive = try ArchiveFolder(folder.path)
        #expect(try ArchiveIndex.read(in: archive) == nil)
        let index = ArchiveIndex(sets: [VolumeValues.listed("one", [1, 2])])
        try index.write(in: folder.path)
        #expect(try ArchiveIndex.read(in: archive) == index)
        let error = #expect(throws: ArchiveSetError.self) { try index.write(in: folder["none"]) }
        #expect(error?.path == folder["none/mirror_index.json"])
        #expect(error?.remedy == "The volumes are complete; run the same plan again to write it.")
    }

    @Test func `that is a folder is told, and how to write it anew`() throws {
        let folder = try TemporaryDirectory()
        try folder.makeDirectory(ArchiveIndex.fileName)
        let error = #expect(throws: ArchiveSetError.self) { try ArchiveIndex.read(in: ArchiveFolder(folder.path)) }
        #expect(error?.message == "it is not a file that can be read")
        #expect(error?.remedy?.contains("mirror describe --write-index FOLDER") == true)
    }

    @Test func `of any kind is read back as it was written`() throws {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<60 {
            var number = 0
            let sets = (0..<Int.random(in: 0...4, using: &generator)).map { place in
                let numbers = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
                    number += Int.random(in: 1...5, using: &generator)
                    return number
                }
                return VolumeValues.listed("set \(place)", numbers, size: Int64.random(in: 1...9999, using: &generator))
            }
            let index = ArchiveIndex(sets: sets)
            #expect(try Self.read(index) == index)
            // Sets come in any order, and end in that of their volumes.
            #expect(sets.shuffled(using: &generator).reduce(ArchiveIndex(sets: [])) { $0.adding($1) } == index)
        }
    }
}
