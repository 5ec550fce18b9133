// SPDX-License-Identifier: Apache-2.0

import Archives
import Layers

/// The layer that hides the original catalog and the cache that `opm` made of it.
///
/// The names are those that every reader of layers understands (OCI image-spec, layer.md, "Whiteouts"). The layer
/// contains the folders above them as the image has them. Otherwise engines would create them with their own mode and
/// owner, and `opm` could no longer write there.
struct WhiteoutLayer {
    /// A path that is hidden.
    private struct Hidden: Hashable {
        let path: String
        /// Whether only the content of the folder is hidden, not the folder itself.
        let isEmptied: Bool

        /// The member of the layer that hides it.
        var member: String {
            if isEmptied { return "\(path)/.wh..wh..opq" }
            let parts = path.split(separator: "/")
            return (parts.dropLast().map(String.init) + [".wh.\(parts.last ?? "")"]).joined(separator: "/")
        }
    }

    private let hidden: [Hidden]

    /// Hides a catalog's folder and the caches of `opm`; paths inside another hidden path are left out.
    init(root: String, _ served: ServedCatalog) {
        let paths = Self.outermost(Set(served.caches + [root]))
        hidden = paths.sorted().map { path in
            // `opm` makes its next cache in this folder.
            let isNeeded = served.temporary == path || served.temporary.hasPrefix("\(path)/")
            return Hidden(path: path, isEmptied: isNeeded && path != root)
        }
    }

    /// The paths that are not inside another one.
    private static func outermost(_ paths: Set<String>) -> Set<String> {
        paths.filter { path in !path.isEmpty && !paths.contains { path.hasPrefix("\($0)/") } }
    }

    /// The hiding members, with paths as the image names them, sorted.
    var members: [String] { hidden.map(\.member).sorted() }

    /// Returns the layer, whose members are at the real places of the hidden paths.
    func bytes(_ folders: ImageFolders) throws -> [UInt8] {
        var found: [Hidden: ImageFolders.Place] = [:]
        for each in hidden {
            guard let place = folders.places[each.member], place.isThere else { continue }
            let folder = place.path.split(separator: "/").dropLast().joined(separator: "/")
            let name = each.path.split(separator: "/").last ?? ""
            let path = each.isEmptied ? folder : folder.isEmpty ? "\(name)" : "\(folder)/\(name)"
            found[Hidden(path: path, isEmptied: each.isEmptied)] = place
        }
        let outermost = Self.outermost(Set(found.keys.map(\.path)))
        var layer = FolderMembers()
        for (each, place) in found.sorted(by: { $0.key.member < $1.key.member }) where outermost.contains(each.path) {
            try layer.add(place.folders)
            try layer.add(TarEntry(path: each.member, kind: .file(size: 0), mode: 0o644))
        }
        return try TarWriter.archive(layer.entries.map { ($0, []) })
    }
}
