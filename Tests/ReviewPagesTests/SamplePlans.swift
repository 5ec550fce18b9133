// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport

/// Plans whose pages are looked at.
enum SamplePlans {
    static let registry = "mirror.example:5000/ocp"

    static func action(
        _ kind: Action.Kind,
        _ name: String,
        type: ImageType = .additionalImage,
        transfer: Int64 = 120 << 20,
        requestedBy: String = "mirror.additionalImages[0]",
        cause: ChangeCause = .configuration,
        replaced: ReplacedContent? = nil,
        partOf: [PlacedName]? = nil
    ) -> Action {
        let digest = Digest(of: Array(name.utf8))
        return Action(
            kind,
            PlacedImage(
                ImageIdentity(type, origins: ["quay.io/\(name)"], digest: digest),
                at: PlacedName("\(registry)/\(name)")
            ),
            from: ContentSupply(
                ContentPlace("quay.io/\(name)@\(digest)"),
                size: transfer + (30 << 20),
                transfer: transfer
            ),
            expecting: .init(destination: kind == .update ? Digest(of: [1]) : nil),
            because: ChangeGrounds(
                kind == .update ? "destination holds sha256:4bf5122f3445" : "missing at destination",
                requestedBy: [requestedBy],
                cause: cause,
                replaced: replaced
            ),
            partOf: partOf
        )
    }

    static func plan(_ actions: [Action], evidence: Plan.Evidence = .init(), removals: Plan.Removals = .init()) -> Plan
    {
        Plan(
            Plan.Subject(
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: [])),
                options: PlanOptions(completePaths: true),
                target: PlanTarget(TargetPlace(registry))
            ),
            evidence: evidence,
            copies: Plan.Copies(actions),
            holdings: Plan.Holdings(inSync: [
                PlacedImage(
                    destination: "\(registry)/a/kept:1",
                    digest: Digest(of: []),
                    type: .additionalImage,
                    origins: ["quay.io/a/kept:1"]
                )
            ]),
            removals: removals,
            resources: [Resource(path: "cluster-resources/idms-oc-mirror.yaml", content: "---\nkind: x\n")]
        )
    }

    /// An update of operators and releases, as a reviewer meets it.
    static var update: Plan {
        let payload = PlacedName("\(registry)/openshift/release-images:4.16.3-x86_64")
        let bundles = [
            action(
                .copy,
                "openshift-logging/cluster-logging-operator-bundle:v6.2.1",
                type: .operatorBundle,
                transfer: 90 << 10,
                requestedBy: "mirror.operators[0].packages[0] (cluster-logging)",
                cause: .upstream,
                partOf: [SampleOperators.catalog]
            )
        ]
        let components = (1...6).map { number in
            action(
                .copy,
                "openshift/release:4.16.3-x86_64-c\(number)",
                type: .releaseComponent,
                transfer: Int64(number) * 60 << 20,
                requestedBy: "mirror.platform.channels[0] (stable-4.16)",
                partOf: [payload]
            )
        }
        let actions =
            bundles + components
            + [
                action(
                    .copy,
                    "openshift/release-images:4.16.3-x86_64",
                    type: .releasePayload,
                    transfer: 70 << 20,
                    requestedBy: "mirror.platform.channels[0] (stable-4.16)"
                ),
                action(
                    .copy,
                    "redhat/redhat-operator-index:v4.18",
                    type: .operatorCatalog,
                    transfer: 200 << 20,
                    requestedBy: "mirror.operators[0]",
                    cause: .upstream
                ),
                action(.copy, "team/tool:2"), action(.copy, "team/base:9", transfer: 700 << 20),
                action(
                    .update,
                    "team/web:latest",
                    transfer: 45 << 20,
                    cause: .drift,
                    replaced: ReplacedContent(
                        before: ContentDescription(created: "2026-02-01T10:00:00Z", version: "1.4.0"),
                        after: ContentDescription(created: "2026-03-09T10:00:00Z", version: "1.5.0")
                    )
                ),
                action(.copy, "team/lost:1", transfer: 0, cause: .repair),
            ]
        return plan(actions, evidence: evidence)
    }

    private static var evidence: Plan.Evidence {
        Plan.Evidence(
            checks: [
                Finding(
                    .warning,
                    "unused-block",
                    "`x` blocks no image",
                    remedy: "Remove the pattern.",
                    at: "isc.yaml:9:5"
                ),
                Finding(.note, "blocked-image", "quay.io/a/z:1 is left out: blocked by `z`", at: "isc.yaml:8:5"),
            ],
            records: [SectionRecord](
                upgradePaths: [
                    UpgradePath(
                        product: "ocp",
                        architecture: "amd64",
                        from: "4.15.11",
                        to: "4.16.3",
                        hops: [
                            UpgradeHop(version: "4.15.20", channel: "stable-4.16", isSelected: false),
                            UpgradeHop(
                                version: "4.16.3",
                                channel: "stable-4.16",
                                risks: [
                                    UpgradeRisk(
                                        name: "SlowDisks",
                                        url: "https://issues.example/SlowDisks",
                                        message: "Disks may become slow."
                                    )
                                ]
                            ),
                        ]
                    ),
                    UpgradePath(product: "okd", architecture: "multi", from: "4.15.0", to: "4.17.0", hops: []),
                ],
                graphs: [],
                catalogs: [SampleOperators.record]
            ),
            changes: PlannedChanges(
                since: Digest(of: [7]),
                operators: [SampleOperators.logging, SampleOperators.removed],
                releases: [
                    ReleaseChange(
                        architecture: "amd64",
                        because: .configuration,
                        added: ["4.16.3"],
                        dropped: ["4.15.9"],
                        staying: 2
                    )
                ]
            )
        )
    }
}
