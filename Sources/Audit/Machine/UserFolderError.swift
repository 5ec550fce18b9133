// SPDX-License-Identifier: Apache-2.0

/// What this tool keeps for a user has no place.
package enum UserFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A file cannot be written.
    case unwritable(path: String, problem: String)
    /// The folder for temporary files, which is the last resort, cannot be used.
    case unusable(folder: String, problem: String)
    /// The folder for temporary files is open to other users.
    case shared

    package var description: String {
        switch self {
        case .unwritable(let path, let problem):
            "\(path) cannot be written: \(problem)\nSet XDG_STATE_HOME to another folder."
        case .unusable(let folder, let problem):
            """
            neither your home folder nor \(folder) can be used: \(problem)
            Set XDG_STATE_HOME and XDG_CACHE_HOME to folders that you can write to.
            """
        case .shared: "it is not a folder of yours alone"
        }
    }
}
