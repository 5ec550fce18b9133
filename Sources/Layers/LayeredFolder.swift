// SPDX-License-Identifier: Apache-2.0

/// A part of an image as its stacked layers define it.
package struct LayeredFolder: Sendable {
    /// A path in the folder that is not a folder.
    package struct Member: Sendable, Equatable {
        package let path: String
        package let node: LayerFolder.Node
        /// The number of its layer, from 0 for the base.
        package let layer: Int
    }

    /// The target of a path.
    package enum Answer: Sendable {
        case absent
        /// A file of the layer with this number, from 0 for the base.
        case file(layer: Int)
        case link(OpenLink)
    }

    private var view = LayerView()
    private let part: LayerPart

    /// Makes a part without any layer.
    package init(_ part: LayerPart) { self.part = part }

    /// Stacks layers, base first.
    package init(_ part: LayerPart, _ layers: [LayerFolder]) {
        self.init(part)
        for (index, layer) in layers.enumerated().reversed() { add(layer, number: index) }
    }

    /// Adds a layer below those that were added; numbers count from 0 for the base.
    package mutating func add(_ layer: LayerFolder, number: Int) { view.add(layer.layer, depth: number + 1) }

    /// Whether no lower layer can change the part.
    package var isDecided: Bool { part.query.isAnswered(by: view) }

    /// The visible members of the folders, sorted by path.
    package var members: [Member] {
        view.paths(in: part.folders).compactMap { path in
            view.found(at: path).map { Member(path: path, node: .init($0.node), layer: $0.depth - 1) }
        }
    }

    /// The attributes of the visible folders, as far as a layer contains them.
    package var attributes: [String: FolderAttributes] {
        view.attributes.filter { path, _ in
            part.folders.contains { $0 == path || ImagePath.isBeneath(path, $0) }
        }
    }

    /// Follows a path by one link.
    ///
    /// Throws `LayerFilesError` for a link that leads out of the image, and for anything that is neither a file nor a
    /// link.
    package func answer(_ path: OpenLink) throws(LayerFilesError) -> Answer {
        switch try view.answer(path, isWanted: true) {
        case .leadsTo(let next): return .link(next)
        case .file: return view.found(at: path.path).map { .file(layer: $0.depth - 1) } ?? .absent
        case .absent: return .absent
        }
    }

    /// Follows a folder by one link; `nil` if neither the folder nor anything above it is a link.
    ///
    /// Throws `LayerFilesError` for a link that leads out of the image.
    package func following(_ folder: OpenLink) throws(LayerFilesError) -> OpenLink? {
        guard case .leadsTo(let next) = try view.answer(folder, isWanted: false) else { return nil }
        return next
    }
}
