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
        let child = descriptor.replacing("layer.v1.tar", with: "manifest.v1+json")
        let manifest = try Manifest(text("\"manifests\":[\(child)]"), mediaType: .dockerList)
        #expect(manifest.children.count == 1)
        #expect(manifest.blobs.isEmpty)
    }

    @Test(
        "of indexes take what is no manifest for a blob",
        arguments: [
            ("application/vnd.oci.image.layer.v1.tar", false), ("application/vnd.buildkit.cacheconfig.v0", false),
            ("application/vnd.example.unknown", false), ("application/vnd.oci.image.index.v1+json", true),
            ("application/vnd.docker.distribution.manifest.v2+json", true),
            ("application/vnd.oci.artifact.manifest.v1+json", true),
        ]
    )
    func indexOfBlobs(type: String, isManifest: Bool) throws {
        let entry = descriptor.replacing("application/vnd.oci.image.layer.v1.tar", with: type)
        let manifest = try Manifest(text("\"manifests\":[\(entry)]"))
        #expect(manifest.children.count == (isManifest ? 1 : 0))
        #expect(manifest.blobs.count == (isManifest ? 0 : 1))
        #expect(ImageTree(root: manifest).blobs == manifest.blobs)
    }

    @Test(
        "that registries hold and pull tools take are read, with the blobs that they need",
        arguments: [
            ("\"config\":D,\"layers\":null", 1), ("\"config\":D", 1), ("\"config\":D,\"layers\":[D,D],\"x\":[{}]", 3),
            ("\"config\":D,\"layers\":[],\"annotations\":{\"a\":null,\"b\":\"c\"}", 1),
            ("\"config\":D,\"layers\":[],\"annotations\":null,\"subject\":null,\"manifests\":null", 1),
            ("\"manifests\":null", 0), ("\"manifests\":[],\"layers\":null,\"config\":null", 0),
            ("\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"blobs\":[D],\"artifactType\":\"x\"", 1),
            ("\"mediaType\":\"application/vnd.oci.artifact.manifest.v1+json\",\"subject\":D", 0),
            ("\"mediaType\":\"\",\"config\":D", 1),
        ]
    )
    func tolerant(fields: String, blobs: Int) throws {
        let bytes = text(fields.replacing("D", with: descriptor))
        let manifest = try Manifest(bytes)
        #expect(manifest.bytes == bytes)
        #expect(manifest.blobs.count == blobs)
        #expect(manifest.descriptor.annotations?["a"] == nil)
    }

    @Test("are what they say themselves where the server says nothing of them")
    func genericType() throws {
        let fields = "\"mediaType\":\"\(MediaType.dockerManifest)\",\"config\":\(descriptor),\"layers\":[]"
        for type in ["application/octet-stream", "text/plain", "Application/JSON"] {
            let manifest = try Manifest(text(fields), mediaType: MediaType(rawValue: type))
            #expect(manifest.descriptor.mediaType == .dockerManifest)
        }
    }

    @Test(
        "of indexes may leave it to an image to say what it is for",
        arguments: [
            ("null", nil), ("{}", nil), ("{\"architecture\":\"amd64\"}", nil), ("{\"os\":\"linux\"}", nil),
            ("{\"os\":\"linux\",\"architecture\":\"\"}", nil), ("{\"os\":null,\"architecture\":\"amd64\"}", nil),
            ("{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"\"}", "linux/arm64"),
            ("{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\",\"os.features\":[]}", "linux/arm/v7"),
            ("{\"os\":\"unknown\"}", "unknown/unknown"),
        ] as [(String, String?)]
    )
    func platforms(written: String, expected: String?) throws {
        let child =
            descriptor.replacing("layer.v1.tar", with: "manifest.v1+json").dropLast() + ",\"platform\":\(written)}"
        let manifest = try Manifest(text("\"manifests\":[\(child)]"))
        #expect(manifest.children.map { $0.platform?.description } == [expected])
        // What is not known to be for another platform is looked into, as container tools do.
        #expect((ImageTree.preferred(manifest.children) != nil) == (expected != "unknown/unknown"))
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
                    descriptor.replacing("layer.v1.tar", with: "manifest.v1+json")
                        .replacing(hex, with: Digest(of: Array("\(level) \(child)".utf8)).hex)
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
