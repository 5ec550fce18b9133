// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
@testable import Plans

/// Plans that copy, update and build.
enum SamplePlans {
    static func action(
        _ kind: Action.Kind,
        _ name: String,
        type: ImageType = .additionalImage,
        size: Int64 = 120 << 20,
        transfer: Int64 = 120 << 20,
        platforms: [String]? = nil,
        attachedTo: PlacedName? = nil,
        requestedBy: String = "mirror.additionalImages[0]"
    ) -> Action {
        Action(
            kind: kind,
            type: type,
            origins: ["quay.io/\(name)"],
            source: "quay.io/\(name)@\(Digest(of: Array(name.utf8)))",
            destination: "mirror.example:5000/ocp/\(name)",
            digest: Digest(of: Array(name.utf8)),
            size: size,
            transfer: transfer,
            expect: .init(destination: kind == .update ? Digest(of: [1]) : nil),
            reason: kind == .update ? "destination holds sha256:4bf5122f3445" : "missing at destination",
            requestedBy: [requestedBy],
            platforms: platforms,
            attachedTo: attachedTo
        )
    }

    static var plan: Plan {
        Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example:5000/ocp")),
            checks: [
                Finding(.warning, "unused-block", "`x` blocks no image", at: "isc.yaml:9:5"),
                Finding(.note, "blocked-image", "quay.io/a/z:1 is left out: blocked by `z`", at: "isc.yaml:8:5"),
            ],
            actions: [
                action(.copy, "a/b:1"),
                action(.copy, "a/c:2", size: 5 << 30, transfer: 512 << 20, platforms: ["linux/amd64", "linux/arm64"]),
                action(.update, "a/d:latest", size: 900, transfer: 900),
                action(.copy, "x/bundle:v1", type: .operatorBundle, requestedBy: "mirror.operators[0].packages[1] (x)"),
                action(
                    .copy,
                    "a/b:sha256-1.sig",
                    type: .signature,
                    size: 2048,
                    transfer: 2048,
                    attachedTo: "mirror.example:5000/ocp/a/b@\(Digest(of: Array("a/b:1".utf8)))"
                ),
            ],
            blobs: [
                BlobTransfer(
                    digest: Digest(of: [2]),
                    size: 734_003_200,
                    source: "quay.io/a/b",
                    home: "mirror.example:5000/ocp/a/b",
                    atHome: false,
                    mountInto: ["mirror.example:5000/ocp/a/c"]
                )
            ]
        )
    }

    /// A plan of a catalog that is built, one that is in place, and images of both.
    static var catalogPlan: Plan {
        let registry = "mirror.example:5000/ocp"
        let operators = "mirror.operators[0].packages[0] (foo) > foo.v1"
        func part(_ kind: Action.Kind, _ name: String, _ type: ImageType, of catalogs: [String]) -> Action {
            var action = action(kind, name, type: type, size: 1 << 20, transfer: 1 << 20, requestedBy: operators)
            action.fields.partOf = catalogs.map { "\(registry)/\($0)" }
            return action
        }
        var catalog = action(.build, "redhat/index:v4.18", type: .operatorCatalog, requestedBy: "mirror.operators[0]")
        let many = (1...4).map { "foo.v\($0)" }
        catalog.fields.recipe = BuildRecipe(
            kind: .catalog,
            base: "registry.redhat.io/redhat/index:v4.18@\(Digest(of: []))",
            layer: Digest(of: []),
            layerSize: 1,
            packages: [
                KeptPackage(name: "bar", channels: [KeptChannel(name: "stable", entries: ["bar.v1"])]),
                KeptPackage(
                    name: "foo",
                    defaultChannel: "beta",
                    channels: [
                        KeptChannel(name: "alpha", entries: ["foo.v1", "foo.v2"]),
                        KeptChannel(name: "beta", entries: many),
                    ]
                ),
            ],
            platforms: ["linux/amd64"]
        )
        let shared = part(
            .copy,
            "operators/foo-bundle:v1",
            .operatorBundle,
            of: ["redhat/index:v4.18", "team/index:1"]
        )
        var signature = action(.copy, "operators/foo-bundle:sha256-1.sig", type: .signature, size: 1, transfer: 1)
        signature.fields.attachedTo = shared.image.content
        signature.fields.requestedBy = [operators]
        var asked = part(.copy, "operators/tool:v1", .operatorRelatedImage, of: ["redhat/index:v4.18"])
        asked.fields.requestedBy.insert("mirror.additionalImages[0]", at: 0)
        var plan = plan
        plan.fields.checks = []
        plan.fields.blobs = []
        plan.fields.inSync = [
            PlacedImage(
                destination: "\(registry)/team/index:1",
                digest: Digest(of: []),
                type: .operatorCatalog,
                origins: ["quay.io/team/index:1"]
            )
        ]
        plan.fields.actions = [
            part(.copy, "operators/foo:v1", .operatorRelatedImage, of: ["redhat/index:v4.18"]),
            part(.update, "operators/foo:v2", .operatorRelatedImage, of: ["redhat/index:v4.18"]), asked, shared,
            catalog,
            signature,
        ]
        return plan
    }
}
