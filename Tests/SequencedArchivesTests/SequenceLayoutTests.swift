// SPDX-License-Identifier: Apache-2.0

import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("The layout of v1's archives")
struct SequenceLayoutTests {
    @Test(
        "takes the limit of configurations",
        arguments: [(nil, 500 << 30), (0, 500 << 30), (4, 4 << 30), (-1, 0), (.max, .max)] as [(Int64?, Int64)]
    )
    func limits(archiveSize: Int64?, limit: Int64) {
        #expect(SequenceLayout.limit(archiveSize: archiveSize) == limit)
    }

    @Test("gives every member a part of its own with a negative limit")
    func negative() throws {
        var bench = try SequenceBench()
        let contents = try bench.run([.init(repository: "tools/alpha", tag: "1.0", image: SequenceBench.image("alpha"))]
        )
        // The real archive of this shape has nine parts, with one more layer.
        #expect(try SequenceLayout(contents, limit: SequenceLayout.limit(archiveSize: -1)).files.count == 8)
    }

    @Test("leaves out what earlier archives brought, unless everything is wanted")
    func earlier() throws {
        var bench = try SequenceBench()
        let layer = Array("shared".utf8)
        let first = SequenceBench.Line(
            repository: "a",
            tag: "1",
            image: try TestImage(layers: [layer], labels: ["is": "a"])
        )
        let second = SequenceBench.Line(
            repository: "b",
            tag: "1",
            image: try TestImage(layers: [layer], labels: ["is": "b"])
        )
        #expect(try SequenceLayout(bench.run([first])).newBlobs == 3)
        let contents = try bench.run([second])
        #expect(try SequenceLayout(contents).newBlobs == 2)
        let all = ArchiveContents(contents.metadata, images: contents.images, leavesOutEarlier: false)
        #expect(try SequenceLayout(all).newBlobs == 3)
        // A dropped image no longer counts as brought.
        var other = try SequenceBench()
        _ = try other.run([first])
        let key = try #require(other.metadata.pastAssociations.first?.key)
        #expect(try SequenceLayout(other.run([second], dropping: [key])).newBlobs == 3)
    }

    @Test("refuses what oc-mirror would refuse")
    func refused() throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let contents = try bench.run(lines)
        func message(_ contents: ArchiveContents) throws -> String {
            try #require(throws: SequencedArchiveError.self) { try SequenceLayout(contents) }.message
        }
        let fewer = ArchiveContents(contents.metadata, images: [contents.images[0]])
        #expect(try message(fewer).hasSuffix("and the image is not given"))
        let fresh = ArchiveContents(WorkspaceMetadata(uid: contents.metadata.uid), images: [])
        #expect(try message(fresh) == "oc-mirror v1 would refuse this metadata, so no archive is made of it")
        for path in ["publish/.metadata.json", "v2/x/manifests/1", "blobs/x", "charts", "notes/x"] {
            let other = ArchiveContents(
                contents.metadata,
                images: contents.images,
                documents: [.init(path, .bytes([]))]
            )
            #expect(try message(other) == "`\(path)` does not belong into an archive")
        }
        let twice = Array(repeating: ArchiveContents.Document("charts/a.tgz", .bytes([])), count: 2)
        #expect(
            try message(ArchiveContents(contents.metadata, images: contents.images, documents: twice))
                == "`charts/a.tgz` is there twice"
        )
        let clash =
            contents.images + [
                ArchiveContents.Image(
                    SequenceBench.tree(lines[0].image),
                    repository: contents.images[1].repository,
                    tag: contents.images[1].tag
                )
            ]
        #expect(try message(ArchiveContents(contents.metadata, images: clash)).hasPrefix("tools/alpha:1.0 is sha256:"))
    }

    @Test("tells the names and sizes of its files, and in which of them each blob is", arguments: [1, 1000, 1 << 30])
    func sizes(limit: Int64) async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let layout = try SequenceLayout(bench.run(lines), limit: limit)
        #expect(layout.sizes.map { "\($0.name)" } == layout.files)
        #expect(layout.sizes.reduce(0) { $0 + $1.size } == layout.size)
        var other = try SequenceBench()
        try await other.write(lines, limit: limit)
        for (name, size) in layout.sizes { #expect(try other.folder.read("\(name)").count == Int(size)) }
        let blobs = Set(lines.flatMap(\.image.blobs.keys))
        #expect(Set(layout.places.keys) == blobs)
        for (digest, part) in layout.places {
            let content = String(decoding: try other.folder.read(layout.files[part]), as: UTF8.self)
            #expect(content.contains("blobs/\(digest)"))
        }
    }
}
