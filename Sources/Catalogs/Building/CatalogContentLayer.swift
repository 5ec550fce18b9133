// SPDX-License-Identifier: Apache-2.0

import Archives
import Cache
import Layers
import OCI
import Scheduling

/// Makes the layer with the kept part of a catalog, in the files and in the order of its source.
///
/// The same documents give the same bytes: there are no times, folders have the attributes of the source, and files
/// have a fixed mode that every reader can read. Copied documents go from the source's layers to the disk one by one.
struct CatalogContentLayer: Sendable {
    let cache: DiskCache
    /// The folder of the catalog, without slashes around it.
    let root: String
    /// The catalog's name in errors.
    let catalog: String
    /// The folder's real place in the image; `nil` if it is at its name, at the root.
    var place: ImageFolders.Place?

    /// Writes the layer and stores it in the cache.
    func make(
        of pieces: CatalogPieces,
        from documents: some CatalogDocuments
    ) async throws -> (digest: Digest, size: Int64) {
        let draft = try await blocking { [cache] in try cache.makeDraft() }
        defer { draft.discard() }
        let output = Guarded(LayerOutput(pieces, of: self, documents.folders, draft: draft))
        try await blocking { try output.withLock { try $0.begin() } }
        let copied = pieces.copied
        if !copied.isEmpty {
            try await documents.documents(where: { copied.contains($0) }) { file, document, bytes in
                try output.withLock { try $0.write(document, of: file.path, bytes) }
            }
        }
        return try await blocking { [cache] in
            let (digest, size) = try output.withLock { try $0.finish() }
            try cache.keep(draft, as: digest)
            return (digest, size)
        }
    }
}

/// A layer while it is written.
private final class LayerOutput {
    private let layer: CatalogContentLayer
    /// The attributes of the catalog's folders.
    private let attributes: [String: FolderAttributes]
    private let files: [CatalogPieces.File]
    private let hash: LayerHash
    private var writer: TarWriter?
    private var folders: Set<Substring> = []
    /// The position of the next piece: its file, and its index in the file.
    private var file = 0
    private var piece = 0

    init(
        _ pieces: CatalogPieces,
        of layer: CatalogContentLayer,
        _ attributes: [String: FolderAttributes],
        draft: DiskCache.Draft
    ) {
        self.layer = layer
        self.attributes = attributes
        files = pieces.files
        let hash = LayerHash()
        self.hash = hash
        writer = TarWriter { bytes in
            hash.hasher.update(bytes)
            try draft.append(bytes)
        }
    }

    /// Writes the folder of the catalog, even if it is empty, after the folders above it.
    func begin() throws {
        var above = FolderMembers()
        try above.add(layer.place?.folders ?? [])
        for entry in above.entries { try writer?.begin(entry) }
        try addFolder(layer.root[...])
    }

    /// Writes a document of the source, after earlier ones that are in memory.
    func write(_ document: CatalogDocument, of path: String, _ bytes: [UInt8]) throws {
        while file < files.count {
            let next = files[file].pieces[piece]
            let isMeant = next.document == document && files[file].path == path
            guard isMeant || next.edited != nil else { break }
            if isMeant, bytes.count != document.length { break }
            try add(next, next.edited ?? bytes)
            if isMeant { return }
        }
        throw FilteredCatalogError.document(
            catalog: layer.catalog,
            place: path,
            "\(document.schema) `\(document.name)` is not there as it was found before"
        )
    }

    /// Writes the rest and ends the layer.
    func finish() throws -> (Digest, Int64) {
        while file < files.count {
            let next = files[file].pieces[piece]
            guard let edited = next.edited else {
                throw FilteredCatalogError.document(
                    catalog: layer.catalog,
                    place: files[file].path,
                    "\(next.document.schema) `\(next.document.name)` is not there any more"
                )
            }
            try add(next, edited)
        }
        try writer.take()?.finish()
        return (hash.hasher.finalize(), hash.hasher.count)
    }

    private func add(_ next: CatalogPieces.Piece, _ bytes: [UInt8]) throws {
        if piece == 0 { try beginFile(files[file]) }
        try writer?.write(next.opening + bytes + CatalogPieces.Piece.closing)
        piece += 1
        if piece == files[file].pieces.count {
            file += 1
            piece = 0
        }
    }

    private func beginFile(_ file: CatalogPieces.File) throws {
        var folder = file.path[...]
        var missing: [Substring] = []
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            guard folder.utf8.count > layer.root.utf8.count, !folders.contains(folder) else { break }
            missing.append(folder)
        }
        for folder in missing.reversed() { try addFolder(folder) }
        try writer?.begin(TarEntry(path: placed(file.path[...]), kind: .file(size: file.size), mode: 0o644))
    }

    private func addFolder(_ path: Substring) throws {
        folders.insert(path)
        try writer?.begin(TarEntry(folder: placed(path), attributes[String(path)] ?? .implied))
    }

    /// The real place of a path below the catalog's folder.
    private func placed(_ path: Substring) -> String {
        guard let place = layer.place else { return String(path) }
        return place.path + String(Substring(path.utf8.dropFirst(layer.root.utf8.count)))
    }
}

/// The digest of the bytes that were written so far.
private final class LayerHash {
    var hasher = DigestHasher(.sha256)
}
