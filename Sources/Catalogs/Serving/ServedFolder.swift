// SPDX-License-Identifier: Apache-2.0

/// The folder of a catalog, as its image's start command names it.
struct ServedFolder {
    /// The path, without slashes around it.
    let root: String
    /// The folder at which a relative path begins.
    let workingFolder: String

    /// The spelling of the path if the command did not have one.
    var text: String { "/\(root)" }

    /// Whether a path leads to the folder.
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
