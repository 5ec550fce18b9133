// SPDX-License-Identifier: Apache-2.0

import OCI
import Scheduling
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

    @Test("that name more parts than anything has are refused", arguments: [true, false])
    func tooManyParts(isIndex: Bool) {
        let list = Array(repeating: descriptor, count: 10_001).joined(separator: ",")
        let fields = isIndex ? "\"manifests\":[\(list)]" : "\"config\":\(descriptor),\"layers\":[\(list)]"
        let error = #expect(throws: ManifestError.self) { try Manifest(text(fields)) }
        #expect(error?.message.contains("more than the 10000 that are read of a manifest") == true)
    }

    @Test("of an image are at most so many")
    func tooManyManifests() async throws {
        let count = Guarded(0)
        let error = await #expect(throws: ManifestError.self) {
            _ = try await ImageTree.read(Digest(of: [0]), platforms: []) { _ in
                let level = count.withLock { count in
                    count += 1
                    return count
                }
                guard level == 1 else { return try Manifest(text("\"config\":\(descriptor),\"layers\":[]")) }
                let children = (0..<9000).map { child in
                    descriptor.replacing(hex, with: Digest(of: Array("\(level) \(child)".utf8)).hex)
                }
                return try Manifest(text("\"manifests\":[\(children.joined(separator: ","))]"))
            }
        }
        #expect(error?.message == "it has more than the 5000 manifests that are read of an image")
        #expect(count.withLock { $0 } <= 5002)
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
