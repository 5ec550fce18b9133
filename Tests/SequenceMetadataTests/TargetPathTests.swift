// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Testing
@testable import SequenceMetadata

/// Where the content of metadata lies, by the two ways in which oc-mirror v1 writes paths.
@Suite("The places of metadata's images")
struct TargetPathTests {
    private static let digest = SampleMetadata.digest("image")

    private static let placed: [(String, String, String)] = [
        ("tools/alpha", "mirror.example:5000/ns", "mirror.example:5000/ns/tools/alpha"),
        ("alpha", "mirror.example", "mirror.example/alpha"),
        ("mirror.example:5000/ns/a/b@\(digest)", "mirror.example:5000/ns", "mirror.example:5000/ns/a/b"),
        ("mirror.example:5000/ns/a/b:1.0", "mirror.example:5000/ns", "mirror.example:5000/ns/a/b"),
        // The registry may have another name now, and its namespace stays.
        ("old.example/ns/a/b@\(digest)", "new.example:5000/other", "new.example:5000/ns/a/b"),
        ("localhost:5000/a@\(digest)", "mirror.example", "mirror.example/a"),
        // Without a tag or a digest it is a path, whatever it looks like.
        ("quay.io/a/b", "mirror.example", "mirror.example/quay.io/a/b"),
        ("a/b@\(digest)", "mirror.example", "mirror.example/a/b@\(digest)"),
    ]

    @Test("are repositories of the target", arguments: placed)
    func repository(path: String, target: String, expected: String) {
        #expect(TargetPaths(target, nil).repository(of: path).description == expected)
    }

    private static func tag(
        _ tag: String,
        _ type: AssociationType,
        path: String,
        catalogs: [String] = ["src.example/index:v1"]
    ) -> String? {
        let section = MirrorSection(catalogs: catalogs.map { ConfiguredCatalog($0) })
        let association = Association(
            type,
            name: "src.example/a/b@\(digest)",
            path: path,
            id: DigestText(digest),
            tagSymlink: tag,
            content: .init(layers: [DigestText(digest)])
        )
        return TargetPaths("mirror.example", section).image(association)?.tag
    }

    private static let whole = "mirror.example/a/b@\(digest)"
    private static let digits = String(digest.hex.prefix(6))
    private static let hash = CatalogTagging.hash(of: "src.example/a/b@\(digest)")

    private static let tagged: [(String, AssociationType, String, [String], String?)] = [
        ("1.0", .generic, "a/b", [], "1.0"), (digits, .generic, "a/b", [], digits), ("", .generic, "a/b", [], nil),
        ("1.0", .generic, whole, [], "1.0"), (digits, .generic, whole, [], nil),
        (digits, .releaseComponent, whole, [], nil), ("4.16.1-x86_64", .releasePayload, whole, [], "4.16.1-x86_64"),
        (digits, .bundle, whole, ["src.example/index:v1"], hash),
        (digits, .relatedImage, whole, ["src.example/index:v1"], hash),
        (digits, .bundle, whole, ["oci:///some/folder"], digits), (digits, .bundle, whole, [], hash),
        (digits, .bundle, whole, ["oci:///some/folder", "src.example/index:v1"], nil), ("v1", .bundle, whole, [], "v1"),
        ("", .bundle, whole, [], nil), (hash, .bundle, "a/b", [], hash),
    ]

    @Test("have the tags that oc-mirror gave, as far as the metadata tells them", arguments: tagged)
    func tags(tag: String, type: AssociationType, path: String, catalogs: [String], expected: String?) {
        #expect(Self.tag(tag, type, path: path, catalogs: catalogs) == expected)
    }

    @Test(
        "are hashed as oc-mirror does, without leading zeros",
        arguments: [
            (
                "registry.redhat.io/openshift4/ose-kube-rbac-proxy@sha256:"
                    + "7efeeb8b29872a6f0271f651d7ae02c91daea16d853c50e374c310f044d8c76c", "5574585a"
            ),
            (
                "registry.redhat.io/openshift-sandboxed-containers/osc-operator-bundle@sha256:"
                    + "8da62ba1c19c905bc1b87a6233ead475b047a766dc2acb7569149ac5cfe7f0f1", "1adce9f"
            ),
            ("", "811c9dc5"), ("a", "e40c292c"), ("foobar", "bf9cf968"),
        ]
    )
    func hashes(reference: String, hash: String) { #expect(CatalogTagging.hash(of: reference) == hash) }

    @Test("are left out without a digest")
    func nameless() throws {
        let association = Association(
            .generic,
            name: "a.example/b:1",
            path: "b",
            id: DigestText(""),
            tagSymlink: "1",
            content: .init()
        )
        let metadata = try SampleMetadata.metadata(all: [association])
        #expect(metadata.images(at: "mirror.example").isEmpty && metadata.manifests(at: "mirror.example").isEmpty)
        #expect(metadata.ledger(of: "mirror.example", for: "isc.yaml").entries.isEmpty)
    }

    @Test(
        "tell the release of a payload by its tag",
        arguments: [
            ("4.16.1-x86_64", "4.16.1", "amd64"), ("4.16.1-aarch64", "4.16.1", "arm64"),
            ("4.17.0-rc.1-s390x", "4.17.0-rc.1", "s390x"),
            ("4.16.1-multi", "4.16.1", "multi"), ("4.16.1", nil, nil), ("-x86_64", nil, nil), ("", nil, nil),
        ] as [(String, String?, String?)]
    )
    func release(tag: String, version: String?, architecture: String?) throws {
        let metadata = try SampleMetadata.metadata(all: [
            SampleMetadata.image("openshift/release-images", tag: tag, type: .releasePayload)
        ])
        let release = metadata.images(at: "mirror.example").first?.release
        #expect(release?.version == version && release?.architecture == architecture)
        let other = try SampleMetadata.metadata(all: [SampleMetadata.image("a", tag: tag)])
        #expect(other.images(at: "mirror.example").first?.release == nil)
    }
}
