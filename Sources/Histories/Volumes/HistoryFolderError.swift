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
            \(path): an unpacked archive has no volumes, so it has no history
            Name the folder that the volumes are in.
            """
        case .foreign(let path):
            """
            \(path): mirror did not write this volume, so it is in no history
            Keep volumes of other tools in a separate folder; `mirror describe` shows their content.
            """
        case .noManifest(let digest): "no folder has \(digest)"
        }
    }
}
