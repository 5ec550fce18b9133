// SPDX-License-Identifier: Apache-2.0

/// The folder of a catalog, as the words that start its image name it.
struct ServedFolder {
    /// Without slashes around it.
    let root: String
    /// Where a relative path begins.
    let workingFolder: String

    /// How it is named where it was not before.
    var text: String { "/\(root)" }

    /// Whether a path is that of the folder.
    func isMeant(by path: String) -> Bool { normalized(path) == root }

    /// A path without `.`, `..` and slashes around it.
    func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : "\(workingFolder)/\(path)").split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
