// SPDX-License-Identifier: Apache-2.0

import Archives

/// Operations on paths inside an image, written as in tar members: relative, `.` for the root.
enum ImagePath {
    /// Normalizes a path that a caller gave.
    static func normalized(_ path: String) throws(LayerFilesError) -> String {
        let parts = TarEntry.parts(of: path).filter { $0 != "." }
        guard !path.isEmpty, !parts.contains(".."), !path.utf8.contains(0) else { throw .path(path) }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// The folder that contains the path; `nil` for the root.
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

    /// The target of a link in `folder`; `nil` if it is outside the image.
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
