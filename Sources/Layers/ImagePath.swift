// SPDX-License-Identifier: Apache-2.0

import Archives

/// Paths inside an image, spelled as tar members are: relative, `.` for the root.
enum ImagePath {
    /// Spells a path that a caller gave.
    static func normalized(_ path: String) throws(LayerFilesError) -> String {
        let parts = TarEntry.parts(of: path).filter { $0 != "." }
        guard !path.isEmpty, !parts.contains(".."), !path.utf8.contains(0) else { throw .path(path) }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The folder that holds the path; nothing holds the root.
    static func parent(of path: String) -> String? {
        guard path != "." else { return nil }
        return path.unicodeScalars.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The folders above the path, the nearest first and the root last.
    static func ancestors(of path: String) -> some Sequence<String> {
        // One at a time: a deep path has very many.
        sequence(first: path) { parent(of: $0) }.dropFirst()
    }

    /// The last part of the path.
    static func name(of path: String) -> Substring { TarEntry.parts(of: path).last ?? "." }

    static func isBeneath(_ path: String, _ folder: String) -> Bool {
        path != "." && (folder == "." || path.utf8.starts(with: "\(folder)/".utf8))
    }

    /// Where a link leads that stands in `folder`; `nil` where that is out of the image.
    static func target(_ target: String, from folder: String) -> String? {
        var parts = target.unicodeScalars.first == "/" || folder == "." ? [] : TarEntry.parts(of: folder)
        for part in TarEntry.parts(of: target) where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
}
