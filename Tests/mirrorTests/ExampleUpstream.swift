// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import TestSupport
import Testing
@testable import Plans

/// What the hosts that `examples/` name would answer, on loopback.
struct ExampleUpstream {
    private static let hosts = ["quay.io", "registry.access.redhat.com", "registry.redhat.io"]

    private let registry: FakeRegistry
    private let graphs: GraphServer
    private let signatures: SignatureServer
    private let graphData: GraphDataServer

    /// Publishes the releases and the image that the graph's data is put on.
    init() throws {
        registry = try FakeRegistry()
        graphs = try GraphServer()
        signatures = try SignatureServer()
        graphData = try GraphDataServer(try GraphDataServer.data())
        try ExampleReleases().publish(in: registry, graphs, signatures)
        try publish(ImageReference("registry.access.redhat.com/ubi9/ubi:latest"))
    }

    /// Publishes an image of two platforms under a reference, the same in every run.
    func publish(_ reference: ImageReference) throws {
        let name = reference.repository.description
        let seed = SeededBytes.seed(name)
        let base = SeededBytes.layer(1, length: 40_000)
        let content = try TestImage.index(
            ["amd64", "arm64"].enumerated().map { index, architecture in
                let platform = Platform(os: "linux", architecture: architecture)
                let layer = SeededBytes.layer(seed &+ UInt64(index), length: 20_000)
                return (platform, try TestImage(layers: [base, layer], platform: platform))
            }
        )
        if let digest = reference.digest { #expect(content.digest == digest, "\(reference)") }
        registry.add(content, to: name, tag: reference.tag?.description)
    }

    /// Publishes a catalog under a reference, and everything that its bundles run.
    func publish(_ operators: [TestOperator], as reference: ImageReference) throws {
        for each in operators {
            for (repository, tag, image) in try each.images { registry.add(image, to: repository, tag: tag) }
        }
        var catalog = try TestCatalog(operators)
        catalog.architectures = ["amd64", "arm64"]
        // Not every version of gzip makes the same bytes.
        catalog.compression = .none
        registry.add(try catalog.image(), to: "\(reference.repository)", tag: reference.tag?.description)
    }

    /// A machine for which all of this stands in the place of the real hosts.
    func workshop(target: String) throws -> Workshop {
        let redirects = Self.hosts.map {
            "[[registry]]\nprefix = \"\($0)\"\nlocation = \"\(registry.server.host)/\($0)\"\ninsecure = true\n"
        }
        let shop = try Workshop(
            registries: redirects.joined() + "[[registry]]\nlocation = \"\(target)\"\ninsecure = true\n",
            variables: ["UPDATE_URL_OVERRIDE": graphs.url, "OCP_SIGNATURE_URL": signatures.url]
        )
        try shop.folder.write(try ExampleSignatures.key, to: "work/release-key.asc")
        return shop
    }

    /// The options that a plan needs because the services are not the real ones.
    func options(for configuration: ImageSetConfiguration) -> [String] {
        let graph = configuration.mirror.platform?.graph == true ? ["--graph-data-url", graphData.url] : []
        return ["--release-key", "release-key.asc"] + graph
    }

    /// The same plan, as if the real services had answered.
    func renamed(_ plan: Plan) -> Plan {
        var plan = plan
        for index in plan.graphs.indices where plan.graphs[index].url == graphs.url {
            plan.fields.graphs[index].fields.url = "https://api.openshift.com/api/upgrades_info/v1/graph"
        }
        for index in plan.actions.indices where plan.actions[index].recipe?.input == graphData.url {
            plan.fields.actions[index].fields.recipe?.fields.input =
                "https://api.openshift.com/api/upgrades_info/graph-data"
        }
        return plan
    }
}
