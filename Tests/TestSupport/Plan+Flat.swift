// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// Tests spell plans as their file does: one field beside the other.
extension Plan {
    package init(
        work: PlanWork = .copiesToRegistry(from: nil),
        configuration: ConfigurationRecord,
        options: PlanOptions,
        target: PlanTarget,
        checks: [Finding] = [],
        actions: [Action] = [],
        blobs: [BlobTransfer] = [],
        inSync: [PlacedImage] = [],
        others: [PlacedImage] = [],
        resources: [Resource] = [],
        upgradePaths: [UpgradePath] = [],
        graphs: [GraphRecord] = [],
        charts: [ChartRecord] = [],
        catalogs: [CatalogRecord] = [],
        changes: PlannedChanges? = nil,
        archive: PlannedArchive? = nil,
        deletions: [Deletion] = [],
        kept: [KeptImage] = [],
        repositories: [RepositoryState] = [],
        cached: [CachedEntry] = [],
        sequence: PlannedSequence? = nil,
        trust: TrustRecord? = nil
    ) {
        self.init(
            Subject(
                work: work,
                configuration: configuration,
                options: options,
                target: target,
                sequence: sequence
            ),
            evidence: Evidence(
                checks: checks,
                records: [SectionRecord](
                    upgradePaths: upgradePaths,
                    graphs: graphs,
                    charts: charts,
                    catalogs: catalogs
                ),
                changes: changes,
                trust: trust
            ),
            copies: Copies(actions, blobs: blobs, archive: archive),
            holdings: Holdings(inSync: inSync, others: others),
            removals: Removals(deletions, kept: kept, repositories: repositories, cached: cached),
            resources: resources
        )
    }
}
