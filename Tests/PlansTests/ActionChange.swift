// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import Plans

/// A change of an action that a plan must not have, by the action's position, and a part of what is said of it.
struct ActionChange: Sendable, CustomTestStringConvertible {
    static let registry = "mirror.example:5000/ocp"
    static let payload: PlacedName = "\(registry)/openshift/release-images:4.16.3-x86_64"
    static let catalog: PlacedName = "\(registry)/redhat/index:v4.18"

    let testDescription: String
    let index: Int
    let message: String
    let change: @Sendable (inout Action) -> Void

    init(_ name: String, _ index: Int, _ message: String, _ change: @escaping @Sendable (inout Action) -> Void) {
        testDescription = name
        self.index = index
        self.message = message
        self.change = change
    }

    /// A plan of a release, its component, a signature of that, an image that is built, a bundle, and its catalog.
    static func plan() throws -> Plan {
        let digest = Digest(of: Array("x".utf8))
        func action(_ kind: Action.Kind, _ type: ImageType, _ destination: PlacedName) -> Action {
            Action(
                kind: kind,
                type: type,
                origins: ["quay.io/a/b@\(digest)"],
                source: kind == .build ? "build:\(digest)" : "quay.io/a/b@\(digest)",
                destination: destination,
                digest: digest,
                size: 1,
                transfer: 1,
                expect: .init(destination: nil),
                reason: "missing at destination",
                requestedBy: ["mirror.platform.channels[0]"]
            )
        }
        var payload = action(.copy, .releasePayload, Self.payload)
        payload.fields.release = ReleaseFacts(
            version: "4.16.3",
            architecture: "amd64",
            signatures: [ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk")]
        )
        var component = action(.copy, .releaseComponent, "\(registry)/openshift/release:4.16.3-x86_64-etcd")
        component.fields.partOf = [Self.payload]
        var signature = action(.copy, .signature, "\(registry)/openshift/release:\(digest.tagText).sig")
        signature.fields.attachedTo = component.image.content
        var graph = action(.build, .graphData, "\(registry)/openshift/graph-image:latest")
        graph.fields.origins = ["quay.io/ubi9/ubi@\(digest)"]
        graph.fields.recipe = BuildRecipe(
            kind: .graphData,
            base: "quay.io/ubi9/ubi@\(digest)",
            layer: digest,
            layerSize: 10,
            input: "https://example.org/graph-data"
        )
        var bundle = action(.copy, .operatorBundle, "\(registry)/operators/foo-bundle:v2")
        bundle.fields.origins = ["quay.io/operators/foo-bundle:v2"]
        bundle.fields.source = "quay.io/operators/foo-bundle:v2@\(digest)"
        bundle.fields.partOf = [Self.catalog]
        var catalog = action(.build, .operatorCatalog, Self.catalog)
        catalog.fields.origins = ["registry.redhat.io/redhat/index:v4.18@\(digest)"]
        catalog.fields.catalog = CatalogFacts(name: "index-v4-18")
        catalog.fields.recipe = BuildRecipe(
            kind: .catalog,
            base: "registry.redhat.io/redhat/index:v4.18@\(digest)",
            layer: digest,
            layerSize: 10,
            packages: [
                KeptPackage(name: "bar", channels: [KeptChannel(name: "stable", entries: ["bar.v1"])]),
                KeptPackage(
                    name: "foo",
                    defaultChannel: "beta",
                    channels: [
                        KeptChannel(name: "alpha", entries: ["foo.v1"]),
                        KeptChannel(name: "beta", entries: ["foo.v1", "foo.v2"]),
                    ]
                ),
            ],
            platforms: ["linux/amd64", "linux/arm64"]
        )
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(registry)),
            actions: [component, payload, graph, signature, bundle, catalog]
        )
    }
}
