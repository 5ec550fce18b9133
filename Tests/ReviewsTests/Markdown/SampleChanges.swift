// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import TestSupport
@testable import Plans

/// Plans that say what changes.
enum SampleChanges {
    static let catalog: PlacedName = "mirror.example:5000/ocp/redhat/index:v4.18"

    static func entry(_ version: String, replaces: String? = nil, skips: [String]? = nil) -> CatalogEntry {
        CatalogEntry(name: "logging.v\(version)", version: version, replaces: replaces, skips: skips)
    }

    /// A channel that moves from 6.2.0 to 6.2.1, and one that is new.
    static var moved: OperatorChange {
        OperatorChange(
            "logging",
            in: catalog,
            .changed,
            because: .upstream,
            defaults: ("stable-6.1", "stable-6.2"),
            channels: [
                OperatorChange.Channel(
                    name: "stable-6.1",
                    kind: .removed,
                    heads: (entry("6.1.4"), nil),
                    added: [],
                    removed: [entry("6.1.4")]
                ),
                OperatorChange.Channel(
                    name: "stable-6.2",
                    kind: .changed,
                    heads: (entry("6.2.0"), entry("6.2.1")),
                    added: [entry("6.2.1")],
                    removed: []
                ),
            ]
        )
    }

    static var record: CatalogRecord {
        CatalogRecord(
            destination: catalog,
            packages: [
                CatalogRecord.Package(
                    name: "logging",
                    defaultChannel: "stable-6.2",
                    channels: [
                        CatalogRecord.Channel(
                            name: "stable-6.2",
                            head: "logging.v6.2.1",
                            entries: [
                                entry("6.1.9"), entry("6.2.0", replaces: "logging.v6.1.9"),
                                entry("6.2.1", replaces: "logging.v6.2.0", skips: ["logging.v6.1.9"]),
                            ]
                        )
                    ]
                )
            ]
        )
    }

    static let path = UpgradePath(
        product: "ocp",
        architecture: "amd64",
        from: "4.15.9",
        to: "4.16.3",
        hops: [
            UpgradeHop(version: "4.15.11", channel: "stable-4.15", isSelected: false),
            UpgradeHop(
                version: "4.16.3",
                channel: "stable-4.16",
                risks: [UpgradeRisk(name: "Slow", url: "https://example.com/1", message: "Nodes start slowly.")]
            ),
        ]
    )

    /// A plan with every kind of change.
    static var plan: Plan {
        let sample = SamplePlans.plan
        let actions = sample.actions.map { action in
            Action(
                action.kind,
                action.image,
                from: action.supply,
                expecting: action.expect,
                because: ChangeGrounds(
                    action.reason,
                    requestedBy: action.requestedBy,
                    cause: action.kind == .update ? .upstream : .configuration,
                    replaced: action.kind == .update
                        ? ReplacedContent(
                            before: ContentDescription(created: "2026-10-01T00:00:00Z", version: "1.0"),
                            after: ContentDescription(created: "2026-11-01T00:00:00Z", version: "1.1")
                        ) : nil
                )
            )
        }
        return Plan(
            sample.subject,
            evidence: Plan.Evidence(
                checks: sample.checks,
                records: [.upgradePath(path), .catalog(record)],
                changes: PlannedChanges(
                    since: Digest(of: [7]),
                    operators: [moved],
                    releases: [
                        ReleaseChange(
                            architecture: "amd64",
                            because: .configuration,
                            added: ["4.16.3"],
                            dropped: ["4.15.1", "4.15.2"],
                            staying: 3
                        )
                    ]
                )
            ),
            copies: Plan.Copies(actions, blobs: sample.blobs),
            holdings: Plan.Holdings(inSync: sample.actions.map(\.image)),
            resources: [
                Resource(path: "cluster-resources/idms-oc-mirror.yaml", content: "---\nkind: x\nmetadata:\n  name: y\n")
            ]
        )
    }
}
