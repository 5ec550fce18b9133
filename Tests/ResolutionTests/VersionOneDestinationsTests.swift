// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Resolution
import Testing

private let one = "6d44f15e06f518c8decd1309b6c756dc29eef55e44b7dde5f7f7a29d5161ac0c"
private let two = "21c69bbed444ee25cc497ca50404c2c22ad3a42edaedd04ef18823d02c2a53b0"

private func rules(_ target: String = "reg:5000/ns", nested: Int = 0, crossesArchive: Bool = false) throws
    -> VersionOneDestinations
{
    VersionOneDestinations(
        target: try MirrorTarget("docker://\(target)"),
        maxNestedPaths: nested,
        crossesArchive: crossesArchive
    )
}

/// What oc-mirror 4.17 was seen to do, and what it was not: to give images tags by chance.
@Suite("Destinations by the rules of oc-mirror v1")
struct VersionOneDestinationsTests {
    @Test(
        "of additional images have the tag of the reference, or `latest`, or digits if several would be `latest`",
        arguments: [
            (["localhost:6201/tools/alpha:1.0": one], ["tools/alpha:1.0"]),
            (["localhost:6201/tools/beta@sha256:\(one)": one], ["tools/beta:latest"]),
            (["localhost:6201/tools/beta": one], ["tools/beta:latest"]),
            (["localhost:6201/tools/alpha:1.0@sha256:\(one)": one], ["tools/alpha:1.0"]),
            (
                ["localhost:6201/tools/beta@sha256:\(one)": one, "localhost:6201/tools/beta@sha256:\(two)": two],
                ["tools/beta:21c69bbe", "tools/beta:6d44f15e"]
            ),
            (
                ["localhost:6201/tools/beta:latest": two, "localhost:6201/tools/beta@sha256:\(one)": one],
                ["tools/beta:6d44f15e", "tools/beta:latest"]
            ),
            (
                ["localhost:6201/tools/beta:2": two, "localhost:6201/tools/beta@sha256:\(one)": one],
                ["tools/beta:2", "tools/beta:latest"]
            ),
            // One image under two names needs no digits.
            (
                ["localhost:6201/tools/beta:latest": one, "localhost:6201/tools/beta@sha256:\(one)": one],
                ["tools/beta:latest", "tools/beta:latest"]
            ),
            (["alpine": one], ["library/alpine:latest"]),
        ] as [([String: String], [String])]
    )
    func additionalImages(images: [String: String], expected: [String]) throws {
        var digests: [ImageReference: Digest] = [:]
        for (text, hex) in images { digests[try ImageReference(text)] = try Digest("sha256:\(hex)") }
        #expect(try places(of: digests, rules()) == expected.map { "reg:5000/ns/\($0)" })
    }

    @Test("of images that cross an archive have digits even if the reference says `latest`")
    func latestInArchive() throws {
        let images = [
            try ImageReference("localhost:6201/tools/beta:latest"): try Digest("sha256:\(two)"),
            try ImageReference("localhost:6201/tools/beta@sha256:\(one)"): try Digest("sha256:\(one)"),
        ]
        #expect(
            try places(of: images, rules(crossesArchive: true)) == [
                "reg:5000/ns/tools/beta:21c69bbe", "reg:5000/ns/tools/beta:6d44f15e",
            ]
        )
    }

    private func places(of images: [ImageReference: Digest], _ rules: VersionOneDestinations) throws -> [String] {
        let sharing = rules.sharingLatest(images.keys)
        return try images.map { reference, digest in
            let digests = sharing.contains(reference) ? Set(sharing.compactMap { images[$0] }) : []
            return try rules.additionalImage(reference, digest: digest, sharing: digests).description
        }.sorted()
    }

    /// References as catalogs name them, digests, and tags.
    static let operatorImages: [(reference: String, hex: String, tag: String, layoutTag: String)] = [
        (
            "registry.redhat.io/openshift4/ose-kube-rbac-proxy",
            "7efeeb8b29872a6f0271f651d7ae02c91daea16d853c50e374c310f044d8c76c", "5574585a", "7efeeb"
        ),
        // The hash has seven digits, and no zero stands in front.
        (
            "registry.redhat.io/openshift-sandboxed-containers/osc-operator-bundle",
            "8da62ba1c19c905bc1b87a6233ead475b047a766dc2acb7569149ac5cfe7f0f1", "1adce9f", "8da62b"
        ),
        (
            "localhost:6201/operators/anchor-bundle",
            "56407c59e8065f357e29f7d31b1b4fdf51a6eecf74cd614e35d2b0357ce2fc38", "dbaba790", "56407c"
        ),
        (
            "localhost:6201/operators/proxy",
            "e765192a756379a0995b2dc141cb835d5ee919d764b202a06aaf6f022ed6efe9", "a2ac29e0", "e76519"
        ),
        (
            "localhost:6201/operators/anchor-operator",
            "1c060e4a598294dc542a0e2f846b7b2a858cb5d375c3174356030cde73bb0f9c", "a8174cf5", "1c060e"
        ),
        (
            "localhost:6201/operators/buoy-bundle",
            "39f996f052fb6fdc6eba78b45a7e6e0ca1ecf46769b05e05f03f1b3872761c2a", "41a739b3", "39f996"
        ),
        (
            "registry.redhat.io/openshift4/ose-cluster-nfd-operator-bundle",
            "346fe5a3f0c4de056dbf65540288870b55c0955e5e2900ed77688a2045275750", "5b5854f6", "346fe5"
        ),
        // The catalog names it by tag, which version 1 looks up and forgets.
        (
            "localhost:6201/operators/anchor-console:1.2",
            "1a0b184c0c0d613c027c49326668e49f5a6afd472e9199bae8bf2282e72f584c", "db08b707", "1a0b18"
        ),
    ]

    @Test("of operators' images have a tag that is made of name and digest", arguments: operatorImages)
    func operatorImage(reference: String, hex: String, tag: String, layoutTag: String) throws {
        let digest = try Digest("sha256:\(hex)")
        let named = try ImageReference(reference)
        for reference in named.tag == nil ? [named.pinned(to: digest)] : [named] {
            for (isOfLayoutCatalog, tag) in [(false, tag), (true, layoutTag)] {
                let place = try rules().operatorImage(reference, digest: digest, isOfLayoutCatalog: isOfLayoutCatalog)
                #expect(place.repository.name.description == "ns/\(reference.repository.name)")
                #expect(place.tag.description == tag)
            }
        }
        let both = ImageReference(repository: named.repository, tag: try Tag("v1"), digest: digest)
        #expect(try rules().operatorImage(both, digest: digest, isOfLayoutCatalog: false).tag.description == "v1")
    }

    @Test(
        "of catalogs have the tag of the catalog, or digits",
        arguments: [
            ("catalog: localhost:6201/operators/index:v1", "operators/index:v1"),
            ("catalog: r.io/redhat/index@sha256:\(two)", "redhat/index:21c69b"),
            ("{catalog: r.io/redhat/index@sha256:\(two), targetTag: t}", "redhat/index:t"),
            ("{catalog: 'r.io/redhat/index:v4.12', targetCatalog: def/my-index}", "def/my-index:v4.12"),
            ("catalog: oci:///home/User/catalogs/x", "home/user/catalogs/x:21c69b"),
            ("catalog: oci:///home/user/catalogs/x:v9", "home/user/catalogs/x:v9"),
            (
                "{catalog: 'oci:///home/user/catalogs/x', targetCatalog: mine/oci-index, targetTag: v7}",
                "mine/oci-index:v7"
            ),
        ]
    )
    func catalog(field: String, expected: String) throws {
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              operators:
              - \(field)

            """
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        let catalog = try #require(configuration.mirror.operators.first)
        // Paths of catalogs stay as they are.
        for nested in [0, 2] {
            let place = try rules(nested: nested).destination(of: catalog, digest: try Digest("sha256:\(two)"))
            #expect(place.description == "reg:5000/ns/\(expected)")
        }
    }

    @Test("of releases and graphs are those of version 2")
    func releases() throws {
        let rules = try rules()
        #expect(
            try rules.payload(of: "4.15.0-x86_64").description == "reg:5000/ns/openshift/release-images:4.15.0-x86_64"
        )
        #expect(
            try rules.component("etcd", of: "4.16.1-multi").description
                == "reg:5000/ns/openshift/release:4.16.1-multi-etcd"
        )
        #expect(try rules.graphData().description == "reg:5000/ns/openshift/graph-image:latest")
    }

    @Test(
        "with few components join the rest, without the target's namespace if they come through an archive",
        arguments: [
            ("reg:5000/team", 2, false, "a/b/c:1", "reg:5000/team/a-b-c:1"),
            ("reg:5000/team", 2, true, "a/b/c:1", "reg:5000/team/a/b-c:1"),
            ("reg:5000", 1, true, "operators/anchor-console:1", "reg:5000/operators-anchor-console:1"),
            ("reg:5000/team/mirror", 3, false, "deep/er/path/img:1", "reg:5000/team/mirror/deep-er-path-img:1"),
            ("reg:5000/team/mirror", 3, false, "single:1", "reg:5000/team/mirror/single:1"),
            ("reg:5000", 2, false, "a/b:1", "reg:5000/a/b:1"),
        ]
    )
    func nested(target: String, limit: Int, crossesArchive: Bool, image: String, expected: String) throws {
        let reference = try ImageReference("quay.io/\(image)")
        let place = try rules(target, nested: limit, crossesArchive: crossesArchive)
            .additionalImage(reference, digest: try Digest("sha256:\(one)"))
        #expect(place.description == expected)
    }
}
