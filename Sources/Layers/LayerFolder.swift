// SPDX-License-Identifier: Apache-2.0

package import Archives
package import ByteStreams
package import OCI

/// The changes of one layer to a part of an image: the paths it adds, without the bytes of files, and the paths it
/// removes.
package struct LayerFolder: Sendable, Equatable, Codable {
    /// The content of a path.
    package enum Node: Sendable, Equatable, Codable {
        case file
        case directory
        case symbolicLink(target: String)
        case hardLink(target: String)
        case special
    }

    /// The paths of the part, and those of the folders above them.
    package let nodes: [String: Node]
    /// The attributes of those folders that the layer contains.
    fileprivate let attributes: [String: FolderAttributes]
    /// The paths that its whiteouts name, sorted.
    fileprivate let removed: [String]
    /// The folders that it makes opaque, sorted.
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

    /// The changes to a smaller part, as if only that part had been read.
    package func restricted(to part: LayerPart) -> LayerFolder {
        let query = part.query
        return LayerFolder(of: self) { query.concerns($0) }
    }

    /// Reads a whole layer and passes each file of the part to `visit`, which runs on a thread that may block.
    ///
    /// A layer may contain a path twice; then the file that is visited last counts. The result of `finish` is
    /// returned only if the layer's bytes are the promised ones. Throws `LayerFilesError`, `ContentMismatch`, and the
    /// errors of the stream and the closures.
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

    /// Reads a whole layer for a part without wanted files.
    ///
    /// Throws `LayerFilesError`, `ContentMismatch` and the errors of the stream.
    package static func read(
        _ part: LayerPart,
        of layer: Descriptor,
        from stream: any ByteStream
    ) async throws -> LayerFolder {
        try await read(part, of: layer, from: stream) { FolderOnly() }
    }

    /// A visitor that records the changes of a layer and reads no file.
    private struct FolderOnly: LayerFolderVisitor {
        func visit(_ path: String, _ reader: TarReader) {}
        func finish(_ folder: LayerFolder) -> LayerFolder { folder }
    }

    /// The layer in the form that `LayerView` takes.
    var layer: LayerFiles.Layer {
        var layer = LayerFiles.Layer(total: 0)
        layer.nodes = nodes.mapValues(LayerNode.init)
        layer.attributes = attributes
        layer.removed = Set(removed)
        layer.covered = Set(covered)
        return layer
    }
}

/// A visitor that reads the files of a part from one layer, one after the other.
package protocol LayerFolderVisitor {
    associatedtype Outcome: Sendable

    /// Reads a file, or as much of it as is wanted.
    func visit(_ path: String, _ reader: TarReader) throws
    /// Returns the result, once the layer has ended.
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
