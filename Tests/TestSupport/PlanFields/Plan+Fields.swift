// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

extension Plan {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var work: PlanWork
        package var configuration: ConfigurationRecord
        package var options: PlanOptions
        package var target: PlanTarget
        package var checks: [Finding]
        package var actions: [Action]
        package var blobs: [BlobTransfer]
        package var inSync: [PlacedImage]
        package var others: [PlacedImage]
        package var resources: [Resource]
        package var upgradePaths: [UpgradePath]
        package var graphs: [GraphRecord]
        package var charts: [ChartRecord]
        package var catalogs: [CatalogRecord]
        package var changes: PlannedChanges?
        package var archive: PlannedArchive?
        package var deletions: [Deletion]
        package var kept: [KeptImage]
        package var repositories: [RepositoryState]
        package var cached: [CachedEntry]
        package var sequence: PlannedSequence?
        package var trust: TrustRecord?

        fileprivate init(_ whole: Plan) {
            work = whole.work
            configuration = whole.configuration
            options = whole.options
            target = whole.target
            checks = whole.checks
            actions = whole.actions
            blobs = whole.blobs
            inSync = whole.inSync
            others = whole.others
            resources = whole.resources
            upgradePaths = whole.upgradePaths
            graphs = whole.graphs
            charts = whole.charts
            catalogs = whole.catalogs
            changes = whole.changes
            archive = whole.archive
            deletions = whole.deletions
            kept = whole.kept
            repositories = whole.repositories
            cached = whole.cached
            sequence = whole.sequence
            trust = whole.trust
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = Plan(
                work: newValue.work,
                configuration: newValue.configuration,
                options: newValue.options,
                target: newValue.target,
                checks: newValue.checks,
                actions: newValue.actions,
                blobs: newValue.blobs,
                inSync: newValue.inSync,
                others: newValue.others,
                resources: newValue.resources,
                upgradePaths: newValue.upgradePaths,
                graphs: newValue.graphs,
                charts: newValue.charts,
                catalogs: newValue.catalogs,
                changes: newValue.changes,
                archive: newValue.archive,
                deletions: newValue.deletions,
                kept: newValue.kept,
                repositories: newValue.repositories,
                cached: newValue.cached,
                sequence: newValue.sequence,
                trust: newValue.trust
            )
        }
    }
}
