// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The real places of paths in an image, and the attributes of the folders above them.
///
/// A layer that removes or replaces something must contain the folders above it. Otherwise container engines create
/// these folders anew, and then only root may write there.
package struct ImageFolders: Sendable {
    /// A folder.
    package struct Folder: Sendable, Hashable {
        package let path: String
        /// The attributes in the top-most layer that contains the folder; `nil` if no layer contains it.
        package let attributes: FolderAttributes?

        package init(path: String, attributes: FolderAttributes?) {
            self.path = path
            self.attributes = attributes
        }
    }

    /// The real place of a path.
    package struct Place: Sendable, Hashable {
        /// The path with no link above it.
        package let path: String
        /// The folders above it, the outermost first, without the root.
        package let folders: [Folder]
        /// Whether there is a folder that can contain the path.
        package let isThere: Bool
    }

    /// The places, by the paths as they were requested.
    package let places: [String: Place]

    /// A function that looks up a part of a layer.
    package typealias Look = (Descriptor, LayerPart) async throws -> LayerFolder

    /// Finds the places of normalized paths; `layers` are those of the image's manifest, base first.
    ///
    /// Layers are read from the top down, until all places are known. Links are followed inside the image. Throws
    /// `LayerFilesError` and the errors of `look`.
    package init(above paths: some Sequence<String>, in layers: [Descriptor], _ look: Look) async throws {
        var places: [String: Place] = [:]
        var open = Set(paths).sorted().map { OpenLink(name: $0, path: $0, depth: layers.count) }
        for _ in 0...LayerFiles.linkLimit where !open.isEmpty {
            let view = try await Self.view(of: open, layers, look)
            var next: [OpenLink] = []
            for link in open {
                switch try view.above(link) {
                case .link(let further): next.append(further)
                case .noFolder: places[link.name] = Place(path: link.path, folders: [], isThere: false)
                case .folders: places[link.name] = Self.place(link, view)
                }
            }
            open = next
        }
        if let link = open.first { throw LayerFilesError.link(link.name, to: link.path, .tooMany) }
        self.places = places
    }

    private static func view(of links: [OpenLink], _ layers: [Descriptor], _ look: Look) async throws -> LayerView {
        let part = try LayerPart(above: links.map(\.path))
        var view = LayerView()
        for (index, layer) in layers.enumerated().reversed() where !part.places.allSatisfy(view.knowsFolder) {
            view.add(try await look(layer, part).layer, depth: index + 1)
        }
        return view
    }

    private static func place(_ link: OpenLink, _ view: LayerView) -> Place {
        let folders = LayerPart.folders(above: link.path)
        return Place(
            path: link.path,
            folders: folders.map { Folder(path: $0, attributes: view.attributes[$0]) },
            isThere: folders.allSatisfy { view.found(at: $0) != nil }
        )
    }
}
