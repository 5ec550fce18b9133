// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Registry
import TestSupport

/// The world that publishes releases, on loopback: registries, an update service, a store of signatures, a key.
final class ReleaseWorld: Sendable {
    let upstream: RegistryProcess
    let target: RegistryProcess
    let graphs: GraphServer
    let signatures: SignatureServer
    let key: ReleaseKey
    let graphData: LoopbackServer
    let shop: Workshop

    static let payloads = "quay.io/openshift-release-dev/ocp-release"
    static let components = "quay.io/openshift-release-dev/ocp-v4.0-art-dev"

    private init(key: ReleaseKey) async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        graphs = try GraphServer()
        signatures = try SignatureServer()
        self.key = key
        let archive = try TestArchive([
            "channels/stable-4.16.yaml": "name: stable-4.16\n", "blocked-edges/4.16.2.yaml": "to: 4.16.2\n",
        ])
        let bytes = try Compression.gzip.compress(archive.bytes)
        graphData = try LoopbackServer { exchange in try exchange.respond(200, body: bytes) }
        let redirects = ["quay.io", "registry.access.redhat.com"].map { [host = upstream.host] name in
            "[[registry]]\nprefix = \"\(name)\"\nlocation = \"\(host)/\(name)\"\ninsecure = true\n"
        }
        shop = try Workshop(
            registries: redirects.joined() + "[[registry]]\nlocation = \"\(target.host)\"\ninsecure = true\n",
            variables: [
                "UPDATE_URL_OVERRIDE": graphs.url, "OKD_UPDATE_URL_OVERRIDE": graphs.url,
                "OCP_SIGNATURE_URL": signatures.url, "MIRROR_TO": "docker://\(target.host)/ocp",
            ]
        )
        try shop.folder.write(try await key.exported(), to: "work/release-key.asc")
    }

    /// Makes a world; its key is trusted by `--release-key release-key.asc`.
    static func make() async throws -> ReleaseWorld { try await ReleaseWorld(key: try await ReleaseKey.make()) }

    /// Pushes an image under a name of the real world.
    func push(_ image: TestImage, as name: String, tag: String?) async throws {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
    }

    /// A component's image, the same for the same text.
    static func component(_ text: String) throws -> TestImage { try TestImage(layers: [Array(text.utf8)]) }

    /// Publishes a release of components, which are names or `name=content`, with a signature; returns its digest.
    @discardableResult
    func publish(
        _ version: String,
        components: [String],
        architectures: [String] = ["amd64"],
        kubeVirt: [String: String] = [:],
        isSigned: Bool = true
    ) async throws -> Digest {
        var references: [(name: String, image: String)] = []
        for component in components {
            let parts = component.split(separator: "=").map(String.init)
            let image = try await pushComponent(parts.last ?? "", architectures)
            references.append((name: parts[0], image: "\(Self.components)@\(image)"))
        }
        var release = TestRelease(version, for: architectures, components: references)
        for (processor, text) in kubeVirt {
            release.kubeVirt[processor] = "\(Self.components)@\(try await pushComponent(text, ["amd64"]))"
        }
        let image = try release.image()
        let processor = architectures.count > 1 ? "multi" : architectures[0] == "arm64" ? "aarch64" : "x86_64"
        try await push(image, as: Self.payloads, tag: "\(version)-\(processor)")
        if isSigned {
            let claim = ReleaseKey.claim("\(image.digest)", name: "\(Self.payloads):\(version)-\(processor)")
            signatures.store([try await key.sign(claim.utf8)], for: "\(image.digest)")
        }
        return image.digest
    }

    private func pushComponent(_ text: String, _ architectures: [String]) async throws -> Digest {
        let images = try architectures.map { architecture in
            let platform = Platform(os: "linux", architecture: architecture)
            let layer = Array("\(text) for \(architecture)".utf8)
            return (platform, try TestImage(layers: [layer], platform: platform))
        }
        let image = images.count > 1 ? try TestImage.index(images) : images[0].1
        try await push(image, as: Self.components, tag: nil)
        return image.digest
    }

    /// Says that a channel has the published releases, with updates from each to those that follow it.
    func offer(
        _ channel: String,
        _ releases: [(version: String, digest: Digest)],
        architecture: String = "amd64",
        edges: [[Int]]? = nil,
        conditional: [GraphServer.Conditional] = []
    ) throws {
        let payloads = Dictionary(uniqueKeysWithValues: releases.map { ($0.version, "\(Self.payloads)@\($0.digest)") })
        let all = releases.indices.flatMap { from in releases.indices.filter { $0 > from }.map { [from, $0] } }
        try graphs.add(
            channel,
            architecture: architecture,
            nodes: releases.map(\.version),
            edges: edges ?? all,
            conditional: conditional,
            payload: { payloads[$0] ?? "" }
        )
    }

    /// Writes a configuration of the section `platform`, whose lines are given.
    func configure(_ platform: [String], as name: String = "isc.yaml") throws {
        let lines = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  platform:",
        ]
        try shop.folder.write((lines + platform.map { "    \($0)" }).joined(separator: "\n") + "\n", to: "work/\(name)")
    }
}
