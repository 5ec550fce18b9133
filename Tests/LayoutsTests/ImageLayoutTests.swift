// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Foundation
import Layouts
import OCI
import TestSupport
import Testing

/// A layout with one image, as `skopeo copy` writes it.
private struct Fixture {
    let directory: TemporaryDirectory
    let layer: [UInt8]
    let manifest: Digest

    init(names: [String?] = [nil]) throws {
        directory = try TemporaryDirectory()
        layer = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try directory.write(#"{"imageLayoutVersion": "1.0.0"}"#, to: "oci-layout")
        let configuration = Array("{}".utf8)
        for blob in [layer, configuration] { try directory.write(blob, to: Self.path(Digest(of: blob))) }

        var entries: [String] = []
        var first: Digest?
        for (number, name) in names.enumerated() {
            let text = """
                {"schemaVersion": 2, "annotations": {"number": "\(number)"},
                "config": {"mediaType": "\(MediaType.ociConfiguration)", "digest": "\(Digest(of: configuration))", "size": 2},
                "layers": [{"mediaType": "\(MediaType.ociLayer)", "digest": "\(Digest(of: layer))", "size": \(layer.count)}]}
                """
            let digest = Digest(of: text.utf8)
            first = first ?? digest
            try directory.write(text, to: Self.path(digest))
            let annotation = name.map { #", "annotations": {"org.opencontainers.image.ref.name": "\#($0)"}"# } ?? ""
            entries.append(
                """
                {"mediaType": "\(MediaType.ociManifest)", "digest": "\(digest)", "size": \(text.utf8.count)\(annotation)}
                """
            )
        }
        manifest = first ?? Digest(of: [])
        try directory.write(
            #"{"schemaVersion": 2, "manifests": [\#(entries.joined(separator: ", "))]}"#,
            to: "index.json"
        )
    }

    var layerDescriptor: Descriptor {
        Descriptor(mediaType: .ociLayer, digest: Digest(of: layer), size: Int64(layer.count))
    }

    static func path(_ digest: Digest) -> String { "blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }
}

@Suite("An OCI image layout", .waitsForPrograms)
struct ImageLayoutTests {
    @Test("leads from its index to the bytes of a layer")
    func reads() async throws {
        let fixture = try Fixture()
        let layout = try ImageLayout(path: fixture.directory.path)
        let root = try layout.root()
        #expect(root.digest == fixture.manifest)
        let manifest = try layout.manifest(root.digest)
        #expect(manifest.descriptor.digest == root.digest)
        #expect(manifest.descriptor.mediaType == .ociManifest)
        let layer = try #require(manifest.blobs.last)
        #expect(layer == fixture.layerDescriptor)
        #expect(try layout.size(layer.digest) == 700_000)

        let bytes = try await VerifiedStream(layout.blob(layer), as: layer).collect(limit: 1 << 20)
        #expect(bytes == fixture.layer)
        #expect(try await layout.blob(layer, from: 699_990).collect(limit: 10) == Array(fixture.layer.suffix(10)))
        #expect(try await layout.blob(layer, from: 700_000).next() == nil)
        #expect(throws: LayoutError.self) { try layout.blob(layer, from: 700_001) }
    }

    @Test("as skopeo writes it is understood", .enabled(if: (try? runTool(["skopeo", "--version"]))?.status == 0))
    func skopeo() async throws {
        let fixture = try Fixture(names: ["v1"])
        let copy = fixture.directory["copy"]
        let run = try runTool([
            "skopeo", "--insecure-policy", "copy", "--all", "--preserve-digests", "oci:\(fixture.directory.path):v1",
            "oci:\(copy):v2",
        ])
        guard run.status == 0 else { return }
        let layout = try ImageLayout(path: copy)
        #expect(try layout.root(named: "v2").digest == fixture.manifest)
    }

    @Test("of several images is asked by name")
    func names() throws {
        let fixture = try Fixture(names: ["v1", "v2", nil])
        let layout = try ImageLayout(path: fixture.directory.path)
        #expect(try layout.root(named: "v2") == layout.manifests[1])
        let error = #expect(throws: LayoutError.self) { try layout.root() }
        let nameless = layout.manifests[2].digest
        #expect(error?.message == "the layout holds 3 images, expected one: v1, v2, \(nameless)")
        #expect(throws: LayoutError.self) { try layout.root(named: "v3") }
        let empty = try Fixture(names: [])
        #expect(throws: LayoutError.self) { try ImageLayout(path: empty.directory.path).root() }
    }

    @Test(
        "whose index lists platforms is one image, unless a platform or a name tells them apart",
        arguments: [
            (["amd64", "arm64"], [nil, nil], true), (["amd64", "arm64"], ["v1", "v1"], true),
            (["amd64", "amd64"], [nil, nil], false), (["amd64", "arm64"], ["v1", "v2"], false),
            (["amd64", nil], [nil, nil], false),
        ] as [([String?], [String?], Bool)]
    )
    func platforms(architectures: [String?], names: [String?], isOne: Bool) throws {
        let fixture = try Fixture(names: names)
        var text = String(decoding: try fixture.directory.read("index.json"), as: UTF8.self)
        var parts = text.components(separatedBy: #", "size""#)
        for (index, architecture) in architectures.enumerated() {
            guard let architecture else { continue }
            parts[index] += #", "platform": {"os": "linux", "architecture": "\#(architecture)"}"#
        }
        text = parts.joined(separator: #", "size""#)
        try fixture.directory.write(text, to: "index.json")
        let layout = try ImageLayout(path: fixture.directory.path)
        guard isOne else {
            #expect(throws: LayoutError.self) { try layout.root() }
            return
        }
        let root = try layout.root()
        #expect(root.digest == Digest(of: text.utf8) && root.mediaType == .ociIndex)
        #expect(try layout.manifest(root.digest).children == layout.manifests)
    }

    @Test("has content that is what it promises to be")
    func damaged() async throws {
        let fixture = try Fixture()
        let layout = try ImageLayout(path: fixture.directory.path)
        try fixture.directory.write("{}", to: Fixture.path(fixture.manifest))
        #expect(throws: LayoutError.self) { try layout.manifest(fixture.manifest) }

        let path = Fixture.path(fixture.layerDescriptor.digest)
        var changed = fixture.layer
        changed[650_000] ^= 1
        try fixture.directory.write(changed, to: path)
        let stream = VerifiedStream(try layout.blob(fixture.layerDescriptor), as: fixture.layerDescriptor)
        await #expect(throws: ContentMismatch.self) { try await stream.collect(limit: 1 << 20) }

        let cut = try layout.blob(fixture.layerDescriptor)
        try fixture.directory.write(Array(fixture.layer.prefix(600_000)), to: path)
        await #expect(throws: LayoutError.self) { try await cut.collect(limit: 1 << 20) }
        let error = #expect(throws: LayoutError.self) { try layout.blob(fixture.layerDescriptor) }
        #expect(error?.message == "it has 600000 bytes, its descriptor promises 700000")

        try FileManager.default.removeItem(atPath: fixture.directory[path])
        #expect(try layout.size(fixture.layerDescriptor.digest) == nil)
        let missing = #expect(throws: LayoutError.self) { try layout.blob(fixture.layerDescriptor) }
        #expect(missing?.message == "the layout lacks the blob \(fixture.layerDescriptor.digest)")
    }

    @Test("is left through no symbolic link, and waits for no pipe")
    func links() throws {
        let fixture = try Fixture()
        let outside = try TemporaryDirectory()
        let path = Fixture.path(fixture.layerDescriptor.digest)
        try outside.write(fixture.layer, to: "blob")
        let manager = FileManager.default
        try manager.removeItem(atPath: fixture.directory[path])
        try manager.createSymbolicLink(atPath: fixture.directory[path], withDestinationPath: outside["blob"])
        let layout = try ImageLayout(path: fixture.directory.path)
        let error = #expect(throws: LayoutError.self) { try layout.blob(fixture.layerDescriptor) }
        #expect(error?.message == "it is a symbolic link that leads out of the layout")

        try manager.removeItem(atPath: fixture.directory[path])
        try fixture.directory.write(fixture.layer, to: "shared")
        try manager.createSymbolicLink(atPath: fixture.directory[path], withDestinationPath: "../../shared")
        _ = try layout.blob(fixture.layerDescriptor)

        try manager.removeItem(atPath: fixture.directory[path])
        try toolOutput(["mkfifo", fixture.directory[path]])
        #expect(throws: LayoutError.self) { try layout.blob(fixture.layerDescriptor) }

        try manager.createSymbolicLink(atPath: outside["layout"], withDestinationPath: fixture.directory.path)
        #expect(try ImageLayout(path: outside["layout"]).manifests.count == 1)
    }

    @Test("is told from other things, with the reason")
    func refuses() throws {
        let directory = try TemporaryDirectory()
        func message(_ path: String) -> String? {
            #expect(throws: LayoutError.self) { try ImageLayout(path: path) }?.description
        }
        #expect(message(directory["none"]) == "\(directory["none"]): there is no such directory")
        try directory.write("x", to: "file")
        #expect(message(directory["file"])?.contains("not a directory") == true)
        #expect(message(directory.path)?.contains("no file `oci-layout`") == true)
        try directory.write("[]", to: "oci-layout")
        #expect(message(directory.path)?.contains("imageLayoutVersion") == true)
        try directory.write(#"{"imageLayoutVersion": "2.0.0"}"#, to: "oci-layout")
        #expect(message(directory.path)?.contains("version is 2.0.0, expected 1.0.0") == true)
        try directory.write(#"{"imageLayoutVersion": "1.0.0"}"#, to: "oci-layout")
        #expect(message(directory.path)?.contains("no `index.json`") == true)
        for text in ["", "{}", "[]", #"{"manifests": [{"digest": "sha256:../../x"}]}"#] {
            try directory.write(text, to: "index.json")
            #expect(message(directory.path)?.hasPrefix("\(directory["index.json"]): ") == true)
        }
    }
}
