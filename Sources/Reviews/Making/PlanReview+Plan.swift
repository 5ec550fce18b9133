// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
import Diagnostics
package import Plans

extension PlanReview {
    /// Reviews a plan; `changes` are the changes of the files for clusters, if they are known.
    package init(of plan: Plan, changes: [ManifestChange]? = nil) {
        let actions = ActionGrouping(of: plan)
        let hasDeletions = !plan.deletions.isEmpty || !plan.kept.isEmpty
        purpose = Purpose(of: plan.work)
        hasChanges = plan.hasChanges
        configuration = plan.configuration.path
        target = plan.target.name
        source = plan.source.map { ReviewedSource(folder: "\($0.place)", volumes: $0.volumes.map(\.name)) }
        sequence = plan.sequence.map(ReviewedSequence.init)
        options = PlannedOption.all(of: plan.options)
        formerly = plan.options.formerly ?? []
        trust = plan.trust.map(ReviewedTrust.init)
        totals = plan.summary
        self.changes = ReviewedChanges(of: plan)
        sections = actions.sections
        partsInPlace = actions.partsInPlace
        deletions = hasDeletions ? DeletionGrouping(of: plan).review : nil
        volumes = plan.archive.map(ReviewedVolumes.init)
        manifests = ManifestReview(of: plan, changes: changes)
        upgradePaths = plan.upgradePaths
        findings = plan.checks
        conclusion = PlanConclusion(of: plan)
    }
}

extension PlanReview.Purpose {
    fileprivate init(of work: PlanWork) {
        self =
            switch work {
            case .copiesToRegistry: .mirror
            case .copiesToArchive: .archive
            case .deletions: .delete
            }
    }
}

extension PlanConclusion {
    fileprivate init(of plan: Plan) {
        state = plan.hasChanges ? .changes : plan.work == .deletions ? .nothingToDelete : .inSync
        imagesInSync = plan.inSync.count { !$0.type.isAttachment }
        kept = plan.kept.count
        foundAllSources = plan.foundAllSources
    }
}

extension ReviewedSequence {
    fileprivate init(_ sequence: PlannedSequence) {
        self.init(
            number: sequence.number,
            workspace: sequence.workspace,
            isFirst: sequence.continues == nil,
            place: sequence.place?.description
        )
    }
}

extension ReviewedVolumes {
    fileprivate init(_ archive: PlannedArchive) {
        self.init(limit: archive.limit, volumes: archive.volumes.map { Volume(name: $0.name, size: $0.size) })
    }
}
