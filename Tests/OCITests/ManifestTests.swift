// SPDX-License-Identifier: Apache-2.0

import OCI
import Testing

@Suite("Manifests")
struct ManifestTests {
    private let hex = String(repeating: "ab", count: 32)

    private func text(_ fields: String) -> [UInt8] { Array("{\"schemaVersion\":2,\(fields)}".utf8) }

    private var descriptor: String {
        "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"sha256:\(hex)\",\"size\":3}"
    }

    @Test("of images name their configuration and layers")
    func image() throws {
        let manifest = try Manifest(text("\"config\":\(descriptor),\"layers\":[\(descriptor)]"))
        #expect(manifest.descriptor.mediaType == .ociManifest)
        #expect(manifest.blobs.count == 2)
        #expect(manifest.children.isEmpty)
    }

    @Test("of indexes name their children")
    func index() throws {
        let manifest = try Manifest(text("\"manifests\":[\(descriptor)]"), mediaType: .dockerList)
        #expect(manifest.children.count == 1)
    }

    @Test("leave foreign layers where they are")
    func foreignLayers() throws {
        let foreign = descriptor.replacing("image.layer.v1.tar", with: "image.layer.nondistributable.v1.tar")
        #expect(try Manifest(text("\"config\":\(descriptor),\"layers\":[\(foreign)]")).blobs.count == 1)
    }

    @Test("are refused with the reason")
    func refusals() {
        let rows: [(String, MediaType?, String)] = [
            ("\"fsLayers\":[]", nil, "schema 1"),
            ("\"mediaType\":\"\(MediaType.ociIndex)\",\"manifests\":[]", .ociManifest, "the registry says"),
            ("\"layers\":[]", nil, "no `config`"),
            ("\"config\":\(descriptor),\"layers\":[],\"manifests\":[]", .ociManifest, "has no `manifests`"),
            ("\"x\":1", MediaType(rawValue: "text/html"), "neither an image manifest nor an index"),
            ("\"config\":{\"digest\":\"x\"},\"layers\":[]", nil, "not the JSON of an image"),
        ]
        for (fields, mediaType, reason) in rows {
            let error = #expect(throws: ManifestError.self) { try Manifest(text(fields), mediaType: mediaType) }
            #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
        }
    }
}
