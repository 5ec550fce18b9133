// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// The plan as its file spells it; what it decodes is no plan before `Plan.init(validating:)` took it.
struct PlanWire: Codable {
    let formatVersion: String
    let id: Digest?
    let kind: String
    let mode: Plan.Mode
    let configuration: ConfigurationRecord
    let options: PlanOptions
    let target: PlanTarget
    let summary: PlanSummary
    let checks: [Finding]
    let actions: [Action]
    let blobs: [BlobTransfer]
    let inSync: [PlacedImage]
    let others: [PlacedImage]?
    let resources: [Resource]
    let upgradePaths: [UpgradePath]
    let graphs: [GraphRecord]
    let charts: [ChartRecord]?
    let catalogs: [CatalogRecord]?
    let changes: PlannedChanges?
    let archive: PlannedArchive?
    let source: SourceArchive?
    let deletions: [Deletion]?
    let kept: [KeptImage]?
    let repositories: [RepositoryState]?
    let cached: [CachedEntry]?
    let sequence: PlannedSequence?
    let trust: TrustRecord?

    enum CodingKeys: String, CodingKey {
        case id, kind, mode, configuration, options, target, summary, checks, actions, blobs, others, resources, graphs
        case archive, cached, catalogs, changes, charts, source, deletions, kept, repositories, sequence, trust
        case formatVersion = "format_version"
        case inSync = "in_sync"
        case upgradePaths = "upgrade_paths"
    }

    init(_ plan: Plan, id: Digest?) {
        formatVersion = Plan.formatVersion
        self.id = id
        kind = Plan.kind
        mode = plan.work.mode
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
        charts = plan.charts.isEmpty ? nil : plan.charts
        catalogs = plan.catalogs.isEmpty ? nil : plan.catalogs
        changes = plan.changes
        archive = plan.archive
        source = plan.work.source
        let deletes = plan.work == .deletions
        deletions = deletes || !plan.deletions.isEmpty ? plan.deletions : nil
        kept = deletes || !plan.kept.isEmpty ? plan.kept : nil
        repositories = deletes || !plan.repositories.isEmpty ? plan.repositories : nil
        cached = plan.cached.isEmpty ? nil : plan.cached
        sequence = plan.sequence
        trust = plan.trust
    }
}
