// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Archives
import Foundation
import Layouts
import OCI
import Plans
import TestSupport
import Testing

@Suite("A volume that was written as it was laid out", .waitsForPrograms)
struct WrittenVolumeTests {
    private static func layout(_ contents: SetContents, limit: Int64) throws -> ArchiveLayout {
        let rules = ArchiveLayout.Rules(limit: limit, firstVolume: 1, allowsOversize: true)
        return try ArchiveLayout(contents, plan: Digest(of: []), planSize: 100, rules: rules)
    }

    @Test("is what tar and Python's tarfile find in volumes that were written so", arguments: 0..<2)
    func written(seed: UInt64) throws {
        var random = try RandomContents(seed: seed + 1000)
        let layout = try Self.layout(random.contents, limit: 60_000)
        let folder = try TemporaryDirectory()
        var contents: [String: [UInt8]] = [:]
        for volume in layout.volumes {
            let described = try random.bytes(of: volume.members[0])
            let draft = try VolumeDraft(volume, description: described, folder: folder.path)
            // Blobs come in any order, before and behind the small members.
            var small = SmallMembers(draft)
            for placed in volume.members.shuffled(using: &random.generator) {
                let bytes = placed == volume.members[0] ? described : try random.bytes(of: placed)
                contents[placed.member.path] = bytes
                guard case .blob = placed.member.content else {
                    try small.add(placed, bytes)
                    continue
                }
                try draft.write(bytes, at: placed.dataOffset)
                try draft.complete(placed)
            }
            try small.flush()
            try draft.settle()
            try draft.publish()
        }
        try Self.expectReadable(layout, contents, in: folder)
    }

    @Test("of members beyond 8 GiB is what tar and Python's tarfile find")
    func readsLongMembers() throws {
        let sizes: [Int64] = [1 << 33, 0o77777777777, 5]
        let contents = SetContents(
            documents: [],
            images: [],
            blobs: sizes.map { .init(digest: Digest(of: "blob \($0)".utf8), size: $0) }
        )
        let layout = try Self.layout(contents, limit: 1 << 40)
        let volume = try #require(layout.volumes.first)
        let folder = try TemporaryDirectory()
        let draft = try VolumeDraft(volume, description: [], folder: folder.path)
        // Nothing but headers: the rest of the file takes no space.
        for placed in volume.members { try draft.complete(placed) }
        try draft.settle()
        try draft.publish()
        let listing = try toolOutput(["tar", "tvf", folder["mirror_000001.tar"]])
        #expect(Self.sizes(listing) == volume.members.map(\.member.size))
        #expect(try Self.members(of: folder["mirror_000001.tar"]) == volume.members.map(Found.init))
    }
}

extension WrittenVolumeTests {
    /// A member as another program finds it.
    struct Found: Codable, Equatable {
        let path: String
        let offset: Int64
        let dataOffset: Int64
        let size: Int64

        init(_ placed: ArchiveLayout.Placed) {
            path = placed.member.path
            offset = placed.offset
            dataOffset = placed.dataOffset
            size = placed.member.size
        }
    }

    /// The members of a volume as Python's tarfile finds them.
    private static func members(of volume: String) throws -> [Found] {
        let program = """
            import json, sys, tarfile
            members = tarfile.open(sys.argv[1]).getmembers()
            print(json.dumps([dict(path=m.name, offset=m.offset, dataOffset=m.offset_data, size=m.size) for m in members]))
            """
        let output = try toolOutput(["python3", "-c", program, volume])
        return try JSONDecoder().decode([Found].self, from: Data(output.utf8))
    }

    private static func sizes(_ listing: String) -> [Int64] {
        listing.split(separator: "\n").compactMap { line in
            Int64(line.split(separator: " ", omittingEmptySubsequences: true)[2])
        }
    }

    /// Looks at volumes with other programs.
    private static func expectReadable(
        _ layout: ArchiveLayout,
        _ contents: [String: [UInt8]],
        in folder: TemporaryDirectory
    ) throws {
        try folder.makeDirectory("unpacked")
        for volume in layout.volumes {
            let path = folder[volume.name.description]
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 == volume.size)
            #expect(sizes(try toolOutput(["tar", "tvf", path])) == volume.members.map(\.member.size))
            #expect(try members(of: path) == volume.members.map(Found.init))
            let unpacking = try runTool(["tar", "xf", path, "-C", folder["unpacked"]])
            #expect(unpacking.status == 0 && unpacking.errors == "", "\(unpacking.errors)")
        }
        for (path, bytes) in contents { #expect(try folder.read("unpacked/\(path)") == bytes) }
        let files = try toolOutput(["find", folder["unpacked"], "-type", "f"])
        #expect(files.split(separator: "\n").count == contents.count)
    }
}
