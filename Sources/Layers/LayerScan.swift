// SPDX-License-Identifier: Apache-2.0

import Archives
import ByteStreams
import OCI

extension LayerFiles {
    /// The changes of a layer to the paths of a query.
    package struct Layer: Sendable {
        var nodes: [String: LayerNode] = [:]
        /// The attributes of those folders that the layer contains.
        var attributes: [String: FolderAttributes] = [:]
        /// The paths that its whiteouts name.
        var removed: Set<String> = []
        /// The folders that it makes opaque.
        var covered: Set<String> = []
        /// The total size of all files that were kept so far, including those of other layers.
        var total: Int
        /// The total size of all its files in bytes.
        fileprivate var unpacked: Int64 = 0

        /// The total length of the paths at which something was found, in bytes.
        fileprivate var named = 0

        init(total: Int) { self.total = total }
    }
}

/// Reads one layer for a query.
struct LayerScan: Sendable {
    let query: LayerQuery
    /// The result of the layers above.
    let above: LayerView
    let limits: LayerFiles.Limits
    /// The number of bytes that were kept of them.
    let total: Int

    /// Reads the whole layer; its result is returned only if its bytes are the promised ones.
    func read(_ stream: any ByteStream, _ descriptor: Descriptor) async throws -> LayerFiles.Layer {
        try await Self.reading(stream, descriptor) { reader in try read(reader) }
    }

    /// Opens a layer's archive for `body`, whose result is returned only if the bytes are the promised ones.
    static func reading<Result: Sendable>(
        _ stream: any ByteStream,
        _ descriptor: Descriptor,
        _ body: @escaping @Sendable (TarReader) throws -> Result
    ) async throws -> Result {
        let verified = VerifiedStream(stream, as: descriptor)
        do {
            let result = try await TarReader.reading(verified, name: "the archive", body)
            while try await verified.next() != nil {}
            return result
        } catch let error as ArchiveError {
            // If the bytes are not the promised ones, that is the cause.
            while try await verified.next() != nil {}
            throw LayerFilesError.layer(descriptor.digest, "\(error)")
        } catch let error as BrokenLayer {
            throw LayerFilesError.layer(descriptor.digest, error.message)
        }
    }

    /// A function that reads a wanted file; its result is kept.
    typealias FileVisit = (TarEntry, TarReader) throws -> [UInt8]

    /// Reads an archive; without a visit, the bytes of wanted files are kept within the limits.
    func read(_ reader: TarReader, _ visit: FileVisit? = nil) throws -> LayerFiles.Layer {
        var layer = LayerFiles.Layer(total: total)
        reader.takesAbsolutePaths = true
        while let entry = try reader.next() {
            guard entry.size <= limits.layer - layer.unpacked else {
                throw LayerFilesError.tooLong(entry.path, .layer(limits.layer))
            }
            layer.unpacked += entry.size
            try add(entry, from: reader, to: &layer, visit)
        }
        return layer
    }

    private func add(
        _ entry: TarEntry,
        from reader: TarReader,
        to layer: inout LayerFiles.Layer,
        _ visit: FileVisit?
    ) throws {
        // Members of such a folder are bookkeeping of a file system (AUFS).
        let folders = TarEntry.parts(of: entry.path).dropLast()
        guard !folders.contains(where: { $0.utf8.starts(with: Whiteout.prefix.utf8) }) else { return }
        for folder in ImagePath.ancestors(of: entry.path) where query.concerns(folder) {
            guard layer.nodes[folder, default: .directory] == .directory else {
                throw BrokenLayer(message: "its `\(entry.path)` lies in `\(folder)`, which is not a folder there")
            }
            try layer.keep(.directory, at: folder, limits)
        }
        if let whiteout = try Whiteout(entry.path) {
            switch whiteout {
            case .removes(let path): if query.concerns(path) { layer.removed.insert(path) }
            case .covers(let folder): if query.concerns(folder) { layer.covered.insert(folder) }
            case .none: break
            }
        } else if query.concerns(entry.path) {
            try place(entry, from: reader, in: &layer, visit)
        }
    }

    /// Adds a member, and replaces an earlier one with the same path.
    private func place(
        _ entry: TarEntry,
        from reader: TarReader,
        in layer: inout LayerFiles.Layer,
        _ visit: FileVisit?
    ) throws {
        let path = entry.path
        if entry.kind != .directory, layer.nodes[path] == .directory {
            for beneath in layer.nodes.keys.filter({ ImagePath.isBeneath($0, path) }) { layer.remove(beneath) }
        }
        layer.remove(path)
        let node: LayerNode =
            switch entry.kind {
            case .file: .file(try content(of: entry, from: reader, &layer.total, visit))
            case .directory: .directory
            case .symbolicLink(let target): .symbolicLink(target: target)
            case .hardLink(let target): .hardLink(target: target)
            case .special: .special
            }
        try layer.keep(node, at: path, limits)
        if entry.kind == .directory { layer.attributes[path] = FolderAttributes(entry) }
    }

    private func content(
        of entry: TarEntry,
        from reader: TarReader,
        _ total: inout Int,
        _ visit: FileVisit?
    ) throws -> [UInt8] {
        guard query.wants(entry.path), above.shows(entry.path) else { return [] }
        if let visit { return try visit(entry, reader) }
        guard entry.size <= limits.file else { throw LayerFilesError.tooLong(entry.path, .file(limits.file)) }
        guard entry.size <= limits.total - total else {
            throw LayerFilesError.tooLong(entry.path, .total(limits.total))
        }
        let bytes = try reader.readAll(limit: limits.file)
        total += bytes.count
        return bytes
    }
}

extension LayerFiles.Layer {
    fileprivate mutating func keep(
        _ node: LayerNode,
        at path: String,
        _ limits: LayerFiles.Limits
    ) throws(LayerFilesError) {
        if nodes.updateValue(node, forKey: path) == nil { named += path.utf8.count }
        guard named <= limits.paths else { throw .tooLong(path, .paths(limits.paths)) }
    }

    fileprivate mutating func remove(_ path: String) {
        attributes[path] = nil
        if case .file(let bytes) = nodes.removeValue(forKey: path) { total -= bytes.count }
    }
}

/// A member that removes something of the layers below (OCI image-spec, layer.md).
private enum Whiteout {
    static let prefix = ".wh."

    case removes(String)
    case covers(String)
    /// Bookkeeping that removes nothing.
    case none

    /// Reads what a member removes; `nil` for a member that is not a whiteout.
    init?(_ path: String) throws {
        let name = ImagePath.name(of: path)
        guard name.utf8.starts(with: Self.prefix.utf8) else { return nil }
        let folder = ImagePath.parent(of: path) ?? "."
        if name == ".wh..wh..opq" {
            self = .covers(folder)
        } else if name.utf8.starts(with: ".wh..wh.".utf8) {
            self = .none
        } else {
            let removed = Substring(name.utf8.dropFirst(Self.prefix.utf8.count))
            guard !["", ".", ".."].contains(removed) else {
                throw BrokenLayer(message: "its `\(path)` is a whiteout without a name")
            }
            self = .removes(folder == "." ? String(removed) : "\(folder)/\(removed)")
        }
    }
}

/// An error that a layer is an archive, but not one of an image's files.
private struct BrokenLayer: Error {
    let message: String
}
