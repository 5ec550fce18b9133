// SPDX-License-Identifier: Apache-2.0

package import Archives
package import ByteStreams
package import OCI

/// What one layer does to a part of an image: the paths in it, without the bytes of files, and what it takes away.
package struct LayerFolder: Sendable, Equatable, Codable {
    /// What stands at a path.
    package enum Node: Sendable, Equatable, Codable {
        case file
        case directory
        case symbolicLink(target: String)
        case hardLink(target: String)
        case special
    }

    /// The paths of the part, and those of the folders above them.
    package let nodes: [String: Node]
    /// What the layer says of the folders among these that have a member of their own.
    fileprivate let attributes: [String: FolderAttributes]
    /// What its whiteouts name, sorted.
    fileprivate let removed: [String]
    /// The folders that it has made opaque, sorted.
    fileprivate let covered: [String]

    private init(_ layer: LayerFiles.Layer) {
        nodes = layer.nodes.mapValues(Node.init)
        attributes = layer.attributes
        removed = layer.removed.sorted()
        covered = layer.covered.sorted()
    }

    private init(of other: LayerFolder, where isMeant: (String) -> Bool) {
        nodes = other.nodes.filter { isMeant($0.key) }
        attributes = other.attributes.filter { isMeant($0.key) }
        removed = other.removed.filter(isMeant)
        covered = other.covered.filter(isMeant)
    }

    /// What it says of a smaller part, as if that alone had been looked at.
    package func restricted(to part: LayerPart) -> LayerFolder {
        let query = part.query
        return LayerFolder(of: self) { query.concerns($0) }
    }

    /// Reads a whole layer and hands each file of the part to `visit`, which runs on a thread that may block.
    ///
    /// A layer may have a path twice; then the file that is visited last counts. What `finish` makes of it all is
    /// returned only when the layer's bytes are the promised ones.
    /// Throws `LayerFilesError`, `ContentMismatch` and what the stream and the closures throw.
    package static func read<Visitor: LayerFolderVisitor & SendableMetatype>(
        _ part: LayerPart,
        of layer: Descriptor,
        from stream: any ByteStream,
        limits: LayerFiles.Limits = .init(),
        _ visitor: @escaping @Sendable () throws -> Visitor
    ) async throws -> Visitor.Outcome {
        let scan = LayerScan(query: part.query, above: LayerView(), limits: limits, total: 0)
        return try await LayerScan.reading(stream, layer) { reader in
            let visitor = try visitor()
            let found = try scan.read(reader) { entry, reader in
                try visitor.visit(entry.path, reader)
                return []
            }
            return try visitor.finish(LayerFolder(found))
        }
    }

    /// Reads a whole layer for a part of which no file is wanted.
    ///
    /// Throws `LayerFilesError`, `ContentMismatch` and what the stream throws.
    package static func read(
        _ part: LayerPart,
        of layer: Descriptor,
        from stream: any ByteStream
    ) async throws -> LayerFolder {
        try await read(part, of: layer, from: stream) { FolderOnly() }
    }

    /// Takes what a layer does to a part, and looks into no file.
    private struct FolderOnly: LayerFolderVisitor {
        func visit(_ path: String, _ reader: TarReader) {}
        func finish(_ folder: LayerFolder) -> LayerFolder { folder }
    }

    /// The layer as the view of a stack of them takes it.
    var layer: LayerFiles.Layer {
        var layer = LayerFiles.Layer(total: 0)
        layer.nodes = nodes.mapValues(LayerNode.init)
        layer.attributes = attributes
        layer.removed = Set(removed)
        layer.covered = Set(covered)
        return layer
    }
}

/// Reads the files of a part out of one layer, one after the other.
package protocol LayerFolderVisitor {
    associatedtype Outcome: Sendable

    /// Reads a file, or as much of it as is wanted.
    func visit(_ path: String, _ reader: TarReader) throws
    /// Returns what came of it, once the layer has ended.
    func finish(_ folder: LayerFolder) throws -> Outcome
}

extension LayerFolder.Node {
    init(_ node: LayerNode) {
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
