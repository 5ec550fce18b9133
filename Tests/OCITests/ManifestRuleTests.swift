// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OCI

@Suite("The rules of manifests")
struct ManifestRuleTests {
    private static let hex = String(repeating: "ab", count: 32)
    private static func part(size: String = "3", type: String = "t/x") -> String {
        "{\"mediaType\":\"\(type)\",\"digest\":\"sha256:\(hex)\",\"size\":\(size)}"
    }

    private func manifest(_ fields: String, named: MediaType? = nil) throws -> Manifest {
        try Manifest(Array("{\"schemaVersion\":2\(fields)}".utf8), mediaType: named)
    }

    @Test(
        "give a type to what names none",
        arguments: [
            (",\"config\":C", MediaType.ociManifest), (",\"manifests\":[]", .ociIndex),
            (",\"manifests\":null", .ociIndex),
            (",\"mediaType\":\"\(MediaType.dockerList)\",\"manifests\":[]", .dockerList),
            (",\"mediaType\":\"\(MediaType.dockerManifest)\",\"config\":C", .dockerManifest),
            (",\"mediaType\":null,\"config\":C,\"manifests\":null", .ociManifest),
        ]
    )
    func types(fields: String, type: MediaType) throws {
        let manifest = try manifest(fields.replacing("C", with: Self.part()))
        #expect(manifest.descriptor.mediaType == type)
    }

    @Test(
        "refuse what contradicts itself",
        arguments: [
            (",\"config\":C", MediaType.ociIndex, "the index has no `manifests`"),
            (",\"manifests\":[],\"layers\":[]", nil, "an index has no `layers`"),
            (",\"manifests\":[],\"config\":C", .ociManifest, "an image manifest has no `manifests`"),
            (",\"layers\":[]", .ociManifest, "the image manifest has no `config`"),
            (
                ",\"config\":C", MediaType(rawValue: "text/html"),
                "`text/html` is neither an image manifest nor an index"
            ),
            (",\"mediaType\":\"x/y\",\"config\":C", nil, "`x/y` is neither an image manifest nor an index"),
            (
                ",\"mediaType\":\"x/y\",\"config\":C", .ociManifest,
                "the registry says `\(MediaType.ociManifest)`, the manifest says `x/y`"
            ),
            (
                ",\"config\":C", .dockerSchema1,
                "the manifest is of Docker's schema 1, which was retired; push the image again with a current tool"
            ),
            (
                ",\"config\":C", .dockerSignedSchema1,
                "the manifest is of Docker's schema 1, which was retired; push the image again with a current tool"
            ),
            (
                ",\"fsLayers\":[]", nil,
                "the manifest is of Docker's schema 1, which was retired; push the image again with a current tool"
            ),
        ] as [(String, MediaType?, String)]
    )
    func contradictions(fields: String, named: MediaType?, message: String) {
        #expect(throws: ManifestError(message: message)) {
            try manifest(fields.replacing("C", with: Self.part()), named: named)
        }
    }

    @Test("take a field of schema 1 that is null for none")
    func noSchema1() throws {
        #expect(try manifest(",\"fsLayers\":null,\"config\":\(Self.part())").blobs.count == 1)
    }

    @Test(
        "bound the size that a part may claim",
        arguments: [
            ("0", true), ("1099511627776", true), ("1099511627777", false), ("-1", false),
            ("9223372036854775807", false),
        ]
    )
    func sizes(size: String, isTaken: Bool) {
        for fields in [
            ",\"config\":\(Self.part(size: size))", ",\"config\":\(Self.part()),\"layers\":[\(Self.part(size: size))]",
            ",\"manifests\":[\(Self.part(size: size))]",
        ] {
            let read = try? manifest(fields)
            #expect((read != nil) == isTaken, "\(fields)")
            guard !isTaken else { continue }
            let message = "sha256:\(Self.hex) has a size of \(size) bytes, which is impossible"
            #expect(throws: ManifestError(message: message)) {
                try manifest(fields)
            }
        }
    }

    @Test("name exactly as many parts as they may")
    func mostParts() throws {
        let parts = Array(repeating: Self.part(), count: 10_000).joined(separator: ",")
        #expect(try manifest(",\"manifests\":[\(parts)]").blobs.count == 10_000)
        // A configuration counts as well.
        #expect(throws: ManifestError.self) { try manifest(",\"config\":\(Self.part()),\"layers\":[\(parts)]") }
    }

    @Test("give a manifest the digest of its bytes, by any algorithm")
    func digests() throws {
        let bytes = Array("{\"schemaVersion\":2,\"config\":\(Self.part())}".utf8)
        for algorithm in Digest.Algorithm.allCases {
            let manifest = try Manifest(bytes, algorithm: algorithm)
            #expect(manifest.descriptor.digest == Digest(of: bytes, algorithm: algorithm))
            #expect(manifest.descriptor.size == Int64(bytes.count))
            #expect(manifest.isNamed(Digest(of: bytes)))
            #expect(manifest.isNamed(Digest(of: bytes, algorithm: .sha512)))
            #expect(!manifest.isNamed(Digest(of: bytes + [0x20])))
            #expect(!manifest.isNamed(Digest(of: bytes + [0x20], algorithm: .sha512)))
            #expect(!manifest.isNamed(nil))
        }
    }

    @Test(
        "say what an artifact is, by its own word or by its configuration where it is about something",
        arguments: [
            (",\"config\":C,\"artifactType\":\"a/b\"", "a/b"), (",\"config\":C", nil),
            (",\"config\":C,\"subject\":C", "t/x"),
            (",\"config\":C,\"subject\":C,\"artifactType\":\"a/b\"", "a/b"), (",\"manifests\":[],\"subject\":C", nil),
            (",\"config\":C,\"artifactType\":null", nil),
        ] as [(String, String?)]
    )
    func artifactTypes(fields: String, type: String?) throws {
        let manifest = try manifest(fields.replacing("C", with: Self.part()))
        #expect(manifest.descriptor.artifactType == type)
        #expect((manifest.subject != nil) == fields.contains("subject"))
    }

    @Test("leave the blobs of other manifests alone")
    func otherBlobs() throws {
        // The field `blobs` is an artifact manifest's; in an image it means nothing.
        #expect(try manifest(",\"config\":\(Self.part()),\"blobs\":[\(Self.part()),\(Self.part())]").blobs.count == 1)
        let artifact = try manifest(
            ",\"mediaType\":\"\(MediaType.ociArtifact)\",\"blobs\":[\(Self.part()),\(Self.part())]"
        )
        #expect(artifact.blobs.count == 2)
        #expect(artifact.content == .artifact(artifact.blobs))
    }

    @Test(
        "say that something is no JSON of a manifest",
        arguments: ["", "[]", "{", "nul", "{\"config\":[]}", "{\"schemaVersion\":\"2\"}", "\u{feff}"]
    )
    func notManifests(text: String) {
        let error = #expect(throws: ManifestError.self) { try Manifest(Array(text.utf8)) }
        #expect(error?.message.hasPrefix("the manifest is not the JSON of an image or index: ") == true)
        #expect(error?.description == error?.message)
    }
}
