// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// A plan for reviewers: grouped by section, sorted, with totals; parts are counted with their whole.
///
/// A renderer needs nothing else. Texts are unchanged from the plan, so a renderer must make them safe to show.
package struct PlanReview: Sendable, Equatable, Encodable {
    /// The purpose of a plan.
    package enum Purpose: String, Sendable, Encodable {
        /// Copies images to a registry; may prune some.
        case mirror
        /// Writes volumes.
        case archive
        /// Deletes images, and copies nothing.
        case delete
    }

    package let purpose: Purpose
    package let hasChanges: Bool
    /// The path of the configuration.
    package let configuration: String
    /// The registry, or `file://` and a folder.
    package let target: String
    /// The archive to read.
    package let source: ReviewedSource?
    /// The step of a sequence of oc-mirror v1; absent for most plans.
    package let sequence: ReviewedSequence?
    /// The options of the plan, sorted.
    package let options: [PlannedOption]
    /// Earlier names of the configuration; their images count as its own.
    package let formerly: [String]
    /// By which policy the images were trusted; absent without a policy.
    package let trust: ReviewedTrust?
    package let totals: PlanSummary
    /// What changes for those who use the mirror, why, and what it costs.
    package let changes: ReviewedChanges
    /// Images that are copied, updated and built, by the section of the configuration that requests them; sorted by name.
    package let sections: [ReviewSection]
    /// Parts that are copied for releases and catalogs already in place, sorted by name.
    package let partsInPlace: [ReviewedParts]
    /// Images that are deleted and kept; absent if the plan deletes nothing.
    package let deletions: DeletionReview?
    package let volumes: ReviewedVolumes?
    /// The files for clusters; absent if there is nothing to show.
    package let manifests: ManifestReview?
    package let upgradePaths: [UpgradePath]
    package let findings: [Finding]
    package let conclusion: PlanConclusion
}
