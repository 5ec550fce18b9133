// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

/// `blockedImages` where it meets releases.
@Suite("Blocked parts of releases")
struct BlockedReleaseTests {
    private let mapping: DestinationMapping
    private let contribution: Contribution

    init() throws {
        mapping = DestinationMapping(target: try MirrorTarget("docker://reg.example:5000/ocp"))
        let digest = Digest(of: [1])
        let payload = try mapping.payload(of: "4.16.3-x86_64")
        func reference(_ name: String) throws -> ImageSource { try ImageSource("quay.io/openshift/\(name)@\(digest)") }
        let recipe = BuildRecipe(
            kind: .graphData,
            base: "registry.access.redhat.com/ubi9/ubi@\(digest)",
            layer: digest,
            layerSize: 1,
            input: "https://example.org/graph-data"
        )
        let manifest = try TestImage(layers: [[1]]).top
        contribution = Contribution(
            images: [
                DesiredImage(
                    origin: try reference("release"),
                    role: ImageRole(
                        .releasePayload,
                        facts: .release(ReleaseFacts(version: "4.16.3", architecture: "amd64", signatures: []))
                    ),
                    destination: payload,
                    request: ImageRequest(by: ["mirror.platform.channels[0]"])
                ),
                DesiredImage(
                    origin: try reference("etcd"),
                    role: ImageRole(.releaseComponent, partOf: [payload]),
                    destination: try mapping.component("etcd", of: "4.16.3-x86_64"),
                    request: ImageRequest(by: ["mirror.platform.channels[0]"])
                ),
                DesiredImage(
                    origin: try ImageSource(recipe.base),
                    role: ImageRole(.graphData),
                    destination: try mapping.graphData(),
                    request: ImageRequest(by: ["mirror.platform.graph"]),
                    build: DesiredBuild(
                        recipe: recipe,
                        image: BuiltImage(tree: ImageTree(root: manifest), blobs: [:])
                    )
                ),
            ],
            records: [
                .upgradePath(
                    UpgradePath(
                        product: "ocp",
                        architecture: "amd64",
                        from: "4.16.1",
                        to: "4.16.3",
                        hops: [UpgradeHop(version: "4.16.3", channel: "stable-4.16")]
                    )
                )
            ]
        )
    }

    private func state(blocking pattern: String) throws -> DesiredState {
        let folder = try TemporaryDirectory()
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              blockedImages:
                - name: \(pattern)
            """
        let path = try folder.write(text, to: "isc.yaml")
        let configuration = try ImageSetConfiguration.load(path: path)
        return Resolver(mapping: mapping, path: "isc.yaml").resolve(configuration, with: [contribution])
    }

    @Test("make a release incomplete, which is told")
    func component() throws {
        let state = try state(blocking: "etcd")
        #expect(state.images.map(\.type).sorted() == [.releasePayload, .graphData])
        let check = try #require(state.findings.first { $0.code == "release-incomplete" })
        #expect(check.severity == .warning)
        #expect(check.message.contains("release 4.16.3-x86_64 is mirrored without quay.io/openshift/etcd"))
    }

    @Test("take their components along where they are payloads, and break the path of updates")
    func payload() throws {
        let state = try state(blocking: "openshift/release@")
        #expect(state.images.map(\.type) == [.graphData])
        #expect(state.records.compactMap(\.upgradePath).map(\.isComplete) == [false])
    }

    @Test("do not match base images")
    func base() throws {
        let state = try state(blocking: "ubi9")
        #expect(state.images.contains { $0.type == .graphData })
        #expect(state.findings.contains { $0.code == "unused-block" })
    }
}
