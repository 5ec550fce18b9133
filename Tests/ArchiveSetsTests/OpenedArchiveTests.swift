// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Foundation
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

@Suite("An archive that is read in place", .waitsForPrograms)
struct OpenedArchiveTests {
    private let sample: SampleArchive
    private let folder: TemporaryDirectory

    init() throws {
        sample = try SampleArchive()
        folder = try sample.folder()
    }

    @Test("has every blob of all sets, byte for byte, and nothing else")
    func blobs() async throws {
        let content = try await OpenedArchive.open(folder.path)
        #expect(Set(content.digests) == Set(sample.blobs.keys))
        for (digest, bytes) in sample.blobs {
            #expect(content.contains(digest))
            #expect(content.size(of: digest) == Int64(bytes.count))
            let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
            #expect(try await VerifiedStream(content.blob(descriptor), as: descriptor).collect(limit: 1 << 20) == bytes)
            let offset = Int64(bytes.count / 3)
            #expect(
                try await content.blob(descriptor, from: offset).collect(limit: 1 << 20)
                    == Array(bytes.dropFirst(Int(offset)))
            )
        }
        let absent = Digest(of: [9])
        #expect(!content.contains(absent))
        #expect(content.size(of: absent) == nil)
        let error = #expect(throws: ArchiveSetError.self) {
            try content.blob(Descriptor(mediaType: .ociLayer, digest: absent, size: 1))
        }
        #expect(error?.message == "the archive does not have \(absent)")
    }

    @Test("refuses to read a blob that is not as long as its descriptor says, or from outside of it")
    func wrongSize() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let (digest, bytes) = try #require(sample.one.blobs[1].first)
        let size = Int64(bytes.count)
        for (size, offset) in [(size + 1, 0), (size - 1, 0), (size, size + 1), (size, -1)] {
            #expect(throws: ArchiveSetError.self) {
                try content.blob(Descriptor(mediaType: .ociLayer, digest: digest, size: size), from: offset)
            }
        }
        let end = try content.blob(Descriptor(mediaType: .ociLayer, digest: digest, size: size), from: size)
        #expect(try await end.next() == nil)
    }

    @Test("has the manifests of its images, and reports invalid ones")
    func manifests() async throws {
        let content = try await OpenedArchive.open("file://\(folder.path)")
        #expect(content.folder == folder.path)
        for image in sample.images { #expect(try await content.manifest(image.digest) == image.top) }
        let layer = try #require(sample.images[0].blobs.max { $0.value.count < $1.value.count })
        let error = await #expect(throws: ArchiveSetError.self) { try await content.manifest(layer.key) }
        #expect(error?.path == folder["mirror_000001.tar"])
    }

    @Test("knows its sets with their plans and configurations")
    func sets() async throws {
        let content = try await OpenedArchive.open(folder.path)
        #expect(content.sets.map(\.plan) == [sample.one.plan, sample.two.plan])
        #expect(content.sets.map { String(decoding: $0.configuration, as: UTF8.self) } == ["one\n", "two\n"])
        #expect(content.sets.map(\.volumes) == [[VolumeName(1), VolumeName(2)], [VolumeName(3)]])
        #expect(content.volumes.map(\.name) == [1, 2, 3].map { VolumeName($0) })
        #expect(content.lost == [])
    }

    @Test("has documents, of which those of later sets count")
    func documents() async throws {
        let content = try await OpenedArchive.open(folder.path)
        #expect(
            content.documents(below: "mirror/documents") == ["mirror/documents/graphs/fast.json", SampleArchive.graph]
        )
        #expect(content.documents(below: "mirror/documents/graphs/") == content.documents(below: "mirror/documents"))
        #expect(content.documents(below: "mirror/doc") == [])
        #expect(content.documents(below: "").count == 2 + 4 + 3)
        #expect(try await content.document(SampleArchive.graph, limit: 3) == Array("new".utf8))
        #expect(try await content.document("mirror/documents/none", limit: 3) == nil)
        await #expect(throws: ArchiveSetError.self) { try await content.document(SampleArchive.graph, limit: 2) }
    }

    @Test("knows what tags name")
    func tags() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let (b, c) = (try RepositoryName("a/b"), try RepositoryName("a/c"))
        let (one, two) = (try Tag("1"), try Tag("2"))
        #expect(content.digest(of: one, in: b) == sample.images[0].digest)
        #expect(content.digest(of: two, in: b) == sample.images[2].digest)
        #expect(content.digest(of: two, in: c) == nil)
        #expect(content.digests(of: one) == [sample.images[0].digest, sample.images[1].digest].sorted())
        #expect(content.digests(of: try Tag("none")) == [])
        #expect(content.repositories == [b, c])
        #expect(content.tagCount == 3)
    }

    @Test("takes the tag of the later set")
    func movedTag() async throws {
        let moved = try TestArchiveSet([.init("a/b", sample.images[2])], first: 4, lineage: sample.one.plan.id)
        try moved.write(to: folder)
        let content = try await OpenedArchive.open(folder.path)
        #expect(content.digest(of: try Tag("1"), in: try RepositoryName("a/b")) == sample.images[2].digest)
        #expect(content.digests(of: try Tag("1")) == [sample.images[1].digest, sample.images[2].digest].sorted())
    }

    @Test("is verified whole, or names what is not")
    func verification() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let count = Guarded<Int64>(0)
        try await content.verify(Array(content.digests)) { bytes in count.withLock { $0 += bytes } }
        #expect(count.withLock { $0 } == sample.blobs.values.reduce(0) { $0 + Int64($1.count) })
        await #expect(throws: ArchiveSetError.self) { try await content.verify([Digest(of: [9])]) }

        let (digest, bytes) = try #require(sample.one.blobs[1].max { $0.value.count < $1.value.count })
        var volume = sample.one.volumes[1].bytes
        let place = try #require(volume.firstRange(of: bytes.prefix(64)))
        volume[place.lowerBound + 1000] ^= 1
        try folder.write(volume, to: "mirror_000002.tar")
        let damaged = try await OpenedArchive.open(folder.path)
        let error = await #expect(throws: ArchiveSetError.self) { try await damaged.verify(Array(damaged.digests)) }
        #expect(error?.path == folder["mirror_000002.tar"])
        #expect(
            error?.message.contains("\(digest.hex)/data` at \(place.lowerBound) is damaged: its digest is ") == true
        )
        #expect(error?.message.hasSuffix("expected \(digest)") == true)
        let others = damaged.digests.filter { $0 != digest }
        try await damaged.verify(others)
    }

    @Test("is the same where it was unpacked")
    func unpacked() async throws {
        try folder.makeDirectory("all")
        for name in ["mirror_000001.tar", "mirror_000002.tar", "mirror_000003.tar"] {
            try toolOutput(["tar", "-C", folder["all"], "-xf", folder[name]])
        }
        let packed = try await OpenedArchive.open(folder.path)
        let content = try await OpenedArchive.open(folder["all"])
        #expect(content.sets == packed.sets)
        #expect(Set(content.digests) == Set(packed.digests))
        try await content.verify(Array(content.digests))
        #expect(content.documents(below: "") == packed.documents(below: ""))
        #expect(try await content.document(SampleArchive.graph, limit: 3) == Array("new".utf8))
        #expect(content.repositories == packed.repositories)

        try FileManager.default.removeItem(atPath: folder["all/mirror/volumes/mirror_000002.tar.json"])
        let error = await #expect(throws: ArchiveSetError.self) { try await OpenedArchive.open(folder["all"]) }
        #expect(error?.message == "it lacks mirror_000002.tar of the set \(sample.one.plan.id.short)")
        let lossy = try await OpenedArchive.open(folder["all"], allowingLoss: true)
        #expect(lossy.sets.map(\.volumes) == [[VolumeName(1)], [VolumeName(3)]])
    }

    @Test("is no longer read where a volume has another length than before")
    func changed() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let (digest, bytes) = try #require(sample.two.blobs[0].first)
        try folder.write(sample.two.volumes[0].bytes + [0], to: "mirror_000003.tar")
        let error = #expect(throws: ArchiveSetError.self) {
            try content.blob(Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count)))
        }
        #expect(error?.message.hasPrefix("it has changed while it was in use") == true)
    }

    @Test("stops verifying when it is cancelled")
    func cancelled() async throws {
        let content = try await OpenedArchive.open(folder.path)
        let task = Task {
            try await content.verify(Array(content.digests)) { _ in Thread.sleep(forTimeInterval: 0.02) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
