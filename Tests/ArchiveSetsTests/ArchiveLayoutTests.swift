// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Archives
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("The layout of an archive")
struct ArchiveLayoutTests {
    /// What a volume has beside the plan and blobs: its description with header, and the end.
    private static let overhead: Int64 = 512 + 512 + 1024
    /// What the plan takes that these tests use: a header and one block.
    private static let plan: Int64 = 1024
    /// In the rows below a volume has place for the plan and 3584 bytes, or for a single member of 4608.
    private static let limit: Int64 = overhead + 4608

    private static func layout(
        _ contents: SetContents,
        planSize: Int64 = 100,
        limit: Int64 = Self.limit,
        first: Int = 1,
        allowsOversize: Bool = false
    ) throws -> ArchiveLayout {
        try ArchiveLayout(
            contents,
            plan: Digest(of: []),
            planSize: planSize,
            rules: .init(limit: limit, firstVolume: first, allowsOversize: allowsOversize)
        )
    }

    private static func blob(_ size: Int64, _ name: String = "blob") -> SetContents.Blob {
        SetContents.Blob(digest: Digest(of: Array("\(name) \(size)".utf8)), size: size)
    }

    private static func contents(_ sizes: [Int64]) -> SetContents {
        SetContents(
            documents: [],
            images: [],
            blobs: sizes.enumerated().map { blob($1, "number \($0)") }
        )
    }

    /// Blobs, and the sizes of the volumes that hold them.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let blobs: [Int64]
        let volumes: [Int64]

        init(_ name: String, _ blobs: [Int64], _ volumes: [Int64]) {
            testDescription = name
            self.blobs = blobs
            self.volumes = volumes
        }
    }

    static let rows = [
        Row("nothing but the plan", [], [overhead + plan]),
        Row("an empty blob is a header", [0], [overhead + plan + 512]),
        Row("one byte takes a block", [1], [overhead + plan + 1024]),
        Row("a block less a byte", [511], [overhead + plan + 1024]),
        Row("a block", [512], [overhead + plan + 1024]),
        Row("a block and a byte", [513], [overhead + plan + 1536]),
        Row("the first volume is full to the last byte", [3072], [limit]),
        Row("one byte more goes into the next volume", [3073], [overhead + plan, overhead + 4096]),
        Row("the second volume is full to the last byte", [4096], [overhead + plan, limit]),
        Row("two blobs that fill a volume together", [1536, 1024], [limit]),
        Row("two of which one is a byte too long", [1536, 1025], [overhead + plan + 2048, overhead + 2048]),
        Row("a short one fills what a long one left", [4096, 3000, 20], [limit, limit, overhead + 1024]),
        Row("a shorter one goes back into the first volume", [4096, 2560], [overhead + plan + 3072, limit]),
        Row("many into many volumes", [4096, 4096, 4096], [overhead + plan, limit, limit, limit]),
        Row("an empty one behind a full volume", [3072, 0], [limit, overhead + 512]),
    ]

    @Test("is exact to the byte", arguments: rows)
    func boundaries(row: Row) throws {
        let layout = try Self.layout(Self.contents(row.blobs))
        #expect(layout.volumes.map(\.size) == row.volumes)
        #expect(layout.volumes.map(\.name) == (1...row.volumes.count).map { VolumeName($0) })
        try Self.expectSound(layout, Self.contents(row.blobs), limit: Self.limit)
    }

    /// A blob that no volume takes, and the limit that would do.
    static let oversize: [(size: Int64, needed: Int64)] = [
        (4097, overhead + 512 + 4608), (5000, overhead + 512 + 5120), (1 << 30, overhead + 512 + (1 << 30)),
    ]

    @Test(
        "refuses a blob that is a byte longer than a volume allows, and names a sufficient limit",
        arguments: oversize
    )
    func refusesOversize(size: Int64, needed: Int64) throws {
        let contents = Self.contents([10, size])
        let error = #expect(throws: ArchiveLayout.Oversize.self) { try Self.layout(contents) }
        #expect(error?.member == .blob(contents.blobs[1].digest, size: size))
        #expect(error?.needed == needed)
        let sufficient = try Self.layout(contents, limit: needed)
        #expect(sufficient.volumes.map(\.size).max() == needed, "what is needed is what suffices")
        #expect(throws: ArchiveLayout.Oversize.self) { try Self.layout(contents, limit: needed - 1) }
    }

    @Test("gives a longer blob its own volume if that is allowed, and nothing else goes there")
    func allowsOversize() throws {
        let contents = Self.contents([4097, 4096, 10, 6000])
        let layout = try Self.layout(contents, allowsOversize: true)
        #expect(
            layout.volumes.map(\.size) == [
                Self.overhead + Self.plan + 1024, Self.overhead + 512 + 6144, Self.overhead + 512 + 4608, Self.limit,
            ]
        )
        #expect(layout.volumes[1].members.count == 2, "the description and the blob")
        #expect(layout.volumes[2].members.count == 2)
    }

    @Test("keeps the longest numbers of tar, and beyond these takes two blocks more")
    func eightGigabytes() throws {
        for (size, header) in [(Int64(0o77777777777), 512), (0o77777777777 + 1, 1536)] as [(Int64, Int64)] {
            let layout = try Self.layout(Self.contents([size]), limit: 1 << 40)
            let placed = try #require(layout.volumes.first?.members.last)
            #expect(placed.dataOffset - placed.offset == header)
            #expect(layout.volumes.map(\.size) == [Self.overhead + Self.plan + header + (1 << 33)])
        }
    }

    @Test("names blobs whose digest is too long for a header of one block")
    func longDigests() throws {
        let bytes = Array("x".utf8)
        let contents = SetContents(
            documents: [],
            images: [],
            blobs: [.init(digest: Digest(of: bytes, algorithm: .sha512), size: 1)]
        )
        let layout = try Self.layout(contents)
        #expect(layout.volumes.map(\.size) == [Self.overhead + Self.plan + 1536 + 512])
        try Self.expectSound(layout, contents, limit: Self.limit)
    }

    @Test("puts a plan that is longer than a volume into none, unless that is allowed")
    func longPlan() throws {
        let error = #expect(throws: ArchiveLayout.Oversize.self) { try Self.layout(Self.contents([1]), planSize: 4097) }
        #expect(error?.member.content == .plan)
        let layout = try Self.layout(Self.contents([1]), planSize: 4097, allowsOversize: true)
        #expect(layout.volumes.map(\.members.count) == [2, 2])
    }

    @Test("spreads thousands of small members over volumes, in the order of their paths")
    func smallMembers() throws {
        let documents = (0..<4_000).map {
            SetContents.Document(path: "mirror/documents/graphs/\($0).json", size: Int64($0 % 700))
        }
        let contents = SetContents(documents: documents.shuffled(), images: [], blobs: [Self.blob(1 << 19)])
        let layout = try Self.layout(contents, limit: 1 << 20)
        #expect(layout.volumes.count > 4)
        try Self.expectSound(layout, contents, limit: 1 << 20)
        let paths = layout.volumes.flatMap(\.members).map(\.member).filter { $0.content == .document }.map(\.path)
        #expect(paths == documents.map(\.path).sorted())
    }

    @Test("begins where the numbers go on, with a description and the plan")
    func firstVolume() throws {
        let layout = try Self.layout(Self.contents([4096]), first: 999_999)
        #expect(layout.volumes.map(\.name.description) == ["mirror_999999.tar", "mirror_1000000.tar"])
        #expect(layout.volumes[0].members.map(\.member.content) == [.description, .plan])
        #expect(
            layout.volumes.map { $0.members[0].member.path } == [
                "mirror/volumes/mirror_999999.tar.json", "mirror/volumes/mirror_1000000.tar.json",
            ]
        )
    }

    @Test("has every manifest, link and document of the contents, each once")
    func images() throws {
        let random = try RandomContents(seed: 4)
        let layout = try Self.layout(random.contents, limit: 1 << 30)
        let paths = Set(layout.volumes.flatMap(\.members).map(\.member.path))
        for image in random.contents.images {
            let storage = "docker/registry/v2/repositories/\(image.repository)"
            for manifest in image.tree.manifests {
                let hex = manifest.descriptor.digest.hex
                #expect(paths.contains("\(storage)/_manifests/revisions/sha256/\(hex)/link"))
                #expect(paths.contains("docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)/data"))
            }
            for blob in image.tree.blobs {
                #expect(paths.contains("\(storage)/_layers/sha256/\(blob.digest.hex)/link"))
            }
            guard let tag = image.tag else { continue }
            let hex = image.tree.root.descriptor.digest.hex
            #expect(paths.contains("\(storage)/_manifests/tags/\(tag)/current/link"))
            #expect(paths.contains("\(storage)/_manifests/tags/\(tag)/index/sha256/\(hex)/link"))
        }
    }

    @Test("is sound for whatever is carried and however small volumes are", arguments: 0..<50)
    func holds(seed: UInt64) throws {
        var random = try RandomContents(seed: seed)
        let limit = Int64.random(in: 8_000...200_000, using: &random.generator)
        let allowsOversize = Bool.random(using: &random.generator)
        let planSize = Int64.random(in: 0...5000, using: &random.generator)
        func layout(_ contents: SetContents) throws -> ArchiveLayout {
            try Self.layout(contents, planSize: planSize, limit: limit, first: 7, allowsOversize: allowsOversize)
        }
        do {
            let made = try layout(random.contents)
            try Self.expectSound(made, random.contents, limit: limit, allowsOversize: allowsOversize)
            #expect(try layout(random.shuffled()) == made, "the order in which things are named does not matter")
        } catch let error as ArchiveLayout.Oversize {
            #expect(!allowsOversize)
            #expect(error.needed > limit)
        }
    }
}

extension ArchiveLayoutTests {
    /// Makes sure that everything is there once, without gaps, and no volume longer than it may be.
    private static func expectSound(
        _ layout: ArchiveLayout,
        _ contents: SetContents,
        limit: Int64,
        allowsOversize: Bool = false
    ) throws {
        for volume in layout.volumes {
            let own = volume.members.dropFirst()
            #expect(volume.size <= limit || allowsOversize && own.count == 1)
            #expect(volume.members[0].member.content == .description)
            #expect(!own.isEmpty, "a volume of nothing is not written")
            var end: Int64 = 0
            for placed in volume.members {
                #expect(placed.offset == end)
                let header = Int64(try placed.member.header().count)
                #expect(placed.dataOffset == placed.offset + header)
                end += header + (placed.member.size + 511) / 512 * 512
            }
            #expect(volume.size == end + 1024)
        }
        let members = layout.volumes.flatMap(\.members).map(\.member)
        #expect(Set(members.map(\.path)).count == members.count)
        #expect(members.count { $0.content == .plan } == 1)
        #expect(members.count { $0.content == .document } == contents.documents.count)
        let blobs = members.compactMap { if case .blob(let digest) = $0.content { (digest, $0.size) } else { nil } }
        #expect(blobs.count == contents.blobs.count)
        #expect(
            Dictionary(blobs, uniquingKeysWith: { first, _ in first })
                == Dictionary(contents.blobs.map { ($0.digest, $0.size) }, uniquingKeysWith: { first, _ in first })
        )
        let manifests = Set(contents.images.flatMap(\.tree.manifests).map(\.descriptor.digest))
        #expect(
            Set(members.compactMap { if case .manifest(let digest) = $0.content { digest } else { nil } }) == manifests
        )
    }
}
