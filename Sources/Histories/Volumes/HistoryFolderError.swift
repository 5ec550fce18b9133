// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import OCI

/// An error that a folder has no volumes that a history could use.
package enum HistoryFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// None of its volumes can be read.
    case unreadable(path: String, lost: [LostVolume])
    /// An archive was unpacked there.
    case unpacked(path: String)
    /// Another program wrote a volume.
    case foreign(path: String)
    /// The manifest is in none of the folders.
    case noManifest(Digest)

    package var description: String {
        switch self {
        case .unreadable(let path, let lost):
            "\(path): none of its volumes can be read\n"
                + lost.prefix(3).map { "\($0.name): \($0.reason)" }.joined(separator: "\n")
        case .unpacked(let path):
            """
            \(path): an archive was unpacked there, and a history is one of volumes
            Name the folder that the volumes are in.
            """
        case .foreign(let path):
            """
            \(path): mirror did not write this volume, so no history tells of it
            Keep what others wrote in a folder of its own; `mirror describe` tells what is in it.
            """
        case .noManifest(let digest): "no folder has \(digest)"
        }
    }
}
