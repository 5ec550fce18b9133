// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import SequenceMetadata
import TestSupport
import Testing

@Suite("The image of v1's metadata")
struct MetadataImageTests {
    private static let path = "publish/.metadata.json"

    /// Reads the metadata of an image whose blobs are at hand.
    private static func read(_ tree: ImageTree, _ blobs: [Digest: [UInt8]]) async throws -> WorkspaceMetadata {
        try await MetadataImage.read(tree, at: "mirror.example/oc-mirror:x") { descriptor, read in
            try await read(MemoryStream(blobs[descriptor.digest] ?? [], piece: 1000))
        }.metadata
    }

    private static func bytes(_ image: BuiltImage) -> [Digest: [UInt8]] {
        image.blobs.compactMapValues { content in
            guard case .bytes(let bytes) = content else { return nil }
            return bytes
        }
    }

    private static func sample() throws -> WorkspaceMetadata {
        try SampleMetadata.metadata(all: SampleMetadata.index("tools/beta"))
    }

    @Test("is read as what it was built from, and built as the same image")
    func roundTrip() async throws {
        let metadata = try Self.sample()
        let image = try MetadataImage.build(metadata)
        #expect(try await Self.read(image.tree, Self.bytes(image)) == metadata)
        #expect(try MetadataImage.build(metadata).digest == image.digest)
    }

    @Test("has the manifest and the configuration of oc-mirror's own")
    func documents() throws {
        let image = try MetadataImage.build(Self.sample())
        let manifest = image.tree.root
        let blobs = Self.bytes(image)
        let (configuration, layer) = (manifest.blobs[0], manifest.blobs[1])
        #expect(manifest.descriptor.mediaType == .dockerManifest)
        #expect(
            String(decoding: manifest.bytes, as: UTF8.self) == #"{"schemaVersion":2,"mediaType":"#
                + #""application/vnd.docker.distribution.manifest.v2+json","config":{"mediaType":"#
                + #""application/vnd.docker.container.image.v1+json","size":233,"digest":"\#(configuration.digest)"},"#
                + #""layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":\#(layer.size),"#
                + #""digest":"\#(layer.digest)"}]}"#
        )
        let text = String(decoding: try #require(blobs[configuration.digest]), as: UTF8.self)
        #expect(text.hasPrefix(#"{"architecture":"","created":"0001-01-01T00:00:00Z","history":["#))
        #expect(text.hasSuffix(#""]},"config":{}}"#))
    }

    @Test("has a layer that gzip and tar unpack, with the checksum that the configuration names")
    func layer() throws {
        let metadata = try Self.sample()
        let image = try MetadataImage.build(metadata)
        let blobs = Self.bytes(image)
        let directory = try TemporaryDirectory()
        let layer = try directory.write(try #require(blobs[image.tree.root.blobs[1].digest]), to: "layer.tar.gz")
        try toolOutput(["gzip", "-d", "-k", layer])
        let archive = try directory.read("layer.tar")
        let configuration = String(decoding: try #require(blobs[image.tree.root.blobs[0].digest]), as: UTF8.self)
        #expect(configuration.contains("\"diff_ids\":[\"\(Digest(of: archive))\"]"))
        let listing = try toolOutput(["tar", "--numeric-owner", "--utc", "-tvf", "layer.tar"], in: directory.path)
        #expect(listing.split(separator: " ").prefix(2).joined(separator: " ") == "---------- 0/0")
        #expect(listing.hasSuffix("1970-01-01 00:00 \(Self.path)"))
        #expect(
            try toolOutput(["tar", "-xOf", "layer.tar"], in: directory.path)
                == String(decoding: metadata.bytes, as: UTF8.self)
        )
    }

    // oc-mirror's own image of a metadata of 14,211 bytes has this header.
    @Test("has the header of oc-mirror's own archive")
    func header() async throws {
        let length = 14_211
        func metadata(_ padding: Int) throws -> WorkspaceMetadata {
            try SampleMetadata.metadata(
                all: [SampleMetadata.image("a", tag: String(repeating: "0", count: padding))]
            )
        }
        let metadata = try metadata(length - metadata(0).bytes.count)
        #expect(metadata.bytes.count == length)
        let image = try MetadataImage.build(metadata)
        let layer = try #require(Self.bytes(image)[image.tree.root.blobs[1].digest])
        let header = try await unzipped(layer).prefix(512)
        #expect(
            Array(header[100..<157])
                == Array("0000000\u{0}0000000\u{0}0000000\u{0}00000033603\u{0}00000000000\u{0}013373\u{0} 0".utf8)
        )
        #expect(Array(header[257..<265]) == Array("ustar\u{0}00".utf8))
    }

    @Test(
        "is read in every form that oc-mirror reads",
        arguments: [TestImage.Format.oci, .docker],
        Compression.allCases
    )
    func forms(format: TestImage.Format, compression: Compression) async throws {
        let metadata = try Self.sample()
        var archive = TestArchive()
        try archive.add(folder: "publish")
        try archive.add("./publish/other", "x")
        try archive.add("./\(Self.path)", metadata.bytes)
        let old = try TestArchive([Self.path: "{}"]).bytes
        let layers = try [old, archive.bytes].map(compression.compress)
        let image = try TestImage(layers: layers, format: format)
        #expect(try await Self.read(ImageTree(root: image.top), image.blobs) == metadata)
        let index = try TestImage.index([(Platform(os: "linux", architecture: "amd64"), image)], format: format)
        let tree = ImageTree(root: index.top, children: Array(index.manifests.dropLast()))
        #expect(try await Self.read(tree, index.blobs) == metadata)
    }

    @Test("is refused without the file, or if it is no image")
    func refused() async throws {
        let other = try TestImage(layers: [try TestArchive(["publish/other": "x"]).bytes])
        let empty = try TestImage.index([])
        for image in [other, empty] {
            let error = try await #require(throws: MetadataImageError.self) {
                try await Self.read(ImageTree(root: image.top), image.blobs)
            }
            #expect(error.description.contains("expected the metadata of oc-mirror v1"))
        }
    }

    @Test("lies at the target under its UUID")
    func place() throws {
        let uid = try #require(WorkspaceID(SampleMetadata.uid))
        #expect(
            MetadataImage.place(of: uid, at: "mirror.example:5000/ns").description
                == "mirror.example:5000/ns/oc-mirror:\(SampleMetadata.uid)"
        )
        let tags = [
            "latest", SampleMetadata.otherUID.uppercased(), SampleMetadata.uid, "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3g",
        ]
        #expect(
            MetadataImage.workspaces(among: tags).map(\.description) == [SampleMetadata.uid, SampleMetadata.otherUID]
        )
    }

    /// Unpacks the bytes of a gzip file with gzip.
    private func unzipped(_ bytes: [UInt8]) async throws -> [UInt8] {
        let directory = try TemporaryDirectory()
        try toolOutput(["gzip", "-d", try directory.write(bytes, to: "content.gz")])
        return try directory.read("content")
    }
}
