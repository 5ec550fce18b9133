// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Resolution
import Sections
import Testing

/// A configuration of oc-mirror v1 and the one that it is migrated to ask for the same places.
@Suite("The places of a migrated configuration")
struct MigratedPlaceTests {
    private static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/oc-mirror")

    private static var files: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? []
        return names.filter { $0.hasPrefix("v1") }.sorted()
    }

    private static let hex = String(repeating: "7efeeb8b29872a6f", count: 4)
    private static let digest = "sha256:\(hex)"
    private static let other = "sha256:\(String(repeating: "21c69bbed444ee25", count: 4))"

    /// The places of what a configuration names, in its order.
    private func places(_ configuration: ImageSetConfiguration) throws -> [String] {
        let mapping = DestinationMapping(
            target: try MirrorTarget("docker://reg:5000/ns"),
            rules: configuration.rules
        )
        let images = configuration.mirror.additionalImages
        var digests: [ImageReference: Digest] = [:]
        for case .registry(let reference) in images.map(\.source) {
            digests[reference] = try reference.digest ?? Digest(Self.digest)
        }
        let sharing = mapping.versionOne?.sharingLatest(digests.keys) ?? []
        let additional = AdditionalImagePlaces(at: mapping, digests: digests.filter { sharing.contains($0.key) })
        let catalogs = try configuration.mirror.operators.map {
            try mapping.destination(of: $0, digest: Digest(Self.digest), built: Digest(Self.other)).description
        }
        return try catalogs + images.map { try additional.destination(of: $0).description }
    }

    /// Returns the places before and after.
    private func both(_ bytes: [UInt8]) throws -> ([String], [String]) {
        let old = try ImageSetConfiguration(bytes: bytes, path: "isc.yaml")
        try #require(old.rules.isVersionOne)
        let migrated = try MigratedConfiguration(old)
        return (try places(old), try places(ImageSetConfiguration(bytes: migrated.bytes, path: "new.yaml")))
    }

    @Test("are those of the old one, for the examples of oc-mirror's document", arguments: files)
    func examples(name: String) throws {
        let (old, new) = try both(Array(Data(contentsOf: Self.examples.appending(path: name))))
        #expect(old == new)
    }

    @Test(
        "are those of the old one, for whatever its images are named by",
        arguments: [
            ("additionalImages: [{name: quay.io/a/b:1}]", ["a/b:1"]),
            ("additionalImages: [{name: quay.io/a/b}]", ["a/b:latest"]),
            ("additionalImages: [{name: \"quay.io/a/b@\(digest)\"}]", ["a/b:latest"]),
            ("additionalImages: [{name: \"quay.io/a/b:1@\(digest)\"}]", ["a/b:1"]),
            (
                "additionalImages: [{name: \"quay.io/a/b@\(digest)\"}, {name: \"quay.io/a/b@\(other)\"}]",
                ["a/b:7efeeb8b", "a/b:21c69bbe"]
            ),
            (
                "additionalImages: [{name: quay.io/a/b:2}, {name: \"quay.io/a/b@\(other)\"}]", ["a/b:2", "a/b:latest"]
            ),
            (
                "additionalImages: [{name: quay.io/a/b}, {name: \"quay.io/a/b@\(other)\"}]",
                ["a/b:latest", "a/b:21c69bbe"]
            ),
            ("additionalImages: [{name: alpine}]", ["library/alpine:latest"]),
            ("operators: [{catalog: \"r.io/redhat/index:v4.12\"}]", ["redhat/index:v4.12"]),
            ("operators: [{catalog: \"r.io/redhat/index@\(digest)\"}]", ["redhat/index:7efeeb"]),
            ("operators: [{catalog: \"r.io/redhat/index:v1\", targetName: mine}]", ["redhat/mine:v1"]),
            ("operators: [{catalog: \"r.io/redhat/index:v1\", targetCatalog: a/b, targetTag: t}]", ["a/b:t"]),
            ("operators: [{catalog: \"oci:///home/User/x:v9\"}]", ["home/user/x:v9"]),
            ("operators: [{catalog: \"oci:///home/user/x\", targetTag: t}]", ["home/user/x:t"]),
        ]
    )
    func places(section: String, expected: [String]) throws {
        let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v1alpha2\nmirror:\n  \(section)\n"
        let (old, new) = try both(Array(text.utf8))
        #expect(old == expected.map { "reg:5000/ns/\($0)" })
        #expect(new == old)
    }
}
