// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@testable import ArchiveSets

@Suite("What a volume says of itself")
struct VolumeDescriptionTests {
    private static let plan = VolumeValues.digest("plan")

    private static func json(_ changes: [String: Any] = [:], without field: String? = nil) throws -> [UInt8] {
        var fields: [String: Any] = [
            "format_version": "1.0", "kind": "MirrorVolume", "plan": "\(plan)", "volume": "mirror_000003.tar",
            "part": 2,
            "parts": 4,
        ]
        fields.merge(changes) { $1 }
        if let field { fields[field] = nil }
        return [UInt8](try JSONSerialization.data(withJSONObject: fields))
    }

    @Test func `is read as it was written, and written as the format says`() throws {
        let description = VolumeDescription(plan: Self.plan, volume: VolumeName(3), part: 2, parts: 4)
        let bytes = try description.bytes
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {
                  "format_version": "1.0",
                  "kind": "MirrorVolume",
                  "part": 2,
                  "parts": 4,
                  "plan": "\(Self.plan)",
                  "volume": "mirror_000003.tar"
                }

                """
        )
        #expect(try VolumeDescription(reading: bytes) == description)
        #expect(try VolumeDescription(reading: Self.json()) == description)
        #expect(description.path == "mirror/volumes/mirror_000003.tar.json")
    }

    @Test func `fits into the one block that layouts count for it, whatever its numbers are`() throws {
        let largest = VolumeName(VolumeName.numberLimit)
        let digest = Digest(of: [], algorithm: .sha512)
        let description = VolumeDescription(plan: digest, volume: largest, part: 999_999, parts: 999_999)
        #expect(try description.bytes.count <= 512)
    }

    @Test("of a later version that changes nothing is read all the same", arguments: ["1", "1.0", "1.7", "1.10.2"])
    func versions(version: String) throws {
        #expect(try VolumeDescription(reading: Self.json(["format_version": version])).part == 2)
    }

    @Test("of another version is refused with it", arguments: ["2.0", "0.9", "10", "", "one"])
    func otherVersions(version: String) throws {
        let error = #expect(throws: VolumeDescriptionError.self) {
            try VolumeDescription(reading: Self.json(["format_version": version]))
        }
        guard case .version(let found) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(found == version)
    }

    @Test(
        "contradicts itself where its name is none, or too low for its part",
        arguments: ["mirror_3.tar", "mirror_000000.tar", "../mirror_000003.tar", "", "mirror_000001.tar"]
    )
    func names(name: String) throws { try expectContradiction(["volume": name]) }

    @Test("contradicts itself if its part number is outside the set", arguments: [0, 5, -1, Int.max])
    func parts(part: Int) throws { try expectContradiction(["part": part]) }

    @Test("contradicts itself where a set has no such number of volumes", arguments: [0, 1, 1_000_000, -4])
    func counts(parts: Int) throws { try expectContradiction(["parts": parts]) }

    private func expectContradiction(_ changes: [String: Any]) throws {
        let json = try Self.json(changes)
        let error = #expect(throws: VolumeDescriptionError.self) { try VolumeDescription(reading: json) }
        guard case .contradiction = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test(
        "is none without one of its fields",
        arguments: ["format_version", "kind", "plan", "volume", "part", "parts"]
    )
    func fields(field: String) throws {
        let error = #expect(throws: VolumeDescriptionError.self) {
            try VolumeDescription(reading: Self.json(without: field))
        }
        guard case .unreadable = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test("must be of the right kind", arguments: ["MirrorIndex", "", "mirrorVolume"])
    func kinds(kind: String) throws {
        let error = #expect(throws: VolumeDescriptionError.self) {
            try VolumeDescription(reading: Self.json(["kind": kind]))
        }
        guard case .kind(let found) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(found == kind)
    }

    @Test func `of changed bytes is possible, or refused`() throws {
        var generator = SeededGenerator(seed: 8)
        let original = try Self.json()
        var read = 0
        for _ in 0..<2000 {
            var bytes = original
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
            guard let description = try? VolumeDescription(reading: bytes) else { continue }
            read += 1
            #expect((1...description.parts).contains(description.part))
            let name = try #require(VolumeName(file: description.volume))
            #expect(name.number >= description.part)
        }
        #expect((20..<1500).contains(read), "\(read)")
    }

    @Test(
        "describes a file of its length that begins with it, and no other",
        arguments: [(0, 0, true), (1, 0, false), (-1, 0, false), (0, 1, false)]
    )
    func describes(longer: Int, changed: Int, isDescribed: Bool) throws {
        let folder = try TemporaryDirectory()
        let description = VolumeDescription(plan: Self.plan, volume: VolumeName(1), part: 1, parts: 1)
        let path = ArchivePath.description(of: VolumeName(1))
        var bytes = try TestArchive([path: String(decoding: description.bytes, as: UTF8.self)]).bytes
        if changed > 0 { bytes[512 + 10] ^= 1 }
        let file = try folder.write(bytes, to: "mirror_000001.tar")
        #expect(try description.describes(file, size: Int64(bytes.count + longer)) == isDescribed)
    }
}
