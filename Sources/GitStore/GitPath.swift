// SPDX-License-Identifier: Apache-2.0

/// The path of a file or folder inside a repository, relative to the root of its working tree.
///
/// It is not empty and not absolute. It has no empty, `.`, `..` or `.git` component and no control characters. So it
/// cannot lead out of the tree or into git's own files.
package struct GitPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let components: [String]

    package init(_ text: String) throws(GitError) {
        // A path is split as a file system does: for `Character`, a slash before a combining mark is not a slash.
        let components = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for component in components {
            if let problem = Self.problem(component) {
                throw GitError(.path, "use the path", "`\(text.escapingControls)`", problem)
            }
        }
        self.components = components
    }

    private static func problem(_ component: String) -> String? {
        switch component {
        case "": "expected a relative path without empty parts"
        case ".", "..": "a part of it is `\(component)`"
        case _ where component.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }:
            "it has control characters"
        case _ where component.lowercased() == ".git": "`.git` belongs to git"
        case _ where component.utf8.count > 255: "a part of it is longer than 255 bytes"
        default: nil
        }
    }

    /// The last component.
    package var name: String { components[components.count - 1] }

    /// The folders above, outermost first.
    package var folders: [String] { Array(components.dropLast()) }

    package var description: String { components.joined(separator: "/") }

    package static func < (left: Self, right: Self) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }
}

extension String {
    /// The text with control characters written as `\u{…}`, safe to show in a message.
    var escapingControls: String {
        unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7f
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
        }.joined()
    }
}
