// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport

/// The world that publishes releases, on loopback: registries, an update service, a store of signatures, a key.
final class ReleaseWorld: Sendable {
    let upstream: RegistryProcess
    let target: RegistryProcess
    let graphs: GraphServer
    let signatures: SignatureServer
    let key: ReleaseKey
    let graphData: GraphDataServer
    let shop: Workshop

    static let payloads = SampleRelease.payloads
    static let components = SampleRelease.components

    private init(key: ReleaseKey) async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        graphs = try GraphServer()
        signatures = try SignatureServer()
        self.key = key
        graphData = try GraphDataServer(GraphDataServer.data())
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

    /// Publishes a release of components, which are names or `name=content`, with a signature; returns its digest.
    @discardableResult
    func publish(
        _ version: String,
        components: [String],
        architectures: [String] = ["amd64"],
        kubeVirt: [String: String] = [:],
        as repository: String = SampleRelease.payloads,
        isSigned: Bool = true
    ) async throws -> Digest {
        let release = try SampleRelease(
            version,
            components: components,
            architectures: architectures,
            kubeVirt: kubeVirt,
            repository: repository
        )
        return try await publish(release, isSigned: isSigned)
    }

    /// Publishes a release that was made before.
    @discardableResult
    func publish(_ release: SampleRelease, isSigned: Bool = true) async throws -> Digest {
        for image in release.components { try await push(image, as: Self.components, tag: nil) }
        try await push(release.payload, as: release.repository, tag: release.tag)
        if isSigned {
            signatures.store([try await key.sign(release.claim.utf8)], for: "\(release.payload.digest)")
        }
        return release.payload.digest
    }

    /// Publishes a payload that lists any components, with a signature; returns its digest.
    func publish(payload: TestRelease, tag: String) async throws -> Digest {
        let image = try payload.image()
        try await push(image, as: Self.payloads, tag: tag)
        let claim = ReleaseKey.claim("\(image.digest)", name: "\(Self.payloads):\(tag)")
        signatures.store([try await key.sign(claim.utf8)], for: "\(image.digest)")
        return image.digest
    }

    /// Publishes the image that the graph's data is put on top of, for two processors.
    func publishBase() async throws {
        let base = try TestImage.index(
            ["amd64", "arm64"].map { name in
                let platform = Platform(os: "linux", architecture: name)
                return (platform, try TestImage(layers: [Array("ubi for \(name)".utf8)], platform: platform))
            }
        )
        try await push(base, as: "registry.access.redhat.com/ubi9/ubi", tag: "latest")
    }

    /// Plans with the world's key.
    func plan(_ options: String..., configuration: String = "isc.yaml") throws -> ToolRun {
        try shop.run(["plan", "-c", configuration, "--release-key", "release-key.asc"] + options)
    }

    /// The plan that was written last.
    var written: Plan {
        get throws { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }
    }

    /// Whether nothing was ever sent to the target.
    var targetIsUntouched: Bool { !FileManager.default.fileExists(atPath: "\(target.storage)/docker") }

    /// Says that a channel has the published releases, with updates from each to those that follow it.
    func offer(
        _ channel: String,
        _ releases: [(version: String, digest: Digest)],
        architecture: String = "amd64",
        edges: [[Int]]? = nil,
        conditional: [GraphServer.Conditional] = []
    ) throws {
        try graphs.offer(channel, releases, architecture: architecture, edges: edges, conditional: conditional)
    }

    /// Writes a configuration of the section `platform`, whose lines are given.
    func configure(_ platform: [String], as name: String = "isc.yaml") throws {
        let lines = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  platform:",
        ]
        try shop.folder.write((lines + platform.map { "    \($0)" }).joined(separator: "\n") + "\n", to: "work/\(name)")
    }
}
