// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// A plan as it is reviewed: grouped by section, parts counted behind their whole, in order, with totals.
///
/// A renderer needs nothing else. Texts are as the plan has them, so a renderer has to make them safe to show.
package struct PlanReview: Sendable, Equatable, Encodable {
    /// What a plan is made for.
    package enum Purpose: String, Sendable, Encodable {
        /// Images are copied to a registry; some may be pruned.
        case mirror
        /// Volumes are written.
        case archive
        /// Images are deleted, and nothing is copied.
        case delete
    }

    package let purpose: Purpose
    package let hasChanges: Bool
    /// The path of the configuration.
    package let configuration: String
    /// The registry, or `file://` and a folder.
    package let target: String
    /// The archive that is read.
    package let source: ReviewedSource?
    /// The options that the plan was made with, sorted.
    package let options: [PlannedOption]
    /// Earlier names of the configuration, whose images count as its own.
    package let formerly: [String]
    package let totals: PlanSummary
    /// What is copied, updated and built, by the section of the configuration that asks for it; sorted by name.
    package let sections: [ReviewSection]
    /// What is copied for releases and catalogs that are in place themselves, sorted by their names.
    package let partsInPlace: [ReviewedParts]
    /// What is deleted and what is kept; absent where there is neither.
    package let deletions: DeletionReview?
    package let volumes: ReviewedVolumes?
    /// The files for clusters; absent where there is nothing to say of them.
    package let manifests: ManifestReview?
    package let upgradePaths: [UpgradePath]
    package let findings: [Finding]
    package let conclusion: PlanConclusion
}
