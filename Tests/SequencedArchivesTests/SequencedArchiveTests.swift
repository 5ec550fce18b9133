// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Diagnostics
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("An archive of v1", .waitsForPrograms)
struct SequencedArchiveTests {
    @Test("is read as it was written", arguments: [SequenceLayout.usualLimit, 3000, 1])
    func roundTrip(limit: Int64) async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let chart = Array("a chart".utf8)
        try await bench.write(lines, documents: [.init("charts/podinfo-6.0.0.tgz", .bytes(chart))], limit: limit)
        let archive = try await bench.open(1)
        #expect(archive.metadata == bench.metadata)
        #expect(archive.images.map(\.source) == lines.reversed().map(\.source))
        #expect(archive.charts == ["podinfo-6.0.0.tgz"])
        #expect(try await archive.content.document("charts/podinfo-6.0.0.tgz", limit: 100) == chart)
        #expect(archive.needs() == ArchiveNeeds.none)
        #expect(archive.findings.isEmpty)
        for line in lines {
            let name = try RepositoryName(line.repository)
            #expect(archive.tags[name] == [try Tag(line.tag): line.image.digest])
            #expect(archive.manifests[name] == Set(line.image.manifests.map(\.descriptor.digest)))
            for manifest in line.image.manifests {
                #expect(try await archive.content.manifest(manifest.descriptor.digest).bytes == manifest.bytes)
            }
            for (digest, bytes) in line.image.blobs {
                let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
                #expect(try await archive.content.blob(descriptor).collect(limit: bytes.count) == bytes)
            }
        }
    }

    @Test("is read with all that oc-mirror tolerates", arguments: ["", "./"], [true, false])
    func tolerance(prefix: String, manifestAmongBlobs: Bool) async throws {
        var raw = try RawArchive(prefix: prefix)
        try raw.addImage(prefix: prefix, manifestAmongBlobs: manifestAmongBlobs)
        for members in [raw.members, raw.members.reversed] {
            let archive = try await RawArchive.open(try members.bytes, in: TemporaryDirectory())
            #expect(archive.metadata == raw.metadata)
            #expect(archive.images.map(\.digest) == [raw.image.digest])
            #expect(archive.needs() == ArchiveNeeds.none)
        }
    }

    @Test("is read if tar itself packed it")
    func packedByTar() async throws {
        var raw = try RawArchive()
        try raw.addImage()
        let (packed, unpacked) = (try TemporaryDirectory(), try TemporaryDirectory())
        let first = try packed.write(try raw.members.bytes, to: "first.tar")
        try toolOutput(["tar", "-xf", first, "-C", unpacked.path])
        try toolOutput(["tar", "-cf", packed["mirror_seq1_000000.tar"], "."], in: unpacked.path)
        let archive = try await SequencedArchive.open(SequenceFolder(packed["mirror_seq1_000000.tar"]).only())
        #expect(archive.metadata == raw.metadata)
        #expect(archive.needs() == ArchiveNeeds.none)
    }

    @Test("needs of earlier archives what it leaves out, and knows where that is")
    func earlier() async throws {
        var bench = try SequenceBench()
        let layer = Array("shared".utf8)
        let old = try TestImage(layers: [layer], labels: ["is": "old"])
        let new = try TestImage(layers: [layer], labels: ["is": "new"])
        try await bench.write([.init(repository: "a", tag: "1", image: old)])
        let stored = bench.metadata
        try await bench.write([.init(repository: "b", tag: "1", image: new)])
        let archive = try await bench.open(2, after: stored)
        let shared = Digest(of: layer)
        #expect(archive.needs(after: stored).earlier == [.init(digest: shared, image: "b:1")])
        #expect(archive.needs(after: stored).lost.isEmpty)
        #expect(!archive.content.contains(shared))
        #expect(archive.content.repositories(holding: shared).map(\.description) == ["a", "b"])
        // The image of the first archive is known by its name.
        #expect(archive.content.digest(of: try Tag("1"), in: try RepositoryName("a")) == old.digest)
        #expect(archive.allImages.map(\.name) == ["a:1", "b:1"])
        #expect(archive.images.map(\.name) == ["b:1"])
    }

    @Test("is refused if a blob or a manifest is nowhere")
    func lost() async throws {
        var raw = try RawArchive()
        try raw.addImage(blobs: false)
        let archive = try await raw.open(in: TemporaryDirectory())
        let needs = archive.needs()
        #expect(Set(needs.lost.map(\.digest)) == Set(raw.image.blobs.keys))
        let error = try #require(throws: SequencedArchiveError.self) { try needs.requireWhole(archive.set) }
        #expect(error.message.hasSuffix("of tools/alpha:1.0, and 1 more of its manifests and blobs"))
        let empty = try await RawArchive().open(in: TemporaryDirectory())
        #expect(empty.needs().lost.first?.digest == raw.image.digest)
    }

    @Test("shows a missing last part in its content")
    func lastPart() async throws {
        var bench = try SequenceBench()
        let paths = try await bench.write(try SequenceBench.lines(), limit: 1)
        try toolOutput(["rm"] + paths.suffix(paths.count / 2))
        let archive = try await bench.open(1)
        #expect(!archive.needs().lost.isEmpty)
    }

    @Test("gives no byte of a damaged blob for a good one")
    func damage() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let path = try await bench.write(lines)[0]
        let archive = try await bench.open(1)
        let (digest, bytes) = try #require(lines[1].image.blobs.first { $0.value.starts(with: Array("layer of".utf8)) })
        var file = try bench.folder.read("mirror_seq1_000000.tar")
        let place = try #require(file.indices.first { file[$0...].starts(with: bytes) })
        file[place + 3] ^= 1
        try bench.folder.write(file, to: "mirror_seq1_000000.tar")
        let descriptor = Descriptor(mediaType: .ociLayer, digest: digest, size: Int64(bytes.count))
        await #expect(throws: ContentMismatch.self) {
            try await VerifiedStream(archive.content.blob(descriptor), as: descriptor).collect(limit: 1000)
        }
        let (rest, damages) = try await archive.content.leavingOutDamaged()
        #expect(damages.map(\.path) == [path])
        #expect(!rest.contains(digest))
        let audits = try await archive.content.audit()
        #expect(audits.flatMap(\.damages).map(\.digest) == [digest])
    }

    @Test("has an image that its metadata names by tag alone")
    func withoutDigest() async throws {
        var raw = try RawArchive(withMetadata: false)
        let text = String(decoding: raw.metadata.bytes, as: UTF8.self)
        let digest = "\(raw.image.digest)"
        try raw.members.add(WorkspaceMetadata.path, text.replacing(#""id":"\#(digest)""#, with: #""id":"""#))
        try raw.addImage()
        let image = try #require(try await raw.open(in: TemporaryDirectory()).images.first)
        #expect(image.digest == raw.image.digest)
        #expect(image.manifests == [raw.image.digest])
    }

    @Test("of 4.10 has the images of its tags")
    func earlierGeneration() async throws {
        var raw = try RawArchive(withMetadata: false)
        try raw.members.add(
            WorkspaceMetadata.path,
            #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","uid":"\#(SequenceBench.uid)","#
                + #""singleUse":false,"pastMirrors":[{"timestamp":1,"sequence":1,"mirror":{}}]}"#
        )
        try raw.members.add("internal/image-associations.gob", "opaque")
        try raw.addImage()
        let archive = try await raw.open(in: TemporaryDirectory())
        #expect(archive.images.map(\.name) == ["tools/alpha:1.0"])
        #expect(archive.images.map(\.digest) == [raw.image.digest])
    }
}

extension ArchiveNeeds {
    /// Those of an archive that has everything.
    static let none = Self(earlier: [], lost: [])
}
