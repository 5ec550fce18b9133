// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
package import SequenceMetadata
package import SequencedArchives

/// The archive of oc-mirror v1 that a target gets.
package struct ChosenSequence: Sendable {
    package let archive: SequencedArchive
    package let admission: SequenceAdmission
    /// The target's metadata of the same workspace.
    package let stored: WorkspaceMetadata?

    package init(archive: SequencedArchive, admission: SequenceAdmission, stored: WorkspaceMetadata?) {
        self.archive = archive
        self.admission = admission
        self.stored = stored
    }

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
}
