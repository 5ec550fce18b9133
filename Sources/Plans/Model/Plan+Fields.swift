// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The fields of a plan by their own names, as most of its readers name them.
extension Plan {
    package var work: PlanWork { subject.work }

    package var configuration: ConfigurationRecord { subject.configuration }

    package var options: PlanOptions { subject.options }

    package var target: PlanTarget { subject.target }

    /// The step of a sequence of oc-mirror v1 that applying takes; `nil` for most plans.
    package var sequence: PlannedSequence? { subject.sequence }

    package var checks: [Finding] { evidence.checks }

    /// How clusters get from the lowest release of the set to the highest, for each product and processor.
    package var upgradePaths: [UpgradePath] { evidence.records.upgradePaths }

    /// The answers of the update services that the plan is based on.
    package var graphs: [GraphRecord] { evidence.records.graphs }

    /// The charts that were rendered for the plan.
    package var charts: [ChartRecord] { evidence.records.charts }

    /// What the catalogs of the plan offer.
    package var catalogs: [CatalogRecord] { evidence.records.catalogs }

    /// What changes since the plan that was applied before.
    package var changes: PlannedChanges? { evidence.changes }

    /// By which policy the images were trusted, if there is one.
    package var trust: TrustRecord? { evidence.trust }

    package var actions: [Action] { copies.actions }

    package var blobs: [BlobTransfer] { copies.blobs }

    package var archive: PlannedArchive? { copies.archive }

    package var inSync: [PlacedImage] { holdings.inSync }

    package var others: [PlacedImage] { holdings.others }

    package var deletions: [Deletion] { removals.deletions }

    package var kept: [KeptImage] { removals.kept }

    package var repositories: [RepositoryState] { removals.repositories }

    package var cached: [CachedEntry] { removals.cached }
}
