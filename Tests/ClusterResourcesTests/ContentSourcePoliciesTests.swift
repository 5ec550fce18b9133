// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import OCI
import Plans
import TestSupport
import Testing

private let hex = String(repeating: "ab", count: 32)

private func pair(_ origin: String, _ destination: String, _ type: ImageType = .additionalImage) throws -> MirrorPair {
    MirrorPair(
        origin: try ImageReference(origin),
        destination: try ImageReference(destination),
        type: type,
        category: try #require(MirrorCategory(type))
    )
}

/// The scopes of oc-mirror v1.
private let versionOne: [MirrorCategory: MirrorScoping] = [.generic: .firstComponent, .operator: .firstComponent]

@Suite("Image content source policies")
struct ContentSourcePoliciesTests {
    /// Pairs of origin and destination, and the entries that they give.
    struct Row: Sendable {
        var pairs: [(String, String)]
        var type: ImageType = .additionalImage
        var scopings = versionOne
        var entries: [String]
    }

    @Test(
        "name the first component of a path, or the repository where that would lead astray",
        arguments: [
            Row(
                pairs: [
                    ("localhost:6201/single:1", "localhost:6203/single:1"),
                    ("localhost:6201/deep/er/path/img:1", "localhost:6203/deep/er/path/img:1"),
                    ("localhost:6201/deep/other:2", "localhost:6203/deep/other:2"),
                ],
                entries: [
                    "localhost:6201/deep => localhost:6203/deep", "localhost:6201/single => localhost:6203/single",
                ]
            ),
            Row(
                pairs: [
                    ("localhost:6201/single:1", "localhost:6203/team/mirror/single:1"),
                    ("localhost:6201/deep/er/path/img:1", "localhost:6203/team/mirror/deep/er/path/img:1"),
                ],
                entries: [
                    "localhost:6201/deep => localhost:6203/team/mirror/deep",
                    "localhost:6201/single => localhost:6203/team/mirror/single",
                ]
            ),
            // Version 1 writes `localhost:6201/deep => localhost:6203/team/mirror`, where nothing is.
            Row(
                pairs: [
                    ("localhost:6201/deep/er/path/img:1", "localhost:6203/team/mirror/deep-er-path-img:1"),
                    ("localhost:6201/deep/other:2", "localhost:6203/team/mirror/deep-other:2"),
                ],
                entries: [
                    "localhost:6201/deep/er/path/img => localhost:6203/team/mirror/deep-er-path-img",
                    "localhost:6201/deep/other => localhost:6203/team/mirror/deep-other",
                ]
            ),
            Row(
                pairs: [
                    (
                        "quay.io/openshift-release-dev/ocp-release@sha256:\(hex)",
                        "reg:5000/ns/openshift/release-images:4"
                    ),
                    (
                        "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:\(hex)",
                        "reg:5000/ns/openshift/release:4-etcd"
                    ),
                ],
                type: .releaseComponent,
                entries: [
                    "quay.io/openshift-release-dev/ocp-release => reg:5000/ns/openshift/release-images",
                    "quay.io/openshift-release-dev/ocp-v4.0-art-dev => reg:5000/ns/openshift/release",
                ]
            ),
            Row(
                pairs: [("registry.redhat.io/a/b/c@sha256:\(hex)", "reg:5000/ns/a/b/c:1")],
                type: .operatorBundle,
                scopings: [.operator: .repository],
                entries: ["registry.redhat.io/a/b/c => reg:5000/ns/a/b/c"]
            ),
            Row(
                pairs: [("registry.redhat.io/a/b/c@sha256:\(hex)", "reg:5000/ns/a/b/c:1")],
                type: .operatorRelatedImage,
                scopings: [.operator: .siblings],
                entries: ["registry.redhat.io/a/b => reg:5000/ns/a/b"]
            ),
            // The entry of the first would hide that of the others: `quay.io/a/b` begins both of their names.
            Row(
                pairs: [
                    ("quay.io/a/b:1", "reg:5000/elsewhere/b:1"), ("quay.io/a/b:2", "reg:5000/a/b:2"),
                    ("quay.io/a/b/c:1", "reg:5000/a/b/c:1"), ("quay.io/a/d:1", "reg:5000/a/d:1"),
                ],
                entries: [
                    "quay.io/a => reg:5000/a", "quay.io/a/b => reg:5000/a/b reg:5000/elsewhere/b",
                    "quay.io/a/b/c => reg:5000/a/b/c",
                ]
            ),
        ]
    )
    func entries(row: Row) throws {
        let pairs = try row.pairs.map { try pair($0.0, $0.1, row.type) }
        let text = try #require(ContentSourcePolicies(pairs, scopings: row.scopings).text)
        #expect(try PolicyObject.all(in: text).flatMap(\.entries).map(\.description) == row.entries)
    }

    @Test("are a document for each category, the same whatever the order of the images")
    func golden() throws {
        let pairs = [
            try pair("quay.io/a/b:1", "reg:5000/ns/a/b:1"),
            try pair("quay.io/a/c@sha256:\(hex)", "reg:5000/ns/a/c:sha256-\(hex)"),
            try pair("registry.redhat.io/ubi9/ubi:9", "reg:5000/ns/ubi9/ubi:9", .helmImage),
            try pair("registry.redhat.io/ubi9/ubi:9", "reg:5000/other/ubi9/ubi:9"),
            try pair("quay.io/x/y/bundle@sha256:\(hex)", "reg:5000/ns/x/y/bundle:1adce9f", .operatorBundle),
            try pair(
                "quay.io/openshift-release-dev/ocp-release:4.16.3-x86_64",
                "reg:5000/ns/openshift/release-images:4.16.3-x86_64",
                .releasePayload
            ),
        ]
        var generator = SeededGenerator(seed: 11)
        let expected = try #require(ContentSourcePolicies(pairs, scopings: versionOne).text)
        for _ in 0..<20 {
            let shuffled = pairs.shuffled(using: &generator)
            #expect(ContentSourcePolicies(shuffled, scopings: versionOne).text == expected)
        }
        try expectGolden(expected, "imageContentSourcePolicy.yaml")
        let resource = try #require(ContentSourcePolicies(pairs).resource(in: "cluster-resources"))
        #expect(resource.path == "cluster-resources/icsp-oc-mirror.yaml")
        try expectGolden(resource.content, "icsp-oc-mirror.yaml")
    }

    @Test("have no text without entries")
    func empty() {
        #expect(ContentSourcePolicies([]).text == nil)
        #expect(ContentSourcePolicies([]).resource(in: "x") == nil)
    }

    @Test("are divided where version 1 divides them, without loss and with a name each")
    func divided() throws {
        let names = (1000..<4000).map { "space-\($0)" }
        let pairs = try names.map { name in
            try pair("localhost:6201/\(name)/image:1", "localhost:6202/team/mirror/for-others/\(name)/image:1")
        }
        let objects = try PolicyObject.all(in: try #require(ContentSourcePolicies(pairs, scopings: versionOne).text))
        #expect(objects.map(\.name) == ["generic-0", "generic-1"])
        #expect(objects.map(\.entries.count) == [2356, 644])
        #expect(objects.first?.size == 249_871)
        #expect(objects.flatMap(\.entries).map(\.source) == names.map { "localhost:6201/\($0)" })
    }
}
