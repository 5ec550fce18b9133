// SPDX-License-Identifier: Apache-2.0

/// Joins a folder and a name; `.` before a name is left out.
func joinedPath(_ folder: String, _ name: String) -> String {
    if folder == "." || folder == "./" { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
}
