// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Releases
import TestSupport
import Testing

@Suite("A release payload that is not what it should be")
struct PayloadFaultTests {
    private let bench: PayloadBench

    init() throws { bench = try PayloadBench() }

    /// What is wrong with a payload, and what its error says.
    private static let faults: [(change: @Sendable (inout TestRelease) -> Void, message: String)] = [
        ({ $0.components = [] }, "image-references: spec.tags: it lists no components"),
        (
            { $0.components.append(("cli", PayloadBench.reference("two"))) },
            "spec.tags[3] (`cli`): the component `cli` is listed twice"
        ),
        (
            { $0.components[1].image = "quay.io/dev/art:latest" },
            "spec.tags[1] (`cli`): found `quay.io/dev/art:latest`, expected a reference with a digest"
        ),
        ({ $0.components[2].image = "quay.io/dev/art@sha256:12" }, "spec.tags[2] (`etcd`): "),
        ({ $0.components[0].name = "a b" }, "spec.tags[0] (`a b`): the component's name cannot be part of a tag"),
        ({ $0.version = "4.16" }, "image-references: metadata.name: `4.16`: expected three numbers"),
        (
            {
                $0.files["release-manifests/release-metadata"] =
                    #"{"kind": "cincinnati-metadata-v0", "version": "4.16.4"}"#
            },
            "release-metadata: version: it says version 4.16.4, but release-manifests/image-references says 4.16.3"
        ),
        (
            { $0.files["release-manifests/release-metadata"] = #"{"kind": "v1", "version": "4.16.3"}"# },
            "release-metadata: found the kind `v1`, expected `cincinnati-metadata-v0`"
        ),
        (
            { $0.files["release-manifests/release-metadata"] = #"{"kind": "v1"}"# },
            "release-metadata: expected a field `version` here"
        ),
        (
            {
                $0.files["release-manifests/image-references"] =
                    #"{"kind": "List", "metadata": {"name": "1"}, "spec": {}}"#
            },
            "image-references: found the kind `List`, expected `ImageStream`"
        ),
        ({ $0.files["release-manifests/image-references"] = "no JSON" }, "image-references: it is not JSON"),
        (
            {
                $0.files["release-manifests/image-references"] =
                    #"{"kind": "ImageStream", "metadata": {"name": "4.16.3"}, "spec": {"tags": [{"name": 1}]}}"#
            },
            "image-references: spec.tags[0].name: expected a string here"
        ),
        (
            {
                $0.files["release-manifests/image-references"] =
                    #"{"kind": "ImageStream", "metadata": {"name": "4.16.3"}, "spec": {"tags": [{"name": "a", "from": {"kind": "ImageStreamTag", "name": "b"}}]}}"#
            },
            "spec.tags[0] (`a`): found `from` of the kind `ImageStreamTag`, expected `DockerImage`"
        ),
    ]

    @Test("is refused with its name and the place", arguments: faults.indices)
    func refused(index: Int) async throws {
        var release = TestRelease("4.16.3", components: PayloadBench.components)
        Self.faults[index].change(&release)
        let error = await #expect(throws: PayloadError.self) { try await bench.read(release) }
        let text = try #require(error?.description)
        #expect(
            text.hasPrefix("release payload \(bench.registry.server.host)/ocp/release@\(try release.image().digest): ")
        )
        #expect(text.contains(Self.faults[index].message), "\(text)")
        #expect(!FileManager.default.fileExists(atPath: bench.directory["cache/mirror/payloads"]))
    }

    /// What is wrong with a payload's boot images, and what is told of it.
    private static let bootImageFaults: [(change: @Sendable (inout TestRelease) -> Void, message: String)] = [
        (
            { $0.kubeVirt = ["x86_64": "quay.io/disk:latest"] },
            "bootimages.yaml: data.stream: architectures.x86_64.images.kubevirt.digest-ref: found `quay.io/disk:latest`"
        ),
        (
            { $0.files["release-manifests/0000_50_installer_coreos-bootimages.yaml"] = "data: {stream: 'no JSON'}" },
            "bootimages.yaml: data.stream: it is not JSON"
        ),
        (
            { $0.files["release-manifests/0000_50_installer_coreos-bootimages.yaml"] = "data: [" },
            "bootimages.yaml: "
        ),
        (
            { $0.files["release-manifests/0000_50_installer_coreos-bootimages.yaml"] = "data: {}" },
            "bootimages.yaml: data.stream: expected a ConfigMap"
        ),
    ]

    @Test(
        "in its boot images alone is read all the same, and keeps why",
        arguments: bootImageFaults.indices
    )
    func bootImages(index: Int) async throws {
        var release = TestRelease("4.16.3", components: PayloadBench.components)
        Self.bootImageFaults[index].change(&release)
        let payload = try await bench.read(release)
        #expect(payload.components.count == 3)
        #expect(payload.kubeVirt.images.isEmpty)
        let fault = try #require(payload.kubeVirt.fault)
        let text = "\(fault.place ?? ""): \(fault.message)"
        #expect(text.contains(Self.bootImageFaults[index].message), "\(text)")
        let requests = bench.registry.log.count
        #expect(try await bench.read(release) == payload)
        #expect(bench.registry.log.count == requests)
    }
}
