// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// What a registry was filled with goes on to a registry behind it, while nobody else can be reached.
@Suite("An enclave behind a mirror", .waitsForPrograms)
struct EnclaveTests {
    private let world: ReleaseWorld
    private let enclave: RegistryProcess

    private var shop: Workshop { world.shop }
    private var mirror: String { "\(world.target.host)/ocp" }

    init() async throws {
        world = try await ReleaseWorld.make()
        enclave = try RegistryProcess()
    }

    /// Makes a machine in the enterprise: the registries.conf of the v2 document, and no way out but to these hosts.
    private func enterprise() throws -> [String: String] {
        let redirects = ["registry.redhat.io", "quay.io"].map { name in
            """
            [[registry]]
            location="\(name)"
            [[registry.mirror]]
            location="\(mirror)"
            insecure=true

            """
        }
        let hosts = [world.target.host, enclave.host].map { "[[registry]]\nlocation=\"\($0)\"\ninsecure=true\n" }
        return try shop.otherHome().merging([
            "CONTAINERS_REGISTRIES_CONF": try shop.folder.write((redirects + hosts).joined(), to: "enterprise.conf"),
            "MIRROR_TO": "docker://\(enclave.host)/deep",
            "https_proxy": "http://127.0.0.1:1", "http_proxy": "http://127.0.0.1:1",
            "no_proxy": "127.0.0.1,localhost",
        ]) { $1 }
    }

    private func plan(_ options: String..., variables: [String: String]) throws -> ToolRun {
        try shop.run(["plan", "-c", "isc.yaml", "--release-key", "release-key.asc"] + options, variables: variables)
    }

    @Test("gets releases under the names of the configuration, with signatures, from where the mirror has them")
    func releases() async throws {
        let release = try SampleRelease("4.16.3", components: ["cli", "etcd"])
        try await world.publish(release)
        let cosigned = [(ReleaseWorld.payloads, release.payload), (ReleaseWorld.components, release.components[0])]
        for (repository, image) in cosigned {
            try await world.push(try TestImage.signature(of: image), as: repository, tag: image.signatureTag)
        }
        try world.offer("stable-4.16", [("4.16.3", release.payload.digest)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16"])
        let first = try world.plan("--graph-data-url", world.graphData.url)
        #expect(first.status == 0, "\(first.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)

        let variables = try enterprise()
        let without = try plan(variables: variables)
        #expect(without.status == 1)
        #expect(without.errors.contains("--graph-image \(mirror)/openshift/graph-image:latest"), "\(without.errors)")

        let graph = "\(mirror)/openshift/graph-image:latest"
        let made = try plan("--graph-image", graph, variables: variables)
        #expect(made.status == 0, "\(made.errors)")
        let applied = try shop.mirror("apply", "plan.json", variables: variables)
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let names = [
            "openshift/release-images:4.16.3-x86_64", "openshift/release:4.16.3-x86_64-cli",
            "openshift/release:4.16.3-x86_64-etcd", "openshift/graph-image:latest",
            "openshift/release-images:\(release.payload.signatureTag)",
            "openshift/release:\(release.components[0].signatureTag)",
        ]
        for name in names {
            let digest = try shop.digest("\(enclave.host)/deep/\(name)")
            #expect(try digest != nil && digest == shop.digest("\(mirror)/\(name)"), "\(name)")
        }

        // What was verified once is known without the store that had it.
        let deaf = variables.merging(["OCP_SIGNATURE_URL": "http://127.0.0.1:1/"]) { $1 }
        let again = try plan("--graph-image", graph, variables: deaf)
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains("No changes."))
    }
}
