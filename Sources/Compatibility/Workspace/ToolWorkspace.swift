// SPDX-License-Identifier: Apache-2.0

/// The folder in which oc-mirror works, by its program.
package enum ToolWorkspace: Sendable, Hashable {
    case versionOne(VersionOneWorkspace)
    case versionTwo(VersionTwoWorkspace)
}

/// Joins a folder and a name; `.` before a name is left out.
func path(_ folder: String, _ name: String) -> String {
    if folder == "." || folder == "./" { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
