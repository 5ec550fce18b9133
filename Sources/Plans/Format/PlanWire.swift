// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// The plan as its file spells it.
struct PlanWire: Codable {
    var formatVersion: String
    var id: Digest?
    var kind: String
    var mode: Plan.Mode
    var configuration: ConfigurationRecord
    var options: PlanOptions
    var target: PlanTarget
    var summary: PlanSummary
    var checks: [Finding]
    var actions: [Action]
    var blobs: [BlobTransfer]
    var inSync: [PlacedImage]
    var others: [PlacedImage]?
    var resources: [Resource]
    var upgradePaths: [UpgradePath]
    var graphs: [GraphRecord]
    var archive: PlannedArchive?
    var source: SourceArchive?
    var deletions: [Deletion]?
    var kept: [KeptImage]?
    var repositories: [RepositoryState]?
    var cached: [CachedEntry]?

    enum CodingKeys: String, CodingKey {
        case id, kind, mode, configuration, options, target, summary, checks, actions, blobs, others, resources, graphs
        case archive, cached, source, deletions, kept, repositories
        case formatVersion = "format_version"
        case inSync = "in_sync"
        case upgradePaths = "upgrade_paths"
    }

    init(_ plan: Plan, id: Digest?) {
        formatVersion = Plan.formatVersion
        self.id = id
        kind = Plan.kind
        mode = plan.mode
        configuration = plan.configuration
        options = plan.options
        target = plan.target
        summary = plan.summary
        checks = plan.checks
        actions = plan.actions
        blobs = plan.blobs
        inSync = plan.inSync
        others = plan.others.isEmpty ? nil : plan.others
        resources = plan.resources
        upgradePaths = plan.upgradePaths
        graphs = plan.graphs
        archive = plan.archive
        source = plan.source
        let deletes = plan.work == .deletions
        deletions = deletes || !plan.deletions.isEmpty ? plan.deletions : nil
        kept = deletes || !plan.kept.isEmpty ? plan.kept : nil
        repositories = deletes || !plan.repositories.isEmpty ? plan.repositories : nil
        cached = plan.cached.isEmpty ? nil : plan.cached
    }

    var plan: Plan {
        Plan(
            mode: mode,
            configuration: configuration,
            options: options,
            target: target,
            checks: checks,
            actions: actions,
            blobs: blobs,
            inSync: inSync,
            others: others ?? [],
            resources: resources,
            upgradePaths: upgradePaths,
            graphs: graphs,
            archive: archive,
            source: source,
            deletions: deletions ?? [],
            kept: kept ?? [],
            repositories: repositories ?? [],
            cached: cached ?? []
        )
    }
}
