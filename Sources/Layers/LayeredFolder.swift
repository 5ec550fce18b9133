// SPDX-License-Identifier: Apache-2.0

/// A part of an image as its layers make it, one above the other.
package struct LayeredFolder: Sendable {
    /// A path in the folder at which something other than a folder stands.
    package struct Member: Sendable, Equatable {
        package let path: String
        package let node: LayerFolder.Node
        /// The number of its layer, from 0 for the base.
        package let layer: Int
    }

    /// What a path leads to.
    package enum Answer: Sendable {
        case absent
        /// A file of the layer with a number, from 0 for the base.
        case file(layer: Int)
        case link(OpenLink)
    }

    private var view = LayerView()
    private let part: LayerPart

    /// Begins without any layer.
    package init(_ part: LayerPart) { self.part = part }

    /// Puts layers, base first, on top of each other.
    package init(_ part: LayerPart, _ layers: [LayerFolder]) {
        self.init(part)
        for (index, layer) in layers.enumerated().reversed() { add(layer, number: index) }
    }

    /// Puts a layer below those that were added; numbers count from 0 for the base.
    package mutating func add(_ layer: LayerFolder, number: Int) { view.add(layer.layer, depth: number + 1) }

    /// Whether no layer below can say anything of the part.
    package var isDecided: Bool { part.query.isAnswered(by: view) }

    /// What is seen in the folders, sorted by path.
    package var members: [Member] {
        view.paths(in: part.folders).compactMap { path in
            view.found(at: path).map { Member(path: path, node: .init($0.node), layer: $0.depth - 1) }
        }
    }

    /// What the folders are that stand there, as far as a layer has a member for them.
    package var attributes: [String: FolderAttributes] {
        view.attributes.filter { path, _ in
            part.folders.contains { $0 == path || ImagePath.isBeneath(path, $0) }
        }
    }

    /// What a path leads to, one link further.
    ///
    /// Throws `LayerFilesError` for a link that leads out of the image, and for what is neither file nor link.
    package func answer(_ path: OpenLink) throws(LayerFilesError) -> Answer {
        switch try view.answer(path, isWanted: true) {
        case .leadsTo(let next): return .link(next)
        case .file: return view.found(at: path.path).map { .file(layer: $0.depth - 1) } ?? .absent
        case .absent: return .absent
        }
    }

    /// Where a folder lies, one link further; `nil` where neither it nor what lies above it is a link.
    ///
    /// Throws `LayerFilesError` for a link that leads out of the image.
    package func following(_ folder: OpenLink) throws(LayerFilesError) -> OpenLink? {
        guard case .leadsTo(let next) = try view.answer(folder, isWanted: false) else { return nil }
        return next
    }
}
