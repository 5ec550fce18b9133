// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Foundation
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

@Suite("Mirror sets")
struct MirrorSetsTests {
    /// Origin, destination, type, and the entries of both files as `source => mirror`.
    struct Row: Sendable {
        var origin: String
        var destination: String
        var type: ImageType = .additionalImage
        var repositoryScope = false
        var digestEntry: String?
        var tagEntry: String?
    }

    @Test(
        "map each image as clusters pull it",
        arguments: [
            Row(
                origin: "quay.io/openshift-release-dev/ocp-v4.0-art-dev@sha256:\(hex)",
                destination: "reg:5000/ns/openshift/release:4.16.3-x86_64-etcd",
                type: .releaseComponent,
                digestEntry: "quay.io/openshift-release-dev/ocp-v4.0-art-dev => reg:5000/ns/openshift/release"
            ),
            Row(
                origin: "quay.io/openshift-release-dev/ocp-release:4.14.38-x86_64",
                destination: "reg:5000/ns/openshift/release-images:4.14.38-x86_64",
                type: .releasePayload,
                digestEntry: "quay.io/openshift-release-dev/ocp-release => reg:5000/ns/openshift/release-images",
                tagEntry: "quay.io/openshift-release-dev/ocp-release => reg:5000/ns/openshift/release-images"
            ),
            Row(
                origin: "gcr.io/kubebuilder/kube-rbac-proxy:v0.5.0",
                destination: "reg:5000/ns/kubebuilder/kube-rbac-proxy:v0.5.0",
                type: .operatorRelatedImage,
                tagEntry: "gcr.io/kubebuilder => reg:5000/ns/kubebuilder"
            ),
            Row(
                origin: "registry.redhat.io/ubi8-minimal@sha256:\(hex)",
                destination: "reg:5000/ns/ubi8-minimal:sha256-\(hex)",
                type: .operatorRelatedImage,
                digestEntry: "registry.redhat.io => reg:5000/ns"
            ),
            Row(
                origin: "registry.redhat.io/ubi8/ubi:latest",
                destination: "reg:5000/ubi8/ubi:latest",
                tagEntry: "registry.redhat.io/ubi8 => reg:5000/ubi8"
            ),
            Row(
                origin: "quay.io/a/b:1@sha256:\(hex)",
                destination: "reg:5000/ns/a/b:1",
                digestEntry: "quay.io/a => reg:5000/ns/a",
                tagEntry: "quay.io/a => reg:5000/ns/a"
            ),
            Row(
                origin: "quay.io/cockroachdb/cockroach-helm-operator:6.0.0",
                destination: "reg:5000/cockroachdb-cockroach-helm-operator:6.0.0",
                repositoryScope: true,
                tagEntry:
                    "quay.io/cockroachdb/cockroach-helm-operator => reg:5000/cockroachdb-cockroach-helm-operator"
            ),
            // The text ends alike, the path does not.
            Row(
                origin: "quay.io/b:1",
                destination: "reg:5000/foo/ab:1",
                tagEntry: "quay.io/b => reg:5000/foo/ab"
            ),
            Row(
                origin: "quay.io/x/rel:1",
                destination: "reg:5000/x/rel/x/rel:1",
                tagEntry: "quay.io/x => reg:5000/x/rel/x"
            ),
        ]
    )
    func maps(row: Row) throws {
        let sets = MirrorSets(
            [try pair(row.origin, row.destination, row.type)],
            usesRepositoryScope: row.repositoryScope
        )
        let files = Dictionary(
            uniqueKeysWithValues: sets.resources(in: "cluster-resources").map { ($0.path, $0.content) }
        )
        #expect(entry(files["cluster-resources/idms-oc-mirror.yaml"]) == row.digestEntry)
        #expect(entry(files["cluster-resources/itms-oc-mirror.yaml"]) == row.tagEntry)
    }

    private func entry(_ content: String?) -> String? {
        guard let lines = content?.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) else {
            return nil
        }
        let source = lines.first { $0.hasPrefix("source: ") }?.dropFirst("source: ".count)
        let mirror = lines.drop { !$0.hasSuffix("mirrors:") }.dropFirst().first?.dropFirst("- ".count)
        return "\(source ?? "?") => \(mirror ?? "?")"
    }

    @Test("have the same bytes whatever the order of the images")
    func golden() throws {
        let pairs = [
            try pair("quay.io/a/b:1", "reg:5000/ns/a/b:1"),
            try pair("quay.io/a/c@sha256:\(hex)", "reg:5000/ns/a/c:sha256-\(hex)"),
            try pair("registry.redhat.io/ubi9/ubi:9", "reg:5000/ns/ubi9/ubi:9"),
            try pair("registry.redhat.io/ubi9/ubi:9", "reg:5000/other/ubi9/ubi:9"),
            try pair("quay.io/x/bundle@sha256:\(hex)", "reg:5000/ns/x/bundle:sha256-\(hex)", .operatorBundle),
            try pair(
                "quay.io/openshift-release-dev/ocp-release:4.16.3-x86_64",
                "reg:5000/ns/openshift/release-images:4.16.3-x86_64",
                .releasePayload
            ),
        ]
        var generator = SeededGenerator(seed: 7)
        let expected = MirrorSets(pairs).resources(in: "cluster-resources")
        for _ in 0..<20 {
            #expect(MirrorSets(pairs.shuffled(using: &generator)).resources(in: "cluster-resources") == expected)
        }
        for resource in expected {
            try expectGolden(resource.content, URL(filePath: resource.path).lastPathComponent)
            #expect(!resource.content.contains("status"))
        }
    }

    @Test("give an image an entry of its own where another entry would hide the one that serves it")
    func hidden() throws {
        let sets = MirrorSets([
            try pair("quay.io/a/b:1", "reg:5000/a/b:1"), try pair("quay.io/a/c:1", "reg:5000/a/c:1"),
            // Entries for pulls by digest and by tag are one list in a cluster.
            try pair("quay.io/a/b@sha256:\(hex)", "reg:5000/else/where:1", .operatorBundle),
        ])
        let files = sets.resources(in: "x").map { $0.content.split(separator: "\n").map { $0.filter { $0 != " " } } }
        #expect(files.count == 2)
        #expect(files.first?.suffix(3) == ["-mirrors:", "-reg:5000/else/where", "source:quay.io/a/b"])
        #expect(
            files.last?.suffix(6) == [
                "-mirrors:", "-reg:5000/a", "source:quay.io/a", "-mirrors:", "-reg:5000/a/b", "source:quay.io/a/b",
            ]
        )
    }

    @Test("lead each pull to its place by the longest entry of both files", arguments: 0..<200)
    func lead(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let pairs = try (0..<Int.random(in: 1...20, using: &generator)).map { _ in
            let path = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                ["a", "b", "ab"].randomElement(using: &generator) ?? ""
            }.joined(separator: "/")
            let places = [path, path, path, path.replacing("/", with: "-"), "else/\(path)", "else/b"]
            let name = [":1", "@sha256:\(hex)", ":1@sha256:\(hex)"].randomElement(using: &generator) ?? ""
            let types: [ImageType] = [.additionalImage, .operatorBundle]
            return try pair(
                "quay.io/\(path)\(name)",
                "reg:5000/ns/\(places.randomElement(using: &generator) ?? path):1",
                types.randomElement(using: &generator) ?? .additionalImage
            )
        }
        var found: [String: [(source: String, mirror: String)]] = [:]
        for file in MirrorSets(pairs, usesRepositoryScope: seed % 5 == 0).resources(in: "x") {
            var mirrors: [String] = []
            for line in file.content.split(separator: "\n") {
                let text = line.trimmingCharacters(in: .whitespaces)
                if text == "- mirrors:" { mirrors = [] }
                if text.hasPrefix("- reg") { mirrors.append(String(text.dropFirst(2))) }
                guard text.hasPrefix("source: ") else { continue }
                found[file.name, default: []] += mirrors.map { (String(text.dropFirst(8)), $0) }
            }
        }
        for pair in pairs {
            let repository = "\(pair.origin.repository)"
            let all = found.values.joined().map(\.source)
            let longest = all.filter { repository == $0 || repository.hasPrefix("\($0)/") }.map(\.count).max()
            let pulls = [
                ("idms-oc-mirror.yaml", pair.origin.digest != nil), ("itms-oc-mirror.yaml", pair.origin.tag != nil),
            ]
            for (file, isPulled) in pulls where isPulled {
                let places = (found[file] ?? []).filter {
                    $0.source.count == longest && repository.hasPrefix($0.source)
                }
                .map { "\($0.mirror)\(repository.dropFirst($0.source.count))" }
                #expect(places.contains("\(pair.destination.repository)"), "\(pair.origin) in \(found)")
            }
        }
    }

    @Test("are not written where there is nothing to map")
    func empty() {
        #expect(MirrorSets([]).resources(in: "x").isEmpty)
    }
}
