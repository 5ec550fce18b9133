// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import Scheduling
import TestSupport
import Testing

@Suite("The progress of reading an archive", .waitsForPrograms)
struct ReadingProgressTests {
    private let sample: SampleArchive
    private let folder: TemporaryDirectory

    init() throws {
        sample = try SampleArchive()
        folder = try sample.folder()
    }

    /// The sum of the reported numbers of bytes.
    private func reported(_ body: (@escaping @Sendable (Int64) -> Void) async throws -> Void) async throws -> Int64 {
        let counter = ByteCounter()
        try await body { _ = counter.add($0) }
        return counter.add(0)
    }

    @Test(
        "ends at the size of the volume, with headers, padding and the end-of-archive mark",
        arguments: ["mirror_000001.tar", "mirror_000002.tar", "mirror_000003.tar"]
    )
    func volume(name: String) async throws {
        let volume = try await ArchiveVolume.open(folder[name])
        #expect(volume.size == Int64(try Data(contentsOf: URL(filePath: folder[name])).count))
        #expect(try await reported { _ = try await volume.audit(progress: $0) } == volume.size)
    }

    @Test("ends at the size of all volumes, also if content of one is damaged")
    func damaged() async throws {
        var bytes = sample.two.volumes[0].bytes
        bytes[bytes.count - 2048] ^= 1
        try folder.write(bytes, to: "mirror_000003.tar")
        let content = try await OpenedArchive.open(folder.path)
        let size = content.volumes.reduce(0) { $0 + $1.size }
        #expect(try await reported { _ = try await content.audit(progress: $0) } == size)
    }

    @Test("ends at the size of the blobs and manifests, each counted once")
    func blobs() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let digests = Array(content.digests) + Array(content.digests.prefix(2))
        let size = content.size(of: digests + [Digest(of: Array("not there".utf8))])
        #expect(size == sample.blobs.values.reduce(0) { $0 + Int64($1.count) })
        #expect(try await reported { try await content.verify(digests, progress: $0) } == size)
        #expect(try await reported { _ = try await content.leavingOutDamaged(progress: $0) } == size)
    }
}
