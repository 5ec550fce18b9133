// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that there is no place for this tool's files of a user.
package enum UserFolderError: ExplainedError, Sendable, Equatable {
    /// A file cannot be written.
    case unwritable(path: String, problem: String)
    /// The last resort, the folder for temporary files, cannot be used.
    case unusable(folder: String, problem: String)
    /// The folder for temporary files is open to other users.
    case shared

    package var explanation: Explanation {
        switch self {
        case .unwritable(let path, let problem):
            Explanation("\(path) cannot be written: \(problem)", remedy: "Set XDG_STATE_HOME to another folder.")
        case .unusable(let folder, let problem):
            Explanation(
                "neither your home folder nor \(folder) can be used: \(problem)",
                remedy: "Set XDG_STATE_HOME and XDG_CACHE_HOME to folders that you can write to."
            )
        case .shared: Explanation("it is not a folder of yours alone")
        }
    }
}
