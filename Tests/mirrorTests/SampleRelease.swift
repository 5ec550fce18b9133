// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport

/// A release with components, as Red Hat names and signs them, the same bytes on every run.
struct SampleRelease: Sendable {
    static let payloads = "quay.io/openshift-release-dev/ocp-release"
    static let components = "quay.io/openshift-release-dev/ocp-v4.0-art-dev"

    let version: String
    /// Where the payload is published.
    let repository: String
    /// The payload's tag, such as `4.16.3-x86_64`.
    let tag: String
    let payload: TestImage
    /// The components and the disks for virtual machines.
    let components: [TestImage]

    /// Makes a release of components, which are names or `name=content`.
    ///
    /// Two that have the same content are one image, in another release too.
    init(
        _ version: String,
        components: [String],
        architectures: [String] = ["amd64"],
        kubeVirt: [String: String] = [:],
        repository: String = Self.payloads,
        compression: Compression = .gzip
    ) throws {
        let named = try components.map { component in
            let parts = component.split(separator: "=").map(String.init)
            return (name: parts[0], image: try Self.component(parts.last ?? "", architectures))
        }
        let disks = try kubeVirt.mapValues { try Self.component($0, ["amd64"]) }
        var release = TestRelease(
            version,
            for: architectures,
            components: named.map { ($0.name, Self.reference(to: $0.image)) }
        )
        release.kubeVirt = disks.mapValues { Self.reference(to: $0) }
        release.compression = compression
        let processor = ["amd64": "x86_64", "arm64": "aarch64"][architectures[0]] ?? architectures[0]
        self.version = version
        self.repository = repository
        tag = "\(version)-\(architectures.count > 1 ? "multi" : processor)"
        payload = try release.image()
        self.components = named.map(\.image) + disks.values
    }

    /// The text that a signature of the release signs.
    var claim: String { ReleaseKey.claim("\(payload.digest)", name: "\(repository):\(tag)") }

    private static func reference(to image: TestImage) -> String { "\(components)@\(image.digest)" }

    /// An image on the layer that all components have.
    private static func component(_ text: String, _ architectures: [String]) throws -> TestImage {
        let base = SeededBytes.layer(1, length: 40_000)
        let images = try architectures.map { architecture in
            let platform = Platform(os: "linux", architecture: architecture)
            let layer = SeededBytes.layer(SeededBytes.seed("\(text) for \(architecture)"), length: 20_000)
            return (platform, try TestImage(layers: [base, layer], platform: platform))
        }
        return images.count > 1 ? try TestImage.index(images) : images[0].1
    }
}

extension GraphServer {
    /// Says that a channel has releases, with updates from each to those that follow it unless `edges` are given.
    func offer(
        _ channel: String,
        _ releases: [(version: String, digest: Digest)],
        architecture: String = "amd64",
        edges: [[Int]]? = nil,
        conditional: [Conditional] = []
    ) throws {
        let payloads = Dictionary(
            uniqueKeysWithValues: releases.map { ($0.version, "\(SampleRelease.payloads)@\($0.digest)") }
        )
        let all = releases.indices.flatMap { from in releases.indices.filter { $0 > from }.map { [from, $0] } }
        try add(
            channel,
            architecture: architecture,
            nodes: releases.map(\.version),
            edges: edges ?? all,
            conditional: conditional,
            payload: { payloads[$0] ?? "" }
        )
    }
}
