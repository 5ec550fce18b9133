// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import ArchiveSets
package import OCI

/// An error that a folder has no volumes that a history could use.
package enum HistoryFolderError: ExplainedError, Sendable, Equatable {
    /// None of its volumes can be read.
    case unreadable(path: String, lost: [LostVolume])
    /// An archive was unpacked there.
    case unpacked(path: String)
    /// Another program wrote a volume.
    case foreign(path: String)
    /// The manifest is in none of the folders.
    case noManifest(Digest)

    package var explanation: Explanation {
        switch self {
        case .unreadable(let path, let lost):
            Explanation(
                "\(path): none of its volumes can be read",
                cause: lost.prefix(3).map { "\($0.name): \($0.reason)" }.joined(separator: "\n"),
                remedy: "Copy the volumes again from where the archive was made."
            )
        case .unpacked(let path):
            Explanation(
                "\(path): an unpacked archive has no volumes, so it has no history",
                remedy: "Name the folder that the volumes are in."
            )
        case .foreign(let path):
            Explanation(
                "\(path): mirror did not write this volume, so it is in no history",
                remedy: "Keep volumes of other tools in a separate folder; `mirror describe` shows their content."
            )
        case .noManifest(let digest):
            Explanation("no folder has \(digest)", remedy: "Name the folder with the volume that has it, too.")
        }
    }
}
