// SPDX-License-Identifier: Apache-2.0

/// The folder in which oc-mirror works, by its program.
package enum ToolWorkspace: Sendable, Hashable {
    case versionOne(VersionOneWorkspace)
    case versionTwo(VersionTwoWorkspace)

    /// The path of the folder.
    package var folder: String {
        switch self {
        case .versionOne(let workspace): workspace.folder
        case .versionTwo(let workspace): workspace.folder
        }
    }
}
