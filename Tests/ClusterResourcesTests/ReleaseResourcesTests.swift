// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Foundation
import OCI
import Plans
import TestSupport
import Testing

private func payload(_ tag: String, signatures: Int, in registry: String = "reg:5000/ns") -> PlacedImage {
    PlacedImage(
        destination: "\(registry)/openshift/release-images:\(tag)",
        digest: Digest(of: Array(tag.utf8)),
        type: .releasePayload,
        origins: ["quay.io/openshift-release-dev/ocp-release@\(Digest(of: Array(tag.utf8)))"],
        release: ReleaseFacts(
            version: "4.16.3",
            architecture: "amd64",
            signatures: (0..<signatures).map { number in
                ReleaseSignature(
                    fingerprint: String(repeating: "AB", count: 20),
                    message: Data("signature \(number) of \(tag)".utf8).base64EncodedString()
                )
            }
        )
    )
}

private let graph = PlacedImage(
    destination: "reg:5000/ns/openshift/graph-image:latest",
    digest: Digest(of: [1]),
    type: .graphData,
    origins: ["registry.access.redhat.com/ubi9/ubi:latest"]
)

@Suite("The manifests of releases")
struct ReleaseResourcesTests {
    @Test("hold every verified signature under its release's digest")
    func signatures() throws {
        let images = [payload("4.16.3-x86_64", signatures: 2), payload("4.16.1-x86_64", signatures: 1)]
        let resource = try #require(SignatureConfigMap(images).resource(in: "cluster-resources"))
        #expect(resource.path == "cluster-resources/signature-configmap.yaml")
        try expectGolden(resource.content, "signature-configmap.yaml")
        let reversed = SignatureConfigMap(images.reversed()).resource(in: "cluster-resources")
        #expect(reversed == resource)
    }

    @Test("hold the signatures of all who want a release, each once")
    func severalWishes() throws {
        let one = payload("4.16.3-x86_64", signatures: 1)
        let two = payload("4.16.3-x86_64", signatures: 2, in: "reg:5000/other")
        let content = try #require(SignatureConfigMap([one, two]).resource(in: "x")).content
        #expect(content.components(separatedBy: one.digest.tagText).count == 3)
        #expect(SignatureConfigMap([two, one]).resource(in: "x")?.content == content)
    }

    @Test("have no signatures where none was verified")
    func noSignatures() {
        #expect(SignatureConfigMap([payload("4.16.3-x86_64", signatures: 0), graph]).resource(in: "x") == nil)
    }

    @Test("tell the update service where graph and releases are")
    func updateService() throws {
        let images = [payload("4.16.3-x86_64", signatures: 0), graph, payload("4.16.1-x86_64", signatures: 0)]
        let resource = try #require(UpdateServiceResource(images)?.resource(in: "cluster-resources"))
        #expect(resource.path == "cluster-resources/updateService.yaml")
        try expectGolden(resource.content, "updateService.yaml")
    }

    @Test("have no update service without a graph or without a release")
    func noUpdateService() {
        #expect(UpdateServiceResource([graph]) == nil)
        #expect(UpdateServiceResource([payload("4.16.3-x86_64", signatures: 1)]) == nil)
    }
}
