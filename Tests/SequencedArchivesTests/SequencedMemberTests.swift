// SPDX-License-Identifier: Apache-2.0

import OCI
import SequencedArchives
import Testing

@Suite("The members of v1's archives")
struct SequencedMemberTests {
    private static let hex = String(repeating: "ab", count: 32)
    private static let digest = "sha256:\(hex)"

    private static func parsed() throws -> [(String, SequencedMember)] {
        let digest = try Digest(digest)
        let catalog = try #require(CatalogPath("localhost:6201/operators/index/v1"))
        let folder = "catalogs/\(catalog)"
        let deep = try RepositoryName("a/manifests/blobs")
        return [
            ("publish/.metadata.json", .metadata),
            ("blobs/\(digest)", .blob(digest)),
            ("v2/tools/alpha/manifests/\(digest)", .manifest(digest, in: try RepositoryName("tools/alpha"))),
            ("v2/tools/alpha/manifests/1.0", .tag(try Tag("1.0"), in: try RepositoryName("tools/alpha"))),
            ("v2/a/manifests/blobs/manifests/x", .tag(try Tag("x"), in: deep)),
            ("v2/tools/alpha/blobs/\(digest)", .blob(digest)),
            ("\(folder)/include-config.gob", .catalog(catalog, .selection)),
            ("\(folder)/index/index.json", .catalog(catalog, .filtered)),
            ("\(folder)/index.json", .catalog(catalog, .filtered)),
            ("\(folder)/layout/index.json", .catalog(catalog, .index)),
            ("\(folder)/layout/blobs/sha256/\(hex)", .catalog(catalog, .blob(digest))),
            ("charts/podinfo-6.0.0.tgz", .chart("podinfo-6.0.0.tgz")),
            ("cincinnati/cincinnati-graph-data.tar.gz", .graphData),
            (
                "release-signatures/signature-sha256-0123456789abcdef.json",
                .releaseSignature("signature-sha256-0123456789abcdef.json")
            ),
            ("internal/image-associations.gob", .associations),
        ]
    }

    @Test("are told by their paths")
    func known() throws {
        for (path, member) in try Self.parsed() { #expect(SequencedMember(path) == member, "\(path)") }
    }

    @Test(
        "are something else if their paths are unknown or malformed",
        arguments: [
            ".", "publish", "publish/other.json", "publish/.metadata.json/x", "blobs/sha256:abc", "blobs", "blobs/x/y",
            "v2/manifests/1.0", "v2/UPPER/manifests/1.0", "v2/a/manifests/..tag", "v2/a/tags/1.0", "v2/a/blobs/1.0",
            "catalogs/index.json", "catalogs/x/index.json", "catalogs/r/x/v1/layout/oci-layout",
            "catalogs/r/x/v1/layout/blobs/sha256/abc", "catalogs/r/x/v1/tmp/cache/digest", "charts", "charts/a/b",
            "cincinnati/other", "docker/registry/v2/blobs/sha256/ab/\(hex)/data",
            "mirror/volumes/mirror_000001.tar.json",
        ]
    )
    func unknown(path: String) {
        #expect(SequencedMember(path) == .other)
    }

    @Test(
        "find the folder of a catalog by its unique name",
        arguments: [
            ("localhost:6201/operators/index:v1", "localhost:6201/operators/index/v1"),
            ("reg.example/ns/index@\(digest)", "reg.example/ns/index/\(digest)"),
            ("home/user/x:v9", "home/user/x/v9"), ("localhost:6201/operators/index", nil), ("index", nil),
        ]
    )
    func uniqueNames(name: String, path: String?) {
        #expect(CatalogPath(uniqueName: name)?.description == path)
    }

    @Test(
        "name catalogs by their folders",
        arguments: [
            ("localhost:6201/operators/index/v1", "localhost:6201/operators/index:v1"),
            ("reg.example/ns/index/\(digest)", "reg.example/ns/index@\(digest)"),
            ("reg.example/ns/UPPER/v1", nil),
        ]
    )
    func catalogs(path: String, reference: String?) throws {
        #expect(try #require(CatalogPath(path)).reference?.description == reference)
    }
}
