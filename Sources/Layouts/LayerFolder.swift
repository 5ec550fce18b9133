// SPDX-License-Identifier: Apache-2.0

package import Archives
package import ByteStreams
package import OCI

/// What one layer does to a folder of an image: the paths in it, without the bytes of files, and what it takes away.
package struct LayerFolder: Sendable, Equatable, Codable {
    /// What stands at a path.
    package enum Node: Sendable, Equatable, Codable {
        case file
        case directory
        case symbolicLink(target: String)
        case hardLink(target: String)
        case special
    }

    /// The paths in the folder, and those of the folders above it.
    package let nodes: [String: Node]
    /// What its whiteouts name, sorted.
    fileprivate let removed: [String]
    /// The folders that it has made opaque, sorted.
    fileprivate let covered: [String]

    private init(_ layer: LayerFiles.Layer) {
        nodes = layer.nodes.mapValues(Node.init)
        removed = layer.removed.sorted()
        covered = layer.covered.sorted()
    }

    /// Reads a whole layer and hands each file of the folder to `visit`, which runs on a thread that may block.
    ///
    /// A layer may have a path twice; then the file that is visited last counts. What `finish` makes of it all is
    /// returned only when the layer's bytes are the promised ones.
    /// Throws `LayerFilesError`, `ContentMismatch` and what the stream and the closures throw.
    package static func read<Visitor: LayerFolderVisitor & SendableMetatype>(
        _ folder: String,
        of layer: Descriptor,
        from stream: any ByteStream,
        limits: LayerFiles.Limits = .init(),
        _ visitor: @escaping @Sendable () throws -> Visitor
    ) async throws -> Visitor.Outcome {
        let scan = LayerScan(
            query: LayerQuery(paths: [], folders: [try ImagePath.normalized(folder)]),
            above: LayerView(),
            limits: limits,
            total: 0
        )
        return try await LayerScan.reading(stream, layer) { reader in
            let visitor = try visitor()
            let found = try scan.read(reader) { entry, reader in
                try visitor.visit(entry.path, reader)
                return []
            }
            return try visitor.finish(LayerFolder(found))
        }
    }

    /// The layer as the view of a stack of them takes it.
    fileprivate var layer: LayerFiles.Layer {
        var layer = LayerFiles.Layer(total: 0)
        layer.nodes = nodes.mapValues(LayerNode.init)
        layer.removed = Set(removed)
        layer.covered = Set(covered)
        return layer
    }
}

/// Reads the files of a folder out of one layer, one after the other.
package protocol LayerFolderVisitor {
    associatedtype Outcome: Sendable

    /// Reads a file, or as much of it as is wanted.
    func visit(_ path: String, _ reader: TarReader) throws
    /// Returns what came of it, once the layer has ended.
    func finish(_ folder: LayerFolder) throws -> Outcome
}

/// A folder of an image as its layers make it, one above the other.
package struct LayeredFolder: Sendable {
    /// A path in the folder at which something other than a folder stands.
    package struct Member: Sendable, Equatable {
        package let path: String
        package let node: LayerFolder.Node
        /// The number of its layer, from 0 for the base.
        package let layer: Int
    }

    /// What is seen, sorted by path.
    package let members: [Member]

    /// Puts layers, base first, on top of each other.
    ///
    /// Throws where the folder, or one above it, is a link.
    package init(_ folder: String, _ layers: [LayerFolder]) throws(LayerFilesError) {
        var view = LayerView()
        for (index, layer) in layers.enumerated().reversed() { view.add(layer.layer, depth: index) }
        let names = try view.names(paths: [], folders: [try ImagePath.normalized(folder)])
        members = names.compactMap { name in
            view.found(at: name).map { Member(path: name, node: .init($0.node), layer: $0.depth) }
        }
    }
}

extension LayerFolder.Node {
    fileprivate init(_ node: LayerNode) {
        switch node {
        case .file: self = .file
        case .directory: self = .directory
        case .symbolicLink(let target): self = .symbolicLink(target: target)
        case .hardLink(let target): self = .hardLink(target: target)
        case .special: self = .special
        }
    }
}

extension LayerNode {
    fileprivate init(_ node: LayerFolder.Node) {
        switch node {
        case .file: self = .file([])
        case .directory: self = .directory
        case .symbolicLink(let target): self = .symbolicLink(target: target)
        case .hardLink(let target): self = .hardLink(target: target)
        case .special: self = .special
        }
    }
}
