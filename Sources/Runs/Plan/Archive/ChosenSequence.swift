// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import Plans
import Resolution
package import SequenceMetadata
package import SequencedArchives

/// The archive of oc-mirror v1 that a target gets.
package struct ChosenSequence: Sendable {
    package let archive: SequencedArchive
    package let admission: SequenceAdmission
    /// What the target holds of oc-mirror v1.
    private let target: Target

    /// What a target holds of oc-mirror v1, as the workspace of an archive sees it.
    struct Target: Sendable {
        /// The metadata of the same workspace.
        let copy: MetadataReader.Reading?
        /// The metadata of the others, where it was asked for.
        let others: [WorkspaceMetadata]
        /// What is wrong with that.
        let findings: [Finding]
    }

    init(archive: SequencedArchive, admission: SequenceAdmission, target: Target) {
        self.archive = archive
        self.admission = admission
        self.target = target
    }

    /// The target's metadata of the same workspace.
    package var stored: WorkspaceMetadata? { target.copy?.metadata }

    /// The folder of its files.
    package var folder: String { archive.set.folder }

    /// The configuration of the run that made it, which names what it placed: the same name for every sequence.
    package var configuration: ImageSetConfiguration {
        ImageSetConfiguration(
            recorded: Array(archive.metadata.configurationText.utf8),
            path: Self.configurationName(of: archive.metadata.uid),
            format: archive.metadata.generation == .alpha2 ? .alpha2 : .alpha1
        )
    }

    /// The name of a workspace's configuration in plans and ledgers.
    package static func configurationName(of uid: WorkspaceID) -> String { "oc-mirror-\(uid).json" }

    /// The sequence that publishing it continues; `nil` if it belongs to none.
    var opened: OpenedSequence? {
        guard !archive.metadata.isSingleUse else { return nil }
        return OpenedSequence(
            place: nil,
            workspace: archive.metadata.uid,
            previous: stored,
            digest: target.copy?.digest,
            others: target.others,
            findings: target.findings
        )
    }

    /// The step that publishing it takes; `nil` if the target has it, or if it belongs to no sequence.
    func step(at place: MirrorTarget) -> PlannedSequence? {
        guard !archive.metadata.isSingleUse, admission.order != .same, let number = archive.metadata.sequence else {
            return nil
        }
        let uid = archive.metadata.uid
        return PlannedSequence(
            workspace: uid.description,
            number: number,
            place: .image(MetadataImage.place(of: uid, at: place.description), skipsTLS: false),
            continues: target.copy?.digest,
            content: .published(archive.reading.digest)
        )
    }
}
