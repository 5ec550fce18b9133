// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
package import Plans

/// A plan that was written and recorded.
package struct PublishedPlan: Sendable {
    package let file: PlanFile
    /// The commit that recorded the plan; `nil` without one, or if the very plan was recorded before.
    package let commit: String?
    /// The changes of the files for clusters.
    package let manifests: [ManifestChange]
    /// The disk space for the volumes of an archive, if one is written.
    package let room: ArchiveRoom?

    package init(file: PlanFile, commit: String? = nil, manifests: [ManifestChange], room: ArchiveRoom?) {
        self.file = file
        self.commit = commit
        self.manifests = manifests
        self.room = room
    }

    /// Whether an apply would change the target or the files for clusters.
    package var hasChanges: Bool { file.plan.hasChanges || !manifests.isEmpty }
}
