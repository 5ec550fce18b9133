// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import ArchiveSets

/// An error that the index of a folder is not written.
package enum IndexRewritingError: ExplainedError, Sendable, Equatable {
    /// The folder has no volumes: an archive was unpacked there.
    case unpacked(folder: String)
    /// Another program wrote its volumes.
    case foreign(folder: String)
    /// Volumes were added or removed while they were read.
    case changed(folder: String)
    /// The file cannot be written.
    case unwritten(ArchiveSetError)

    package var explanation: Explanation {
        switch self {
        case .unpacked(let folder):
            Explanation(
                "\(folder): an unpacked archive has no volumes, so it has no index",
                remedy: "Name the folder that the volumes are in."
            )
        case .foreign(let folder):
            Explanation(
                "\(folder): mirror did not write its volumes, so they have no index",
                remedy: "They are read without one."
            )
        case .changed(let folder):
            Explanation(
                "\(folder): the volumes changed while they were read",
                remedy: "Run the same command again."
            )
        case .unwritten(let error):
            Explanation(
                "\(error.path): \(error.message)",
                remedy: "Fix the problem, and run the same command again."
            )
        }
    }
}
