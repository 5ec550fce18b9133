// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@Suite("A damaged archive", .waitsForPrograms)
struct DamageTests {
    private let sample: SampleArchive
    private let folder: TemporaryDirectory

    init() throws {
        sample = try SampleArchive()
        folder = try sample.folder()
    }

    private func rename(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: folder[name], toPath: folder[other])
    }

    /// Writes the index as an apply leaves it.
    private func writeIndex(of sets: [TestArchiveSet]? = nil) throws {
        try folder.write([UInt8](try (sets ?? [sample.one, sample.two]).index.data()), to: ArchiveIndex.fileName)
    }

    @Test("is refused wherever a volume was cut")
    func truncated() async throws {
        let bytes = sample.one.volumes[1].bytes
        var generator = SeededGenerator(seed: 5)
        let lengths =
            [0, 1, 511, 512, 513, bytes.count - 1, bytes.count - 512, bytes.count - 1024]
            + (0..<40).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }
        for length in lengths {
            try folder.write(Array(bytes.prefix(length)), to: "mirror_000002.tar")
            let error = await refusal(folder)
            #expect(error?.path == folder["mirror_000002.tar"], "\(length)")
            #expect(error?.remedy != nil, "\(length)")
        }
    }

    @Test("is refused where something was added to a volume", arguments: [1, 512, 1024, 10_240])
    func appended(length: Int) async throws {
        let bytes = sample.one.volumes[1].bytes
        try folder.write(bytes + [UInt8](repeating: 0, count: length), to: "mirror_000002.tar")
        let error = await refusal(folder)
        #expect(
            error?.message
                == "found \(bytes.count + length) bytes, expected \(bytes.count): there are bytes after its end"
        )
    }

    @Test("is refused where a member was cut out of a volume")
    func shortened() async throws {
        var bytes = sample.one.volumes[1].bytes
        let path = Array("registry/v2/blobs/sha256".utf8)
        let (first, second) = try #require(bytes.twoRanges(of: path))
        bytes.removeSubrange(first..<second)
        try folder.write(bytes, to: "mirror_000002.tar")
        let error = await refusal(folder)
        #expect(error?.path == folder["mirror_000002.tar"])
        #expect(error?.message.hasSuffix("expected \(sample.one.volumes[1].bytes.count) by its plan") == true)
    }

    @Test("whose volumes have each other's names says which is which")
    func swapped() async throws {
        try rename("mirror_000001.tar", to: "x")
        try rename("mirror_000002.tar", to: "mirror_000001.tar")
        try rename("x", to: "mirror_000002.tar")
        let error = await refusal(folder)
        #expect(error?.path == folder["mirror_000001.tar"])
        #expect(
            error?.message == "its description says that it is mirror_000002.tar, part 2 of 2 of the set "
                + sample.one.plan.id.short
        )
    }

    @Test("with a volume of another archive in place of its own")
    func foreign() async throws {
        let other = try TestArchiveSet([.init("x/y", .seeded(9)), .init("x/z", .seeded(8))], parts: 2)
        try folder.write(other.volumes[1].bytes, to: "mirror_000002.tar")
        let error = await refusal(folder)
        #expect(error?.path == folder["mirror_000002.tar"])
        #expect(
            error?.message == "it belongs to the set \(other.plan.id.short), expected part 2 of 2 of the set "
                + sample.one.plan.id.short
        )
        #expect(error?.remedy?.contains("separate folder") == true)
    }

    @Test("with a whole set of another archive in place of its own is told by the index")
    func foreignSet() async throws {
        let other = try TestArchiveSet([.init("x/y", .seeded(9))], first: 3)
        try other.write(to: folder)
        #expect(await refusal(folder) == nil)
        try writeIndex()
        let error = await refusal(folder)
        #expect(
            error?.message == "it belongs to the set \(other.plan.id.short), by mirror_index.json to the set "
                + sample.two.plan.id.short
        )
    }

    @Test("with a tar of somebody else among its volumes")
    func stranger() async throws {
        try folder.write(TestArchive(["docker/registry/v2/repositories/x": "1"]).bytes, to: "mirror_000004.tar")
        let error = await refusal(folder)
        #expect(error?.path == folder["mirror_000004.tar"])
        #expect(error?.message.hasPrefix("mirror did not write it") == true)
    }

    @Test("whose apply has not ended")
    func partial() async throws {
        try rename("mirror_000003.tar", to: "mirror_000003.tar.partial")
        for allowsLoss in [false, true] {
            let error = await #expect(throws: ArchiveSetError.self) {
                try await OpenedArchive.open(folder.path, allowingLoss: allowsLoss)
            }
            #expect(error?.path == folder["mirror_000003.tar.partial"])
            #expect(error?.remedy?.contains("mirror apply") == true)
        }
    }

    @Test("that was compressed", arguments: ["gzip", "zstd", "xz", "bzip2"])
    func compressed(tool: String) async throws {
        guard try runTool(["which", tool]).status == 0 else { return }
        try toolOutput(["sh", "-c", "\(tool) -c mirror_000002.tar > x && mv x mirror_000002.tar"], in: folder.path)
        let error = await refusal(folder)
        #expect(error?.message == "it is compressed with \(tool), expected a plain tar archive")
        #expect(error?.remedy?.contains("ecompress") == true)
    }

    @Test(
        "with a plan or a configuration that is not the one of its set",
        arguments: ["plan.json", "configuration.yaml"]
    )
    func otherPlan(member: String) async throws {
        var bytes = sample.one.volumes[0].bytes
        let text = member == "plan.json" ? "\"isc.yaml\"" : "one\n\0"
        let place = try #require(bytes.firstRange(of: Array(text.utf8)))
        bytes[place.lowerBound + 1] ^= 1
        try folder.write(bytes, to: "mirror_000001.tar")
        let error = await refusal(folder)
        #expect(error?.path == folder["mirror_000001.tar"])
        #expect(error?.message.contains(member == "plan.json" ? "plan in it" : "digest of its configuration") == true)
    }

    @Test("with a damaged document has it refused when it is read")
    func document() async throws {
        var bytes = sample.two.volumes[0].bytes
        let place = try #require(bytes.firstRange(of: Array("new\0".utf8)))
        bytes[place.lowerBound] ^= 1
        try folder.write(bytes, to: "mirror_000003.tar")
        let content = try await OpenedArchive.open(folder.path)
        let error = await #expect(throws: ArchiveSetError.self) {
            try await content.document(SampleArchive.graph, limit: 100)
        }
        #expect(error?.message.contains("`\(SampleArchive.graph)` is damaged") == true)
    }

    @Test("is never read wrongly, whichever bytes of a volume change")
    func fuzz() async throws {
        let small = try TestArchiveSet(
            [.init("a/b", TestImage(layers: [Array("layer".utf8)]))],
            documents: ["mirror/documents/x": "x"]
        )
        let original = small.volumes[0].bytes
        var generator = SeededGenerator(seed: 3)
        let folder = try TemporaryDirectory()
        var opened = 0
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] ^= UInt8(1) << UInt8.random(in: 0...7, using: &generator)
            }
            try folder.write(bytes, to: "mirror_000001.tar")
            guard let content = try? await OpenedArchive.open(folder.path) else { continue }
            opened += 1
            #expect(content.sets.map(\.plan) == [small.plan])
            for (digest, bytes) in small.blobs[0] where content.contains(digest) {
                guard (try? await content.verify([digest])) != nil else { continue }
                let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
                #expect(try await content.blob(descriptor).collect(limit: 1 << 20) == bytes)
            }
        }
        // Bytes of padding change nothing.
        #expect(opened > 0)
    }
}

extension [UInt8] {
    /// Where the first two members begin whose paths begin with the text.
    fileprivate func twoRanges(of text: [UInt8]) -> (Int, Int)? {
        let starts = stride(from: 0, to: count, by: 512).filter { self[$0...].starts(with: text) }
        return starts.count < 2 ? nil : (starts[0], starts[1])
    }
}
