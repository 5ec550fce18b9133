// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
package import Plans

/// A plan that is written and recorded.
package struct PublishedPlan: Sendable {
    package let file: PlanFile
    /// What becomes of the files for clusters.
    package let manifests: [ManifestChange]
    /// The room for the volumes of an archive, if one is written.
    package let room: ArchiveRoom?

    package init(file: PlanFile, manifests: [ManifestChange], room: ArchiveRoom?) {
        self.file = file
        self.manifests = manifests
        self.room = room
    }

    /// Whether an apply would change anything at the target or in the files for clusters.
    package var hasChanges: Bool { file.plan.hasChanges || !manifests.isEmpty }
}
