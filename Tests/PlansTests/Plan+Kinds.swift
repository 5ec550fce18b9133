// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport

@testable import Plans

extension Plan {
    /// A plan of an archive with every option that is for archives alone.
    static var fullArchive: Plan {
        var plan = ArchiveValidationTests.writing
        plan.fields.options = PlanOptions(allowOversize: true, resend: Digest(of: [1]), since: "2026-04-01")
        return plan
    }

    /// The sample where another configuration fills the target too, for clusters before 4.13.
    static var besideOthers: Plan {
        var plan = sample
        plan.fields.others = plan.inSync
        plan.fields.options.fields.icsp = true
        return plan
    }

    /// A plan whose images were accepted by a policy.
    static var trusted: Plan {
        let accepted = TrustRecord.Acceptance(
            scope: "docker:mirror.example",
            by: [.init("signedBy", key: "AB")],
            images: sample.placed.map(\.destination).sorted()
        )
        return sample.with(trust: TrustRecord(policy: "policy.json", digest: Digest(of: [1]), accepted: [accepted]))
    }

    /// The sample with an update of a signature, so that every field of the format is in it.
    static var full: Plan {
        var plan = sample
        var signature = plan.actions[0]
        signature.fields.kind = .update
        signature.fields.type = .signature
        signature.fields.destination = "mirror.example:5000/ocp/a/b:\(signature.digest.tagText).sig"
        signature.fields.expect = .init(destination: Digest(of: [1]))
        signature.fields.platforms = nil
        signature.fields.attachedTo = plan.actions[0].image.content
        var graph = plan.actions[0]
        graph.fields.kind = .build
        graph.fields.type = .graphData
        graph.fields.destination = "mirror.example:5000/ocp/openshift/graph-image:latest"
        graph.fields.source = "build:\(graph.digest)"
        graph.fields.recipe = BuildRecipe(
            kind: .graphData,
            base: "quay.io/ubi9/ubi@\(graph.digest)",
            layer: graph.digest,
            layerSize: 10,
            input: "https://example.org/graph-data"
        )
        var payload = plan.actions[0]
        payload.fields.type = .releasePayload
        payload.fields.destination = "mirror.example:5000/ocp/openshift/release-images:4.16.3-x86_64"
        payload.fields.release = ReleaseFacts(
            version: "4.16.3",
            architecture: "amd64",
            signatures: [ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "c2lnbmVk")]
        )
        var component = plan.actions[0]
        component.fields.type = .releaseComponent
        component.fields.destination = "mirror.example:5000/ocp/openshift/release:4.16.3-x86_64-etcd"
        component.fields.partOf = [payload.destination]
        component.fields.bundle = BundleFacts(name: "foo.v1", package: "foo", version: "1.0.0")
        var catalog = graph
        catalog.fields.type = .operatorCatalog
        catalog.fields.destination = "mirror.example:5000/ocp/redhat/index:v4.18"
        catalog.fields.catalog = CatalogFacts(name: "index-v4-18", template: "kind: CatalogSource\n")
        let channel = KeptChannel(name: "stable", entries: ["foo.v1"])
        catalog.fields.recipe = BuildRecipe(
            kind: .catalog,
            base: "oci://catalog@\(catalog.digest)",
            layer: catalog.digest,
            layerSize: 10,
            packages: [KeptPackage(name: "foo", defaultChannel: "stable", channels: [channel])],
            platforms: ["linux/amd64"]
        )
        var chart = graph
        chart.fields.type = .helmChart
        chart.fields.destination = "mirror.example:5000/ocp/charts/team/web:1.0.0"
        chart.fields.origins = ["charts.example/team/web:1.0.0"]
        chart.fields.recipe = BuildRecipe(
            kind: .chart,
            base: "charts.example/team/web:1.0.0",
            layer: chart.digest,
            layerSize: 10
        )
        plan.fields.charts = [
            ChartRecord(
                source: "https://charts.example/team",
                name: "web",
                version: "1.0.0",
                digest: chart.digest,
                inputs: Digest(of: [7]),
                images: ["quay.io/a/b:1"]
            )
        ]
        plan.fields.options.fields.charts = PlanOptions.Charts(
            include: true,
            kubeVersion: "1.30.0",
            apiVersions: ["monitoring.coreos.com/v1"]
        )
        addChanges(to: &plan, in: catalog.destination)
        signature.fields.cause = .drift
        signature.fields.replaced = ReplacedContent(
            before: ContentDescription(created: "2026-01-02T03:04:05Z", version: "1.0"),
            after: ContentDescription(created: "2026-02-03T04:05:06Z", version: "1.1")
        )
        plan.fields.actions += [signature, graph, payload, component, catalog, chart]
        plan.fields.checks.append(
            Finding(.warning, "deprecated-field", "`a` is old", remedy: "write `b`", at: "isc.yaml:3:4")
        )
        let risk = UpgradeRisk(name: "Slow", url: "https://example.org/slow", message: "It takes long.")
        plan.fields.upgradePaths = [
            UpgradePath(
                product: "ocp",
                architecture: "amd64",
                from: "4.16.1",
                to: "4.16.3",
                hops: [UpgradeHop(version: "4.16.3", channel: "stable-4.16", risks: [risk])]
            )
        ]
        plan.fields.graphs = [
            GraphRecord(
                url: "https://example.org/graph",
                channel: "stable-4.16",
                architecture: "amd64",
                digest: payload.digest
            )
        ]
        return plan
    }

    /// What a catalog offers, and what changes.
    private static func addChanges(to plan: inout Plan, in catalog: PlacedName) {
        let old = CatalogEntry(name: "foo.v0", version: "0.1.0")
        let new = CatalogEntry(
            name: "foo.v1",
            version: "1.0.0",
            replaces: "foo.v0",
            skips: ["foo.v0.9"],
            skipRange: "<1.0.0"
        )
        plan.fields.catalogs = [
            CatalogRecord(
                destination: catalog,
                base: Digest(of: [4]),
                packages: [
                    .init(
                        name: "foo",
                        defaultChannel: "stable",
                        channels: [.init(name: "stable", head: "foo.v1", entries: [new])]
                    )
                ]
            )
        ]
        let channel = OperatorChange.Channel(
            name: "stable",
            kind: .changed,
            heads: (before: old, after: new),
            added: [new],
            removed: [old]
        )
        plan.fields.changes = PlannedChanges(
            since: Digest(of: [3]),
            operators: [
                OperatorChange(
                    "foo",
                    in: catalog,
                    .changed,
                    because: .upstream,
                    defaults: (before: "alpha", after: "stable"),
                    channels: [channel]
                )
            ],
            releases: [
                ReleaseChange(architecture: "amd64", because: .upstream, added: ["4.16.3"], dropped: [], staying: 1)
            ]
        )
    }

    /// Plans of every kind; together they use every field of the format.
    static var kinds: [Plan] {
        [
            .sample, .full, .besideOthers, .fullArchive, ArchiveValidationTests.reading,
            DeletionValidationTests.deleting,
            DeletionValidationTests.pruning, SequenceValidationTests.continuing, SequenceValidationTests.publishing,
        ]
    }
}
