// SPDX-License-Identifier: Apache-2.0

package import Audit
package import ClusterResources
package import Plans

/// A plan that was written and recorded.
package struct PublishedPlan: Sendable {
    package let file: PlanFile
    /// The path of the plan's file, if one was written; `-` for standard output.
    package let path: String?
    /// The files of the record.
    package let record: WrittenFiles
    package let recording: Recording
    package let effects: PlanEffects
    /// The changes of the files for clusters.
    package let manifests: [ManifestChange]
    /// The disk space for the volumes of an archive, if one is written.
    package let room: ArchiveRoom?

    /// Whether the record has the plan.
    package enum Recording: Sendable, Equatable {
        /// The record has it, from this run or from an earlier one.
        case recorded
        /// It would change nothing, so it was left out.
        case unneeded
        /// This run writes nothing.
        case dryRun
    }

    package init(
        file: PlanFile,
        path: String? = nil,
        record: WrittenFiles,
        recording: Recording = .recorded,
        effects: PlanEffects,
        manifests: [ManifestChange],
        room: ArchiveRoom?
    ) {
        self.file = file
        self.path = path
        self.record = record
        self.recording = recording
        self.effects = effects
        self.manifests = manifests
        self.room = room
    }

    /// Whether an apply would change the target or the files for clusters.
    package var hasChanges: Bool { effects.changesTarget || effects.changesManifests }
}
