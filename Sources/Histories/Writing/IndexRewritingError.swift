// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets

/// An error that the index of a folder is not written.
package enum IndexRewritingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder has no volumes: an archive was unpacked there.
    case unpacked(folder: String)
    /// Another program wrote its volumes.
    case foreign(folder: String)
    /// Volumes were added or removed while they were read.
    case changed(folder: String)
    /// The file cannot be written.
    case unwritten(ArchiveSetError)

    package var description: String {
        switch self {
        case .unpacked(let folder):
            """
            \(folder): an unpacked archive has no volumes, so it has no index
            Name the folder that the volumes are in.
            """
        case .foreign(let folder):
            "\(folder): mirror did not write its volumes, so they have no index\nThey are read without one."
        case .changed(let folder):
            "\(folder): the volumes changed while they were read\nRun the same command again."
        case .unwritten(let error): "\(error.path): \(error.message)\nFix the problem, and run the same command again."
        }
    }
}
